import { html } from '../html.js';
import { useResource } from '../resource.js';
import { Loaded, PROGRAM } from './loaded.js';
import { Modal } from './modal.js';
import { ProgramTable } from './program-table.js';

export function ProgramDialog({ title, read, onClose }) {
  const weeks = useResource(read);
  return html`
    <${Modal} title=${title} wide onClose=${onClose}>
      <${Loaded} resource=${weeks} what=${PROGRAM}>${(data) => html`<${ProgramTable} weeks=${data} />`}</${Loaded}>
      <div class="actions">
        <button type="button" onClick=${onClose}>Fermer</button>
      </div>
    </${Modal}>
  `;
}
