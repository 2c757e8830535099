import { html } from '../html.js';
import { navigate } from '../router.js';
import { fullName } from '../texts.js';

function ClientRow({ client, columns }) {
  const profile = `/app/client/${client.id}`;
  return html`
    <tr class="clickable" onClick=${() => navigate(profile)}>
      <td><a href=${`#${profile}`} aria-label=${`Profil de ${fullName(client)}`}>${client.last_name}</a></td>
      <td>${client.first_name}</td>
      ${columns.map(([title, value]) => html`<td key=${title}>${value(client)}</td>`)}
    </tr>
  `;
}

/** Des clients, leur nom, et les colonnes propres à l'écran : `[titre, valeur(client)]`. */
export function ClientTable({ label, clients, columns }) {
  if (clients.length === 0) return html`<p class="muted">Aucun client à afficher.</p>`;
  return html`
    <div class="table-scroll" role="group" aria-label=${label} tabindex="0">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">Nom</th>
            <th scope="col">Prénom</th>
            ${columns.map(([title]) => html`<th scope="col" key=${title}>${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${clients.map((client) => html`<${ClientRow} key=${client.id} client=${client} columns=${columns} />`)}
        </tbody>
      </table>
    </div>
  `;
}
