import { useState } from 'preact/hooks';
import { activeClients } from '../clients.js';
import { html } from '../html.js';
import { useStartup } from '../startup.js';
import { fullName, matches } from '../texts.js';
import { useOnce } from '../use-once.js';
import { SearchField } from './field.js';
import { CLIENTS, Loaded } from './loaded.js';
import { Modal } from './modal.js';

function ClientChoice({ clients, term, selected, onToggle }) {
  const found = clients.filter((client) => matches(fullName(client), term));
  if (found.length === 0) return html`<p class="muted">Aucun client trouvé.</p>`;
  return html`
    <div class="choices">
      ${found.map(
        (client) => html`
          <label key=${client.id}>
            <input type="checkbox" checked=${selected.has(client.id)} onChange=${() => onToggle(client.id)} />
            <span>${fullName(client)}</span>
          </label>
        `,
      )}
    </div>
  `;
}

/** Choix des clients à qui assigner ; ce que « Assigner » fait appartient à l'écran qui ouvre la fenêtre. */
export function AssignDialog({ name, coach, onAssign, onClose }) {
  const clients = useStartup('clients');
  const [term, setTerm] = useState('');
  const [selected, setSelected] = useState(new Set());
  const [assign, busy] = useOnce(async () => {
    const chosen = activeClients(coach, clients.data).filter((client) => selected.has(client.id));
    await onAssign(chosen);
    onClose();
  });

  // Fermée en cours de route, la fenêtre se refermerait une seconde fois sur la suivante.
  const close = () => busy || onClose();

  const toggle = (id) =>
    setSelected((current) => {
      const next = new Set(current);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  return html`
    <${Modal} title=${`Assigner "${name}"`} onClose=${close}>
      <${SearchField} placeholder="Rechercher un client..." value=${term} onValue=${setTerm} />
      <${Loaded} resource=${clients} what=${CLIENTS}>
        ${(rows) => html`
          <${ClientChoice} clients=${activeClients(coach, rows)} term=${term} selected=${selected} onToggle=${toggle} />
        `}
      </${Loaded}>
      <div class="actions">
        <button type="button" onClick=${close}>Annuler</button>
        <button type="button" class="primary" disabled=${busy || selected.size === 0} onClick=${assign}>
          Assigner
        </button>
      </div>
    </${Modal}>
  `;
}
