import { html } from '../html.js';

export function SessionTabs({ sessions, current, onSelect, onAdd, onRemove }) {
  return html`
    <div class="session-tabs">
      ${sessions.map(
        (session) => html`
          <button
            key=${session.key}
            type="button"
            aria-current=${session.key === current.key}
            onClick=${() => onSelect(session.key)}
          >
            ${session.name}
          </button>
        `,
      )}
      <button type="button" class="icon" title="Ajouter une séance" onClick=${onAdd}>+</button>
      ${
        sessions.length > 1 &&
        html`
          <button type="button" class="icon" title="Supprimer la séance" onClick=${() => onRemove(current.key)}>
            ✕
          </button>
        `
      }
    </div>
  `;
}
