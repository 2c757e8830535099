import { useState } from 'preact/hooks';
import { activeClients } from '../clients.js';
import { SearchField } from '../components/field.js';
import { CLIENTS, Loaded } from '../components/loaded.js';
import { html } from '../html.js';
import { useStartup } from '../startup.js';
import { fullName, matches } from '../texts.js';

function ClientTable({ clients }) {
  if (clients.length === 0) return html`<p class="muted">Aucun client à afficher.</p>`;
  return html`
    <div class="table-scroll" role="group" aria-label="Mes clients" tabindex="0">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Nom</th>
            <th scope="col">Prénom</th>
            <th scope="col">Email</th>
            <th scope="col">Téléphone</th>
          </tr>
        </thead>
        <tbody>
          ${clients.map(
            (client) => html`
              <tr key=${client.id}>
                <td>
                  <a href=${`#/app/client/${client.id}`} aria-label=${`Profil de ${fullName(client)}`}>
                    ${client.last_name}
                  </a>
                </td>
                <td>${client.first_name}</td>
                <td>${client.email}</td>
                <td>${client.phone}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

export function CoachClients({ profile }) {
  const clients = useStartup('clients');
  const [term, setTerm] = useState('');
  const found = (rows) => activeClients(profile, rows).filter((client) => matches(fullName(client), term));
  return html`
    <div class="title-row">
      <h1>Mes Clients</h1>
      <button type="button" onClick=${clients.reload}>🔄 Actualiser</button>
    </div>
    <${SearchField} placeholder="Filtrer les clients..." value=${term} onValue=${setTerm} />
    <${Loaded} resource=${clients} what=${CLIENTS}>
      ${(rows) => html`<${ClientTable} clients=${found(rows)} />`}
    </${Loaded}>
  `;
}
