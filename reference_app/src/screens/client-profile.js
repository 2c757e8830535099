import { html } from '../html.js';
import { signOut } from '../session.js';
import { fullName } from '../texts.js';

export function ClientProfile({ profile }) {
  return html`
    <div class="card">
      <h2>${fullName(profile)}</h2>
      <p class="muted">${profile.email}</p>
      <div class="actions">
        <button type="button" onClick=${signOut}>Se déconnecter</button>
      </div>
    </div>
  `;
}
