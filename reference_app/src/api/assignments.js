import { supabase, unwrap } from './client.js';

// Une assignation dont la copie n'est pas lisible n'a rien à montrer.
const withCopy = (rows) => rows.filter((row) => row.client_created_programs);

export const listAssignedTemplates = (coachId) =>
  unwrap(supabase.from('program_assignments').select('program_id').eq('coach_id', coachId).eq('status', 'active'));

export const listProgress = (coachId) =>
  unwrap(
    supabase
      .from('program_assignments')
      .select('client_id,current_week,current_session')
      .eq('coach_id', coachId)
      .eq('status', 'active')
      .order('start_date', { ascending: false })
      .order('created_at', { ascending: false }),
  );

/** La première est le programme en cours : la plus récente. */
export const listActiveAssignments = async (clientId) =>
  withCopy(
    await unwrap(
      supabase
        .from('program_assignments')
        .select(
          'id,start_date,current_week,current_session,status,client_program_id,client_created_programs(id,name,objective,week_count)',
        )
        .eq('client_id', clientId)
        .eq('status', 'active')
        .order('start_date', { ascending: false })
        .order('created_at', { ascending: false }),
    ),
  );

export const listClientAssignments = async (clientId) =>
  withCopy(
    await unwrap(
      supabase
        .from('program_assignments')
        .select(
          'id,start_date,current_week,current_session,status,client_program_id,client_created_programs(id,name,objective,week_count,modified_by_client,viewed_by_coach)',
        )
        .eq('client_id', clientId)
        .order('start_date', { ascending: false })
        .order('created_at', { ascending: false }),
    ),
  );

/** La RPC attrape ses erreurs : c'est `success`, et non le code HTTP, qui dit si la copie existe. */
export async function assignProgram({ templateId, clientId, coachId, startDate }) {
  const { data } = await supabase.rpc('assign_program_to_client_atomic', {
    p_template_id: templateId,
    p_client_id: clientId,
    p_coach_id: coachId,
    p_start_date: startDate,
  });
  return data?.success === true;
}
