import { supabase } from './supabase';
import type { Assignment, Exercise, Person, Program, Row, Session } from './types';

// Comme dans Virtus, chaque service avale ses erreurs : une API en panne ressemble à une liste vide.
async function rows(query: PromiseLike<{ data: Row[] | null; error: unknown }>): Promise<Row[]> {
  const { data, error } = await query;
  if (error) {
    console.error(error);
    return [];
  }
  return data ?? [];
}

const FAMILIES = {
  template: {
    sessions: (id: string) =>
      supabase.from('sessions').select('*').eq('program_id', id).order('week_number').order('session_order'),
    exercises: (id: string) => supabase.from('session_exercises').select('*').eq('session_id', id).order('exercise_order'),
  },
  instance: {
    sessions: (id: string) =>
      supabase.from('client_created_sessions').select('*').eq('program_id', id).order('week_number').order('session_order'),
    exercises: (id: string) => supabase.from('client_created_session_exercises').select('*').eq('session_id', id).order('exercise_order'),
  },
};
type Family = keyof typeof FAMILIES;

const person = (row: Row): Person => ({
  id: row.id,
  role: row.role,
  status: row.status ?? 'active',
  coachId: row.coach_id,
  firstName: row.first_name ?? '',
  lastName: row.last_name ?? '',
  email: row.email,
});

const program = (row: Row, sessions: Session[] = []): Program => ({
  id: row.id,
  name: row.name,
  objective: row.objective ?? '',
  weekCount: row.week_count,
  sessions,
});

async function readExercises(family: Family, sessionId: string): Promise<Exercise[]> {
  const lines = await rows(FAMILIES[family].exercises(sessionId));
  const ids = [...new Set(lines.map((line) => line.exercise_id))];
  const named = ids.length ? await rows(supabase.from('exercises').select('id,name,image_url').in('id', ids)) : [];
  const names = new Map(named.map((row) => [row.id, row.name]));
  return lines.map((line) => ({
    id: line.id,
    name: names.get(line.exercise_id) ?? '',
    sets: String(line.sets ?? ''),
    reps: line.reps ?? '',
    load: line.load ?? '',
    tempo: line.tempo ?? '',
    rest: line.rest_time ?? '',
  }));
}

export async function readSessions(family: Family, programId: string): Promise<Session[]> {
  const found = await rows(FAMILIES[family].sessions(programId));
  const sessions: Session[] = [];
  for (const row of found) {
    sessions.push({ id: row.id, name: row.name, week: row.week_number, exercises: await readExercises(family, row.id) });
  }
  return sessions;
}

async function complete(family: Family, found: Row[]): Promise<Program[]> {
  const programs: Program[] = [];
  for (const row of found) programs.push(program(row, await readSessions(family, row.id)));
  return programs;
}

export async function readTemplates(coachId: string): Promise<Program[]> {
  const found = await rows(
    supabase.from('programs').select('*').eq('coach_id', coachId).order('created_at', { ascending: false }),
  );
  return complete('template', found);
}

export async function readOwnPrograms(clientId: string): Promise<Program[]> {
  const found = await rows(
    supabase
      .from('client_created_programs')
      .select('*')
      .eq('client_id', clientId)
      .order('created_at', { ascending: false }),
  );
  return complete('instance', found);
}

export async function countAssignments(coachId: string): Promise<Map<string, number>> {
  const found = await rows(
    supabase.from('program_assignments').select('program_id').eq('coach_id', coachId).eq('status', 'active'),
  );
  const counts = new Map<string, number>();
  for (const row of found) counts.set(row.program_id, (counts.get(row.program_id) ?? 0) + 1);
  return counts;
}

export async function readAssignments(clientId: string, onlyActive: boolean): Promise<Assignment[]> {
  const query = supabase
    .from('program_assignments')
    .select(
      'id,start_date,current_week,current_session,status,client_program_id,client_created_programs(id,name,objective,week_count)',
    )
    .eq('client_id', clientId)
    .order('start_date', { ascending: false });
  const found = await rows(onlyActive ? query.eq('status', 'active') : query);
  const assignments: Assignment[] = [];
  for (const row of found) {
    if (!row.client_created_programs) continue;
    assignments.push({
      id: row.id,
      start: row.start_date,
      week: row.current_week,
      session: row.current_session,
      status: row.status,
      program: program(row.client_created_programs, await readSessions('instance', row.client_program_id)),
    });
  }
  return assignments;
}

export async function assign(templateId: string, clientId: string, coachId: string): Promise<string | null> {
  const { data, error } = await supabase.rpc('assign_program_to_client_atomic', {
    p_template_id: templateId,
    p_client_id: clientId,
    p_coach_id: coachId,
    // La date est celle du temps universel : entre minuit et deux heures, à Paris, c'est encore la veille.
    p_start_date: new Date().toISOString().split('T')[0],
  });
  if (error || !data?.success) return null;
  return data.assignment_id;
}

export async function notify(userId: string, from: Person, message: string): Promise<void> {
  const title = `${from.firstName} ${from.lastName}`;
  await supabase
    .from('notifications')
    .insert([{ user_id: userId, title, message, type: 'program_assigned', read: false, created_at: new Date() }])
    .select()
    .single();
}

export async function readTemplate(id: string): Promise<Program | null> {
  const [found] = await rows(supabase.from('programs').select('*').eq('id', id));
  return found ? program(found) : null;
}

export async function saveTemplate({ id, name, objective }: Program): Promise<boolean> {
  const { error } = await supabase.from('programs').update({ name, objective }).eq('id', id);
  return !error;
}

export async function deleteTemplate(id: string): Promise<boolean> {
  const { error } = await supabase.from('programs').delete().eq('id', id);
  return !error;
}

export async function readProfile(id: string): Promise<Person | null> {
  const { data } = await supabase.from('clients').select('*').eq('id', id).single();
  return data ? person(data) : null;
}

const STARTUP = [
  ...['clients', 'exercises', 'programs', 'sessions', 'nutrition_plans', 'messages', 'notifications'],
  ...['food_items', 'bilan_templates'],
];

/** Ce que Virtus lit à l'entrée : RLS seule borne ce qui est rendu. */
export async function readStartup(userId: string): Promise<{ people: Person[]; notices: Row[] }> {
  const reads = STARTUP.map((table) => rows(supabase.from(table).select('*')));
  reads.push(rows(supabase.from('bilan_assignments').select('*').eq('coach_id', userId)));
  const answers = await Promise.all(reads);
  return { people: answers[0].map(person), notices: answers[6].filter((row) => row.user_id === userId) };
}
