import { useEffect } from 'preact/hooks';
import { createStore } from './store.js';

function readHash() {
  const [path, query] = location.hash.slice(1).split('?');
  return { path: path || '/', query: new URLSearchParams(query) };
}

const route = createStore(readHash());
window.addEventListener('hashchange', () => route.set(readHash()));

export const useRoute = route.use;

export function navigate(to, { replace = false } = {}) {
  if (replace) location.replace(`#${to}`);
  else location.hash = to;
}

export function Redirect({ to }) {
  useEffect(() => {
    const leave = () => location.hash !== `#${to}` && navigate(to, { replace: true });
    leave();
    // Un second « Précédent » annule la redirection en cours : elle est à refaire.
    window.addEventListener('popstate', leave);
    return () => window.removeEventListener('popstate', leave);
  }, [to]);
  return null;
}
