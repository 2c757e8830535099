import { withUnit } from './texts.js';

export const MAX_WEEKS = 52;

let lastKey = 0;
const nextKey = () => (lastKey += 1);

/** Un exercice en cours de saisie : tout y est texte, comme dans les champs. */
export const draftExercise = (exercise) => ({
  key: nextKey(),
  exerciseId: exercise?.id,
  name: exercise?.name,
  sets: '3',
  reps: '10',
  load: '',
  tempo: '',
  rest: '60s',
  notes: '',
  intensification: '[]',
});

export const draftSession = (name, order) => ({ key: nextKey(), name, order, notes: null, exercises: [] });

/** Une séance de la base, prête à être modifiée. */
export const loadedSession = (session) => ({
  key: nextKey(),
  id: session.id,
  name: session.name,
  order: session.session_order,
  notes: session.notes,
  exercises: session.exercises.map((exercise) => ({
    key: nextKey(),
    rowId: exercise.id,
    exerciseId: exercise.exercise_id,
    name: exercise.name,
    sets: exercise.sets?.toString() ?? '',
    reps: exercise.reps ?? '',
    load: exercise.load ?? '',
    tempo: exercise.tempo ?? '',
    rest: exercise.rest_time ?? '',
    notes: exercise.notes ?? '',
    intensification: exercise.intensification,
  })),
});

export const exerciseRow = (exercise, index) => ({
  exercise_id: exercise.exerciseId,
  exercise_order: index + 1,
  sets: Number.parseInt(exercise.sets, 10) || null,
  reps: exercise.reps || null,
  load: withUnit(exercise.load) || null,
  tempo: exercise.tempo || null,
  rest_time: exercise.rest || null,
  intensification: exercise.intensification,
  notes: exercise.notes || null,
});

export const weekCount = (text) => Math.min(Math.max(Number.parseInt(text, 10) || 1, 1), MAX_WEEKS);

export const replaced = (items, key, change) => items.map((item) => (item.key === key ? change(item) : item));

export const without = (items, key) => items.filter((item) => item.key !== key);
