import { createClient } from '@supabase/supabase-js';
import { SUPABASE_ANON_KEY, SUPABASE_URL } from '../../config.js';

const DEADLINE_MS = 10_000;
const IDS_PER_REQUEST = 50;

let reportUnauthorized = () => {};

/** Ce qu'il faut faire quand l'API ne reconnaît plus la personne. */
export function onUnauthorized(callback) {
  reportUnauthorized = callback;
}

async function boundedFetch(input, init = {}) {
  const signal = init.signal ?? AbortSignal.timeout(DEADLINE_MS);
  const response = await fetch(input, { ...init, signal });
  if (response.status === 401 && String(input).includes('/rest/v1/')) reportUnauthorized();
  return response;
}

export const supabase = createClient(SUPABASE_URL, SUPABASE_ANON_KEY, {
  // Le fragment de l'adresse est une route, pas un retour d'authentification.
  auth: { detectSessionInUrl: false },
  // Une panne se dit tout de suite : la personne réessaie elle-même.
  db: { retry: false },
  global: { fetch: boundedFetch },
});

export async function unwrap(query) {
  const { data, error } = await query;
  if (error) throw new Error(error.message, { cause: error });
  return data;
}

/** RLS refuse en silence, par zéro ligne : une écriture qui n'a touché personne a échoué. */
export async function unwrapTouched(query) {
  const rows = await unwrap(query);
  if (rows.length === 0) throw new Error('Aucune ligne modifiée.');
  return rows;
}

/** Par paquets : une liste vide ne part jamais, et l'adresse d'une requête reste courte. */
export async function inBatches(ids, send) {
  const unique = [...new Set(ids.filter(Boolean))];
  const batches = [];
  for (let start = 0; start < unique.length; start += IDS_PER_REQUEST) {
    batches.push(unique.slice(start, start + IDS_PER_REQUEST));
  }
  return (await Promise.all(batches.map((batch) => unwrap(send(batch))))).flat();
}
