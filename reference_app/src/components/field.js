import { html } from '../html.js';
import { useUniqueId } from '../unique-id.js';

/** L'étiquette précède le champ, sans l'englober : c'est ainsi que Virtus les dispose. */
export function Field({ label, id, value, onValue, ...input }) {
  const uniqueId = useUniqueId('field');
  const fieldId = id ?? uniqueId;
  return html`
    <div class="field">
      <label for=${fieldId}>${label}</label>
      <input id=${fieldId} value=${value} onInput=${(event) => onValue(event.target.value)} ...${input} />
    </div>
  `;
}

export function SelectField({ label, id, value, onValue, options }) {
  const uniqueId = useUniqueId('field');
  const fieldId = id ?? uniqueId;
  return html`
    <div class="field">
      <label for=${fieldId}>${label}</label>
      <select id=${fieldId} value=${value} onChange=${(event) => onValue(event.target.value)}>
        ${options.map((option) => html`<option key=${option.value} value=${option.value}>${option.text}</option>`)}
      </select>
    </div>
  `;
}

export function SearchField({ placeholder, value, onValue }) {
  return html`
    <input
      class="search"
      type="text"
      placeholder=${placeholder}
      aria-label=${placeholder}
      value=${value}
      onInput=${(event) => onValue(event.target.value)}
    />
  `;
}
