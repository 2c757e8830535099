import { useRef, useState } from 'preact/hooks';

/** Une action qui ne part qu'une fois à la fois. Un état seul laisserait passer le second clic d'un double clic. */
export function useOnce(action) {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);

  const run = async (...args) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      await action(...args);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return [run, busy];
}
