import { html } from '../html.js';

export function Failure({ text, onRetry }) {
  return html`
    <div class="failure" role="alert">
      <p>${text}</p>
      <button type="button" onClick=${onRetry}>Réessayer</button>
    </div>
  `;
}

/** Montre une lecture : l'attente, l'échec qui se dit, ou le contenu. */
export function Loaded({ resource, what, children }) {
  if (resource.status === 'loading') return html`<p class="muted">${`Chargement ${what.of}...`}</p>`;
  if (resource.status === 'failed') {
    const text = `Impossible de charger ${what.name}. Vérifiez votre connexion puis réessayez.`;
    return html`<${Failure} text=${text} onRetry=${resource.reload} />`;
  }
  return children(resource.data);
}

export const PROGRAMS = { of: 'des programmes', name: 'les programmes' };
export const PROGRAM = { of: 'du programme', name: 'le programme' };
export const SESSIONS = { of: 'des séances', name: 'les séances' };
export const CLIENTS = { of: 'des clients', name: 'les clients' };
export const EXERCISES = { of: 'des exercices', name: 'les exercices' };
export const NOTIFICATIONS = { of: 'des notifications', name: 'les notifications' };
