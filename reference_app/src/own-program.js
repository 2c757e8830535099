import {
  deleteInstance,
  insertInstance,
  insertInstanceExercises,
  insertInstanceSessions,
} from './api/instances.js';
import { exerciseRow, weekCount } from './draft.js';

/** Chaque semaine reprend toutes les séances. */
async function insertContent(programId, weeks, sessions, owners) {
  const inserted = await insertInstanceSessions(
    Array.from({ length: weeks }, (_, index) =>
      sessions.map((session) => ({
        program_id: programId,
        ...owners,
        name: session.name,
        week_number: index + 1,
        session_order: session.order,
      })),
    ).flat(),
  );
  const byOrder = new Map(sessions.map((session) => [session.order, session]));
  await insertInstanceExercises(
    inserted.flatMap(({ id, session_order: order }) =>
      byOrder
        .get(order)
        .exercises.filter((exercise) => exercise.exerciseId)
        .map((exercise, index) => ({ session_id: id, ...owners, ...exerciseRow(exercise, index) })),
    ),
  );
}

/** Trois écritures sans transaction : si la suite échoue, le programme commencé est retiré. */
export async function saveOwnProgram(draft, profile) {
  const weeks = weekCount(draft.weekCount);
  const owners = { client_id: profile.id, coach_id: profile.coach_id };
  const { id } = await insertInstance({
    ...owners,
    name: draft.name,
    objective: draft.objective,
    week_count: weeks,
  });
  try {
    await insertContent(id, weeks, draft.sessions, owners);
  } catch (error) {
    await deleteInstance(id);
    throw error;
  }
}
