import { useEffect, useState } from 'preact/hooks';

const LOADING = { status: 'loading' };

/**
 * Une lecture et son état : loading, failed ou ready. Un échec n'est jamais une liste vide.
 * Ce qui est affiché reste en place pendant une relecture. Pour lire autre chose, on change la clé du composant.
 */
export function useResource(load) {
  const [state, setState] = useState(LOADING);
  const [round, setRound] = useState(0);

  useEffect(() => {
    let mounted = true;
    load().then(
      (data) => mounted && setState({ status: 'ready', data }),
      () => mounted && setState({ status: 'failed' }),
    );
    return () => {
      mounted = false;
    };
  }, [round]);

  const reload = () => {
    setState((current) => (current.status === 'failed' ? LOADING : current));
    setRound((current) => current + 1);
  };
  return { ...state, reload };
}
