import { html } from '../html.js';

export function Landing() {
  return html`
    <main class="page-center landing">
      <h1>Virtus</h1>
      <p>Le coach compose, assigne et suit. La personne s'entraîne, ajuste et progresse.</p>
      <a class="button primary" href="#/login">Se connecter</a>
    </main>
  `;
}
