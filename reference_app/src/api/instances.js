import { inBatches, supabase, unwrap, unwrapTouched } from './client.js';

export const listInstances = (clientId) =>
  unwrap(
    supabase
      .from('client_created_programs')
      .select('*')
      .eq('client_id', clientId)
      .order('created_at', { ascending: false }),
  );

// À rang égal, l'identifiant départage : c'est ainsi que la base compte les séances d'une semaine.
export const listInstanceSessions = (programIds) =>
  inBatches(programIds, (ids) =>
    supabase
      .from('client_created_sessions')
      .select('*')
      .in('program_id', ids)
      .order('week_number')
      .order('session_order')
      .order('id'),
  );

export const listInstanceExercises = (sessionIds) =>
  inBatches(sessionIds, (ids) =>
    supabase.from('client_created_session_exercises').select('*').in('session_id', ids).order('exercise_order'),
  );

export const insertInstance = (program) =>
  unwrap(supabase.from('client_created_programs').insert(program).select('id').single());

export const deleteInstance = (id) =>
  unwrapTouched(supabase.from('client_created_programs').delete().eq('id', id).select('id'));

export const insertInstanceSessions = (sessions) =>
  unwrap(supabase.from('client_created_sessions').insert(sessions).select('id,week_number,session_order'));

export const insertInstanceExercises = (exercises) =>
  unwrap(supabase.from('client_created_session_exercises').insert(exercises));

export const updateInstanceExercise = (id, { reps, load }) =>
  unwrapTouched(
    supabase.from('client_created_session_exercises').update({ reps, load }).eq('id', id).select('id'),
  );

export const markInstanceSeen = (id) =>
  unwrapTouched(
    supabase.from('client_created_programs').update({ viewed_by_coach: true }).eq('id', id).select('id'),
  );
