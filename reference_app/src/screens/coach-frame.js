import { useState } from 'preact/hooks';
import { Bell } from '../components/bell.js';
import { html } from '../html.js';
import { Redirect } from '../router.js';
import { signOut } from '../session.js';
import { fullName } from '../texts.js';
import { CoachBuilder } from './coach-builder.js';
import { CoachClientProfile } from './coach-client-profile.js';
import { CoachClients } from './coach-clients.js';
import { CoachDashboard } from './coach-dashboard.js';
import { CoachLibrary } from './coach-library.js';

const SCREENS = {
  '/app': CoachDashboard,
  '/app/clients': CoachClients,
  '/app/musculation/bibliotheque': CoachLibrary,
  '/app/musculation/createur': CoachBuilder,
};
const CLIENT_PROFILE = /^\/app\/client\/([^/]+)$/;

function NavLink({ to, path, children }) {
  return html`<a href=${`#${to}`} aria-current=${to === path ? 'page' : undefined}>${children}</a>`;
}

function Sidebar({ path }) {
  const [open, setOpen] = useState(path.startsWith('/app/musculation'));
  return html`
    <nav class="sidebar" aria-label="Navigation principale">
      <p class="brand">VIRTUS</p>
      <${NavLink} to="/app" path=${path}>Tableau de bord</${NavLink}>
      <${NavLink} to="/app/clients" path=${path}>Mes clients</${NavLink}>
      <button type="button" aria-expanded=${open} onClick=${() => setOpen(!open)}>Musculation</button>
      ${
        open &&
        html`
          <div class="submenu">
            <${NavLink} to="/app/musculation/createur" path=${path}>Créateur de séance</${NavLink}>
            <${NavLink} to="/app/musculation/bibliotheque" path=${path}>Bibliothèque</${NavLink}>
          </div>
        `
      }
    </nav>
  `;
}

function portrait({ first_name: firstName, last_name: lastName }) {
  const initials = encodeURIComponent(`${firstName?.[0] ?? ''}${lastName?.[0] ?? ''}`);
  return (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'%3E" +
    "%3Crect width='40' height='40' fill='%23ddd9f7'/%3E" +
    "%3Ctext x='20' y='26' font-family='sans-serif' font-size='15' text-anchor='middle' fill='%23352a8a'%3E" +
    `${initials}%3C/text%3E%3C/svg%3E`
  );
}

function UserMenu({ profile }) {
  const [open, setOpen] = useState(false);
  return html`
    <div class="user-menu">
      <button type="button" class="user" aria-expanded=${open} onClick=${() => setOpen(!open)}>
        <img src=${portrait(profile)} alt=${profile.first_name} width="36" height="36" />
        <span class="user-name">${fullName(profile)}</span>
      </button>
      ${open && html`<div class="panel"><button type="button" onClick=${signOut}>Déconnexion</button></div>`}
    </div>
  `;
}

function CoachScreen({ path, profile }) {
  const clientId = path.match(CLIENT_PROFILE)?.[1];
  if (clientId) return html`<${CoachClientProfile} key=${clientId} clientId=${clientId} profile=${profile} />`;
  const Screen = SCREENS[path];
  return Screen ? html`<${Screen} profile=${profile} />` : html`<${Redirect} to="/app" />`;
}

export function CoachFrame({ path, profile }) {
  return html`
    <div class="frame coach">
      <${Sidebar} path=${path} />
      <div class="stage">
        <header>
          <${Bell} profile=${profile} />
          <${UserMenu} profile=${profile} />
        </header>
        <main><${CoachScreen} path=${path} profile=${profile} /></main>
      </div>
    </div>
  `;
}
