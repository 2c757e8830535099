import { inBatches, supabase, unwrap, unwrapTouched } from './client.js';

export const listPrograms = (coachId) =>
  unwrap(
    supabase.from('programs').select('*').eq('coach_id', coachId).order('created_at', { ascending: false }),
  );

export const findProgram = async (id) =>
  (await unwrap(supabase.from('programs').select('*').eq('id', id)))[0] ?? null;

export const listSessions = (programIds) =>
  inBatches(programIds, (ids) =>
    supabase
      .from('sessions')
      .select('*')
      .in('program_id', ids)
      .order('week_number')
      .order('session_order')
      .order('id'),
  );

/** Toutes les séances du coach, celles qui n'appartiennent à aucun programme comprises. */
export const listCoachSessions = (coachId) =>
  unwrap(
    supabase.from('sessions').select('*').eq('coach_id', coachId).order('week_number').order('session_order'),
  );

export const listSessionExercises = (sessionIds) =>
  inBatches(sessionIds, (ids) =>
    supabase.from('session_exercises').select('*').in('session_id', ids).order('exercise_order'),
  );

export const insertProgram = (program) => unwrap(supabase.from('programs').insert(program).select().single());

export const updateProgram = (id, program) =>
  unwrapTouched(supabase.from('programs').update(program).eq('id', id).select());

export const deleteProgram = (id) => unwrapTouched(supabase.from('programs').delete().eq('id', id).select('id'));

export const insertSessions = (sessions) => unwrap(supabase.from('sessions').insert(sessions).select());

export const updateSession = (id, session) =>
  unwrapTouched(supabase.from('sessions').update(session).eq('id', id).select());

export const deleteSession = (id) => unwrapTouched(supabase.from('sessions').delete().eq('id', id).select('id'));

export const insertSessionExercises = (exercises) =>
  unwrap(supabase.from('session_exercises').insert(exercises).select());

export const deleteSessionExercises = (ids) =>
  inBatches(ids, (batch) => supabase.from('session_exercises').delete().in('id', batch).select('id'));
