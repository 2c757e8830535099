import { useState } from 'preact/hooks';
import { sendNotification } from '../api/notifications.js';
import { savePerformance } from '../api/performance.js';
import { today } from '../dates.js';
import { html } from '../html.js';
import { navigate } from '../router.js';
import { useOnce } from '../use-once.js';
import { Modal } from './modal.js';

const INCOMPLETE =
  'Certains exercices ne sont pas complétés. Voulez-vous vraiment terminer la séance ? ' +
  'Les données non saisies ne seront pas enregistrées.';

/** Les séries saisies, par exercice : `{ [id]: { [rang]: { reps, load } } }`. */
function useEntries() {
  const [entries, setEntries] = useState({});
  const enter = (exerciseId, rank, column, value) =>
    setEntries((current) => ({
      ...current,
      [exerciseId]: {
        ...current[exerciseId],
        [rank]: { reps: '', load: '', ...current[exerciseId]?.[rank], [column]: value },
      },
    }));
  return [entries, enter];
}

function performedExercises(session, entries) {
  return session.exercises
    .map((exercise) => ({
      exerciseId: exercise.exercise_id,
      exerciseName: exercise.name,
      loggedSets: Object.values(entries[exercise.id] ?? {})
        .filter(({ reps, load }) => reps !== '' || load !== '')
        .map(({ reps, load }) => ({ reps, load, comment: '', restTime: exercise.rest_time, viewedByCoach: false })),
    }))
    .filter(({ loggedSets }) => loggedSets.length > 0);
}

const tonnageOf = (exercises) =>
  exercises
    .flatMap(({ loggedSets }) => loggedSets)
    .reduce((total, { reps, load }) => total + Number(reps) * Number(load), 0);

function SetRows({ exercise, entries, onEnter }) {
  const ranks = Array.from({ length: exercise.sets ?? 0 }, (_, index) => index + 1);
  const cell = (rank, column, name) => html`
    <td>
      <input
        type="number"
        min="0"
        step="any"
        aria-label=${`${name} de la série ${rank}`}
        placeholder=${exercise[column] ?? ''}
        value=${entries?.[rank]?.[column] ?? ''}
        onInput=${(event) => onEnter(exercise.id, rank, column, event.target.value)}
      />
    </td>
  `;
  return html`
    <table class="sets">
      <thead>
        <tr><th scope="col">Série</th><th scope="col">Répétition</th><th scope="col">KG</th></tr>
      </thead>
      <tbody>
        ${ranks.map(
          (rank) => html`
            <tr key=${rank}>
              <th scope="row">S${rank}</th>
              ${cell(rank, 'reps', 'Répétitions')} ${cell(rank, 'load', 'Charge')}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

function ExercisePanel({ session, entries, onEnter }) {
  const [selectedId, setSelectedId] = useState(session.exercises[0].id);
  const exercise = session.exercises.find(({ id }) => id === selectedId);
  const tiles = [
    ['Séries', exercise.sets],
    ['Rép', exercise.reps],
    // Le repos se lit en secondes, sans son unité.
    ['Repos', exercise.rest_time?.replace(/\D/g, '')],
    ['Tempo', exercise.tempo],
  ];
  return html`
    <div class="card">
      <select
        aria-label="Sélectionner un exercice"
        value=${selectedId}
        onChange=${(event) => setSelectedId(event.target.value)}
      >
        ${session.exercises.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
      </select>
      <dl class="tiles">
        ${tiles.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>
      ${exercise.notes && html`<p class="muted">${exercise.notes}</p>`}
      <${SetRows} key=${selectedId} exercise=${exercise} entries=${entries[selectedId]} onEnter=${onEnter} />
    </div>
  `;
}

function Recap({ profile, recap }) {
  const leave = () => navigate('/app/workout');
  return html`
    <${Modal} title="Récapitulatif de la séance" onClose=${leave}>
      <h2>${`Félicitations, ${profile.first_name} !`}</h2>
      <p>${`${recap.sets} série(s) enregistrée(s), ${recap.tonnage.toLocaleString('fr-FR')} kg soulevés.`}</p>
      ${!recap.coachNotified && html`<p class="failure" role="alert">Votre coach n'a pas pu être prévenu.</p>`}
      <div class="actions"><button type="button" class="primary" onClick=${leave}>Terminer</button></div>
    </${Modal}>
  `;
}

/** Rend faux si le coach, quand il y en a un, n'a pas pu être prévenu. */
async function notifyCoach(profile, session) {
  if (!profile.coach_id) return true;
  return sendNotification({
    userId: profile.coach_id,
    sender: profile,
    type: 'session_completed',
    message: `a terminé la séance : ${session.name}.`,
  });
}

export function SessionRunner({ profile, assignment, session }) {
  const [entries, enter] = useEntries();
  const [recap, setRecap] = useState();
  const [failed, setFailed] = useState(false);

  const [finish, busy] = useOnce(async () => {
    const exercises = performedExercises(session, entries);
    // Une séance enregistrée ne se termine pas une seconde fois.
    if (recap || (exercises.length < session.exercises.length && !window.confirm(INCOMPLETE))) return;
    const tonnage = tonnageOf(exercises);
    try {
      await savePerformance({
        clientId: profile.id,
        assignmentId: assignment.id,
        session,
        day: today(),
        exercises,
        tonnage,
      });
    } catch {
      setFailed(true);
      return;
    }
    const sets = exercises.reduce((total, { loggedSets }) => total + loggedSets.length, 0);
    setRecap({ sets, tonnage, coachNotified: await notifyCoach(profile, session) });
  });

  return html`
    ${
      session.exercises.length === 0
        ? html`<p>Cette séance ne contient aucun exercice.</p>`
        : html`<${ExercisePanel} session=${session} entries=${entries} onEnter=${enter} />`
    }
    ${failed && html`<p class="failure" role="alert">La séance n'a pas pu être enregistrée. Réessayez.</p>`}
    <div class="actions">
      <button type="button" class="primary" disabled=${busy} onClick=${finish}>Terminer la séance</button>
    </div>
    ${recap && html`<${Recap} profile=${profile} recap=${recap} />`}
  `;
}
