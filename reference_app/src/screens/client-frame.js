import { html } from '../html.js';
import { Redirect } from '../router.js';
import { ClientBuilder } from './client-builder.js';
import { ClientHome } from './client-home.js';
import { ClientProfile } from './client-profile.js';
import { CurrentProgram } from './current-program.js';
import { MyPrograms } from './my-programs.js';

const SCREENS = {
  '/app/workout': { title: 'Entraînement', Screen: ClientHome },
  '/app/workout/current-program': { title: 'Programme en cours', Screen: CurrentProgram },
  '/app/workout/my-programs': { title: 'Mes Programmes', Screen: MyPrograms },
  '/app/workout/builder': { title: 'Créateur de séance', Screen: ClientBuilder },
  '/app/profile': { title: 'Profil', Screen: ClientProfile },
};

export function ClientFrame({ path, profile }) {
  const screen = SCREENS[path];
  if (!screen) return html`<${Redirect} to="/app/workout" />`;
  const { title, Screen } = screen;
  const current = (section) => (path.startsWith(section) ? 'page' : undefined);
  return html`
    <div class="frame client">
      <header><h1>${title}</h1></header>
      <main><${Screen} key=${path} profile=${profile} /></main>
      <nav class="bottom" aria-label="Navigation principale">
        <a href="#/app/workout" aria-current=${current('/app/workout')}>Entraînement</a>
        <a href="#/app/profile" aria-current=${current('/app/profile')}>Profil</a>
      </nav>
    </div>
  `;
}
