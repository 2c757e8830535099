import { useState } from 'preact/hooks';
import { listProgress } from '../api/assignments.js';
import { activeClients } from '../clients.js';
import { ClientTable } from '../components/client-table.js';
import { SearchField } from '../components/field.js';
import { CLIENTS, Loaded } from '../components/loaded.js';
import { html } from '../html.js';
import { useResource } from '../resource.js';
import { useStartup } from '../startup.js';
import { fullName, matches } from '../texts.js';

export function CoachDashboard({ profile }) {
  const clients = useStartup('clients');
  const progress = useResource(() => listProgress(profile.id));
  const [term, setTerm] = useState('');

  const table = (rows, assignments) => {
    // La première assignation rendue pour un client est celle de son programme en cours.
    const current = (client) => assignments.find((assignment) => assignment.client_id === client.id);
    const columns = [
      ['Semaine', (client) => current(client)?.current_week],
      ['Séance', (client) => current(client)?.current_session],
    ];
    const found = activeClients(profile, rows).filter((client) => matches(fullName(client), term));
    return html`<${ClientTable} label="Clients actifs" clients=${found} columns=${columns} />`;
  };

  return html`
    <h1>Tableau de bord</h1>
    <${SearchField} placeholder="Filtrer les clients..." value=${term} onValue=${setTerm} />
    <${Loaded} resource=${clients} what=${CLIENTS}>
      ${(rows) => html`
        <${Loaded} resource=${progress} what=${CLIENTS}>${(assignments) => table(rows, assignments)}</${Loaded}>
      `}
    </${Loaded}>
  `;
}
