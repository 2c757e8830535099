import { createStore } from './store.js';

/** Les messages de la cloche qui ne vivent que dans cet onglet, et ceux que la personne a déjà vus. */
export const messages = createStore({ local: [], seen: new Set() });

export function announce(text) {
  const message = { id: crypto.randomUUID(), from: 'Virtus', text, created_at: new Date().toISOString() };
  messages.set(({ local, seen }) => ({ local: [message, ...local], seen }));
}

export function markSeen(ids) {
  messages.set(({ local, seen }) => ({ local, seen: new Set([...seen, ...ids]) }));
}

export function forgetMessages() {
  messages.set({ local: [], seen: new Set() });
}
