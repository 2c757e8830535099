import { render } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from '../html.js';
import { useUniqueId } from '../unique-id.js';

function Dialog({ title, wide, onClose, children }) {
  const dialog = useRef();
  const titleId = useUniqueId('modal-title');

  useLayoutEffect(() => {
    const element = dialog.current;
    element.showModal();
    // Fermer avant le retrait rend le focus à l'élément qui avait ouvert la fenêtre.
    return () => element.close();
  }, []);

  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  const closeOnBackdrop = (event) => event.target === event.currentTarget && onClose();

  return html`
    <dialog
      ref=${dialog}
      class=${wide ? 'modal wide' : 'modal'}
      role="dialog"
      aria-modal="true"
      aria-labelledby=${titleId}
      onCancel=${cancel}
      onMouseDown=${closeOnBackdrop}
    >
      <div class="modal-box">
        <div class="modal-head">
          <h2 id=${titleId}>${title}</h2>
          <button type="button" class="icon" aria-label="Fermer" onClick=${onClose}>✕</button>
        </div>
        <div class="modal-body">${children}</div>
      </div>
    </dialog>
  `;
}

export function Modal(props) {
  const [host] = useState(() => document.createElement('div'));
  useLayoutEffect(() => {
    document.getElementById('modal-root').append(host);
    return () => {
      render(null, host);
      host.remove();
    };
  }, []);
  useLayoutEffect(() => render(html`<${Dialog} ...${props} />`, host));
  return null;
}
