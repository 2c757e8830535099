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
  useEffect(() => navigate(to, { replace: true }), [to]);
  return null;
}
