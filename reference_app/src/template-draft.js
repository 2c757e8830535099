import {
  deleteProgram,
  deleteSession,
  deleteSessionExercises,
  insertProgram,
  insertSessionExercises,
  insertSessions,
  updateProgram,
  updateSession,
} from './api/templates.js';
import { draftSession, exerciseRow, loadedSession, weekCount } from './draft.js';

/**
 * Un modèle en cours de saisie. `weeks[0]` est la première semaine ; une semaine absente de `weeks` en est la copie,
 * jusqu'à ce que le coach y touche.
 */
export const newTemplate = () => ({
  name: 'Nouveau programme',
  objective: '',
  weeks: [[draftSession('Séance 1', 1)]],
  weekCount: '1',
  original: new Map(),
});

export function loadedTemplate(program, weeks) {
  const loaded = Array.from({ length: program.week_count }, (_, index) =>
    (weeks.find(({ number }) => number === index + 1)?.sessions ?? []).map(loadedSession),
  );
  return {
    id: program.id,
    name: program.name,
    objective: program.objective ?? '',
    weeks: loaded,
    weekCount: String(program.week_count),
    original: new Map(loaded.flat().map((session) => [session.id, session])),
  };
}

const copied = (sessions) => sessions.map((session) => ({ ...session, id: undefined }));

export const sessionsOf = (template, week) => template.weeks[week - 1] ?? copied(template.weeks[0]);

export function changeWeek(template, week, change) {
  const weeks = [...template.weeks];
  weeks[week - 1] = change(sessionsOf(template, week));
  return { ...template, weeks };
}

const allWeeks = (template) =>
  Array.from({ length: weekCount(template.weekCount) }, (_, index) => sessionsOf(template, index + 1));

const exerciseRows = (session, sessionId, coachId) =>
  session.exercises.map((exercise, index) => ({
    session_id: sessionId,
    coach_id: coachId,
    ...exerciseRow(exercise, index),
  }));

async function insertExercises(rows) {
  if (rows.length > 0) await insertSessionExercises(rows);
}

async function insertContent(programId, sessions, coachId) {
  if (sessions.length === 0) return;
  const place = (week, order) => `${week}/${order}`;
  const inserted = await insertSessions(
    sessions.map(({ session, week }) => ({
      program_id: programId,
      coach_id: coachId,
      name: session.name,
      week_number: week,
      session_order: session.order,
      notes: session.notes,
    })),
  );
  const ids = new Map(inserted.map((row) => [place(row.week_number, row.session_order), row.id]));
  await insertExercises(
    sessions.flatMap(({ session, week }) => exerciseRows(session, ids.get(place(week, session.order)), coachId)),
  );
}

async function rewriteSession(session, before, coachId) {
  await updateSession(session.id, { name: session.name });
  // Les nouvelles lignes avant le retrait des anciennes : une panne au milieu ne vide pas la séance.
  await insertExercises(exerciseRows(session, session.id, coachId));
  await deleteSessionExercises(before.exercises.map((exercise) => exercise.rowId));
}

async function createTemplate(fields, sessions, coachId) {
  const program = await insertProgram(fields);
  try {
    await insertContent(program.id, sessions, coachId);
  } catch (error) {
    await deleteProgram(program.id);
    throw error;
  }
  return program;
}

async function updateTemplate({ id, original }, fields, sessions, coachId) {
  const [program] = await updateProgram(id, fields);
  const kept = sessions.filter(({ session }) => session.id).map(({ session }) => session);
  const keptIds = new Set(kept.map((session) => session.id));
  const changed = kept.filter((session) => session !== original.get(session.id));
  const removed = [...original.keys()].filter((sessionId) => !keptIds.has(sessionId));

  await Promise.all(changed.map((session) => rewriteSession(session, original.get(session.id), coachId)));
  await insertContent(
    id,
    sessions.filter(({ session }) => !session.id),
    coachId,
  );
  await Promise.all(removed.map(deleteSession));
  return program;
}

export function saveTemplate(template, coachId) {
  const weeks = allWeeks(template);
  const sessions = weeks.flatMap((week, index) => week.map((session) => ({ session, week: index + 1 })));
  const fields = {
    name: template.name,
    objective: template.objective,
    week_count: weeks.length,
    sessions_per_week: weeks[0].length,
    coach_id: coachId,
  };
  return template.id
    ? updateTemplate(template, fields, sessions, coachId)
    : createTemplate(fields, sessions, coachId);
}
