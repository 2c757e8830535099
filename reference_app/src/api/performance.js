import { supabase, unwrap } from './client.js';

/** L'insertion suffit : la base avance elle-même la progression de l'assignation. */
export const savePerformance = ({ clientId, assignmentId, session, day, exercises, tonnage }) =>
  unwrap(
    supabase
      .from('performance_logs')
      .insert({
        client_id: clientId,
        program_assignment_id: assignmentId,
        session_id: session.id,
        session_date: day,
        week_number: session.week,
        session_number: null,
        exercises_performed: exercises,
        total_tonnage: tonnage,
        notes: null,
      })
      .select('id')
      .single(),
  );
