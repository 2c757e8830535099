import { useState } from 'preact/hooks';
import { html } from '../html.js';
import { navigate } from '../router.js';
import { ProgramShelf } from './coach-library-programs.js';
import { SessionShelf } from './coach-library-sessions.js';

const TABS = [
  { name: 'Programmes', Shelf: ProgramShelf },
  { name: 'Séances', Shelf: SessionShelf },
];

export function CoachLibrary({ profile }) {
  const [current, setCurrent] = useState(TABS[0]);
  return html`
    <div class="title-row">
      <h1>Bibliothèque d'entraînements</h1>
      <button type="button" class="primary" onClick=${() => navigate('/app/musculation/createur')}>
        Nouveau programme
      </button>
    </div>
    <nav class="tabs" aria-label="Tabs">
      ${TABS.map(
        (tab) => html`
          <button
            key=${tab.name}
            type="button"
            aria-current=${tab === current}
            onClick=${() => setCurrent(tab)}
          >
            ${tab.name}
          </button>
        `,
      )}
    </nav>
    <h2 class="visually-hidden">${current.name}</h2>
    <${current.Shelf} key=${current.name} coach=${profile} />
  `;
}
