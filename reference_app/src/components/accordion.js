import { useState } from 'preact/hooks';
import { html } from '../html.js';

export function Accordion({ title, open: openAtFirst = false, children }) {
  const [open, setOpen] = useState(openAtFirst);
  return html`
    <div class="accordion">
      <h3>
        <button type="button" aria-expanded=${open} onClick=${() => setOpen(!open)}>${title}</button>
      </h3>
      ${open && html`<div class="accordion-body">${children}</div>`}
    </div>
  `;
}
