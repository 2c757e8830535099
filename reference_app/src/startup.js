import { startupReads } from './api/startup.js';
import { unwrap } from './api/client.js';
import { createStore } from './store.js';

const LOADING = { status: 'loading' };

/** Les tables lues à l'ouverture de session, chacune avec son état : l'échec de l'une ne retient pas les autres. */
const startup = createStore({ userId: null, tables: {} });

async function readTable(userId, table) {
  const settle = (outcome) =>
    startup.set((current) =>
      // Une réponse arrivée après une déconnexion n'appartient plus à personne.
      current.userId === userId ? { userId, tables: { ...current.tables, [table]: outcome } } : current,
    );
  try {
    settle({ status: 'ready', data: await unwrap(startupReads(userId)[table]) });
  } catch {
    settle({ status: 'failed' });
  }
}

export function loadStartup(userId) {
  startup.set({ userId, tables: {} });
  Object.keys(startupReads(userId)).forEach((table) => readTable(userId, table));
}

export function forgetStartup() {
  startup.set({ userId: null, tables: {} });
}

export function useStartup(table) {
  const { userId, tables } = startup.use();
  return { ...(tables[table] ?? LOADING), reload: () => readTable(userId, table) };
}
