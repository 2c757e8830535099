import { useState } from 'preact/hooks';
import { listProgress } from '../api/assignments.js';
import { activeClients } from '../clients.js';
import { SearchField } from '../components/field.js';
import { CLIENTS, Loaded } from '../components/loaded.js';
import { html } from '../html.js';
import { useResource } from '../resource.js';
import { navigate } from '../router.js';
import { useStartup } from '../startup.js';
import { fullName, matches } from '../texts.js';

/** Par client, l'avancement de son programme en cours : la première assignation rendue est la plus récente. */
function currentProgress(rows) {
  const byClient = new Map();
  for (const row of rows) {
    if (!byClient.has(row.client_id)) byClient.set(row.client_id, row);
  }
  return byClient;
}

function ClientTable({ clients, progress }) {
  return html`
    <div class="table-scroll" role="group" aria-label="Clients actifs" tabindex="0">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Nom</th>
            <th scope="col">Prénom</th>
            <th scope="col">Semaine</th>
            <th scope="col">Séance</th>
            <th scope="col">Action</th>
          </tr>
        </thead>
        <tbody>
          ${clients.map(
            (client) => html`
              <tr key=${client.id} class="clickable" onClick=${() => navigate(`/app/client/${client.id}`)}>
                <td>${client.last_name}</td>
                <td>${client.first_name}</td>
                <td>${progress.get(client.id)?.current_week}</td>
                <td>${progress.get(client.id)?.current_session}</td>
                <td><a href=${`#/app/client/${client.id}`} aria-label=${`Profil de ${fullName(client)}`}>Profil</a></td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

export function CoachDashboard({ profile }) {
  const clients = useStartup('clients');
  const progress = useResource(() => listProgress(profile.id));
  const [term, setTerm] = useState('');

  const table = (rows, progressRows) => {
    const found = activeClients(profile, rows).filter((client) => matches(fullName(client), term));
    if (found.length === 0) return html`<p class="muted">Aucun client à afficher.</p>`;
    return html`<${ClientTable} clients=${found} progress=${currentProgress(progressRows)} />`;
  };

  return html`
    <h1>Tableau de bord</h1>
    <${SearchField} placeholder="Filtrer les clients..." value=${term} onValue=${setTerm} />
    <${Loaded} resource=${clients} what=${CLIENTS}>
      ${(rows) =>
        html`<${Loaded} resource=${progress} what=${CLIENTS}>${(progressRows) => table(rows, progressRows)}</${Loaded}>`}
    </${Loaded}>
  `;
}
