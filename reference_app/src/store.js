import { useLayoutEffect, useState } from 'preact/hooks';

/** Un état partagé hors de l'arbre : une fenêtre modale a son arbre à part, où un contexte ne suit pas. */
export function createStore(initial) {
  let value = initial;
  const listeners = new Set();
  return {
    get: () => value,
    set(next) {
      value = typeof next === 'function' ? next(value) : next;
      listeners.forEach((listener) => listener(value));
    },
    use() {
      const [seen, setSeen] = useState(value);
      useLayoutEffect(() => {
        // La valeur a pu changer entre le rendu et cet abonnement.
        setSeen(value);
        listeners.add(setSeen);
        return () => listeners.delete(setSeen);
      }, []);
      return seen;
    },
  };
}
