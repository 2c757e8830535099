import { supabase, unwrap } from './client.js';

const NO_ROW = 'PGRST116';

/** Le profil de la personne, ou `null` si le compte n'en a pas. */
export async function findProfile(id) {
  const answer = await supabase.from('clients').select('*').eq('id', id).single();
  if (answer.error?.code === NO_ROW) return null;
  return unwrap(answer);
}

export const createProfile = ({ id, email, firstName, lastName, role }) =>
  unwrap(
    supabase.from('clients').insert([{ id, email, first_name: firstName, last_name: lastName, role }]),
  );
