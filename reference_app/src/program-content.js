import { exerciseNames } from './api/exercises.js';
import { listInstanceExercises, listInstanceSessions } from './api/instances.js';
import { listCoachSessions, listSessionExercises, listSessions } from './api/templates.js';

const UNKNOWN_EXERCISE = 'Exercice non précisé';

/** Un programme lu en entier : ses semaines, leurs séances et leurs exercices, dans l'ordre. */
async function readWeeks(sessions, listExercises) {
  const exercises = await listExercises(sessions.map((session) => session.id));
  const names = await exerciseNames(exercises.map((exercise) => exercise.exercise_id));
  const weeks = new Map();
  for (const session of sessions) {
    const number = session.week_number ?? 1;
    const content = exercises
      .filter((exercise) => exercise.session_id === session.id)
      .map((exercise) => ({ ...exercise, name: names.get(exercise.exercise_id) ?? UNKNOWN_EXERCISE }));
    weeks.set(number, [...(weeks.get(number) ?? []), { ...session, week: number, exercises: content }]);
  }
  return [...weeks].map(([number, week]) => ({ number, sessions: week }));
}

export const readTemplate = async (programId) =>
  readWeeks(await listSessions([programId]), listSessionExercises);

export const readCoachSessions = async (coachId) =>
  (await readWeeks(await listCoachSessions(coachId), listSessionExercises)).flatMap((week) => week.sessions);

export const readInstance = async (programId) =>
  readWeeks(await listInstanceSessions([programId]), listInstanceExercises);

const PRESCRIBED = ['name', 'exercises', 'exercise_id', 'sets', 'reps', 'load', 'tempo', 'rest_time', 'notes'];

const prescription = (week) => JSON.stringify(week.sessions, PRESCRIBED);

/** Les semaines sous leur titre ; une seule section quand toutes prescrivent la même chose. */
export function weekSections(weeks) {
  const [first, ...others] = weeks;
  if (others.length > 0 && others.every((week) => prescription(week) === prescription(first))) {
    return [{ title: `Semaines 1 à ${weeks.length} (identiques)`, sessions: first.sessions }];
  }
  return weeks.map((week) => ({ title: `Semaine ${week.number}`, sessions: week.sessions }));
}
