import { useEffect, useRef, useState } from 'preact/hooks';
import { frenchMoment } from '../dates.js';
import { html } from '../html.js';
import { markSeen, messages } from '../messages.js';
import { navigate } from '../router.js';
import { useStartup } from '../startup.js';
import { Loaded, NOTIFICATIONS } from './loaded.js';

/** Les notifications reçues ; la lecture de départ rend aussi celles que la personne a envoyées. */
export const receivedBy = (profile, rows) =>
  rows
    .filter((row) => row.user_id === profile.id)
    .map((row) => ({ ...row, from: row.from_name || row.title, text: row.message }));

const newestFirst = (left, right) => new Date(right.created_at) - new Date(left.created_at);

function useBellMessages(profile) {
  const stored = useStartup('notifications');
  const { local, seen } = messages.use();
  const received = stored.status === 'ready' ? receivedBy(profile, stored.data) : [];
  const all = [...local, ...received].sort(newestFirst);
  return { all, stored, unseen: all.filter((message) => !message.read && !seen.has(message.id)) };
}

function useCloseOutside(open, close) {
  const zone = useRef();
  useEffect(() => {
    if (!open) return undefined;
    const closeOutside = (event) => zone.current.contains(event.target) || close();
    document.addEventListener('mousedown', closeOutside);
    return () => document.removeEventListener('mousedown', closeOutside);
  }, [open]);
  return zone;
}

export function Bell({ profile }) {
  const { all, stored, unseen } = useBellMessages(profile);
  const [open, setOpen] = useState(false);
  const zone = useCloseOutside(open, () => setOpen(false));

  useEffect(() => {
    if (open && unseen.length > 0) markSeen(unseen.map((message) => message.id));
  }, [open, unseen.length]);

  const follow = (message) => {
    setOpen(false);
    if (message.sender_id) navigate(`/app/client/${message.sender_id}`);
  };
  const closeOnEscape = (event) => event.key === 'Escape' && setOpen(false);

  return html`
    <div class="bell" ref=${zone} onKeyDown=${closeOnEscape}>
      <button
        type="button"
        class="icon"
        aria-label="Notifications"
        aria-expanded=${open}
        onClick=${() => setOpen(!open)}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4" />
        </svg>
        ${unseen.length > 0 && html`<span class="dot"></span>`}
      </button>
      <span class="visually-hidden" role="status">${unseen.length > 0 && `Messages non lus : ${unseen.length}`}</span>
      ${open &&
      html`
        <div class="panel">
          <p class="panel-title">Notifications</p>
          ${stored.status !== 'ready' && html`<${Loaded} resource=${stored} what=${NOTIFICATIONS} />`}
          ${stored.status === 'ready' && all.length === 0 && html`<p class="muted">Aucune notification.</p>`}
          <ul>
            ${all.map(
              (message) => html`
                <li key=${message.id}>
                  <button type="button" onClick=${() => follow(message)}>
                    <span><strong>${message.from}</strong> ${message.text}</span>
                    <small>${frenchMoment(message.created_at)}</small>
                  </button>
                </li>
              `,
            )}
          </ul>
        </div>
      `}
    </div>
  `;
}
