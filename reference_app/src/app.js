import { render } from 'preact';
import { Failure } from './components/loaded.js';
import { html } from './html.js';
import { Redirect, useRoute } from './router.js';
import { ClientFrame } from './screens/client-frame.js';
import { CoachFrame } from './screens/coach-frame.js';
import { Landing } from './screens/landing.js';
import { Login } from './screens/login.js';
import { resume, session } from './session.js';

const PROFILE_UNREACHABLE = 'Impossible de charger votre profil. Vérifiez votre connexion puis réessayez.';

function Checking() {
  return html`
    <main class="page-center">
      <p role="status" aria-label="Chargement">Vérification de la session...</p>
    </main>
  `;
}

function Anonymous({ path, notice }) {
  if (path === '/') return html`<${Landing} />`;
  if (path === '/login') return html`<${Login} notice=${notice} />`;
  return html`<${Redirect} to=${path.startsWith('/app') ? '/login' : '/'} />`;
}

function Member({ path, profile }) {
  if (path === '/') return html`<${Landing} />`;
  if (!path.startsWith('/app')) return html`<${Redirect} to=${path === '/login' ? '/app' : '/'} />`;
  const Frame = profile.role === 'coach' ? CoachFrame : ClientFrame;
  return html`<${Frame} path=${path} profile=${profile} />`;
}

function App() {
  const { phase, notice, profile } = session.use();
  const { path } = useRoute();
  if (phase === 'checking') return html`<${Checking} />`;
  if (phase === 'unavailable') {
    return html`<main class="page-center"><${Failure} text=${PROFILE_UNREACHABLE} onRetry=${resume} /></main>`;
  }
  if (phase === 'anonymous') return html`<${Anonymous} path=${path} notice=${notice} />`;
  return html`<${Member} path=${path} profile=${profile} />`;
}

render(html`<${App} />`, document.getElementById('root'));
resume();
