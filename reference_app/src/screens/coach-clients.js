import { useState } from 'preact/hooks';
import { activeClients } from '../clients.js';
import { ClientTable } from '../components/client-table.js';
import { SearchField } from '../components/field.js';
import { CLIENTS, Loaded } from '../components/loaded.js';
import { html } from '../html.js';
import { useStartup } from '../startup.js';
import { fullName, matches } from '../texts.js';

const COLUMNS = [
  ['Email', (client) => client.email],
  ['Téléphone', (client) => client.phone],
];

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
      ${(rows) => html`<${ClientTable} label="Mes clients" clients=${found(rows)} columns=${COLUMNS} />`}
    </${Loaded}>
  `;
}
