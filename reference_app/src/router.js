import { useEffect } from 'preact/hooks';
import { createStore } from './store.js';

function readHash() {
  const [path, query] = location.hash.slice(1).split('?');
  return { path: path || '/', query: new URLSearchParams(query) };
}

const route = createStore(readHash());
// « hashchange » se tait quand on revient à une adresse identique.
window.addEventListener('popstate', () => route.set(readHash()));

export const useRoute = route.use;

export function navigate(to, { replace = false } = {}) {
  if (replace) location.replace(`#${to}`);
  else location.hash = to;
}

export function Redirect({ to }) {
  const current = useRoute();
  // À chaque adresse, et non une fois : un second « Précédent » annule la redirection en cours.
  useEffect(() => {
    if (location.hash !== `#${to}`) navigate(to, { replace: true });
  }, [to, current]);
  return null;
}
