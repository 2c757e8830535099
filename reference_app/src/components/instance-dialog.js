import { useState } from 'preact/hooks';
import { updateInstanceExercise } from '../api/instances.js';
import { html } from '../html.js';
import { useResource } from '../resource.js';
import { useOnce } from '../use-once.js';
import { Accordion } from './accordion.js';
import { Loaded, PROGRAM } from './loaded.js';
import { Modal } from './modal.js';
import { ProgramTable, WeekTable } from './program-table.js';

const EDITED = { reps: 'Répétitions', load: 'Charge' };

/** Le nom le plus court qui ne désigne qu'un exercice : le sien, sinon avec sa séance, sa semaine, son rang. */
function exerciseLabels(weeks) {
  const candidates = new Map();
  for (const week of weeks) {
    for (const session of week.sessions) {
      session.exercises.forEach((exercise, index) => {
        const inSession = `${exercise.name} – ${session.name}`;
        const inWeek = `${inSession}, semaine ${week.number}`;
        candidates.set(exercise.id, [exercise.name, inSession, inWeek, `${inWeek}, n° ${index + 1}`]);
      });
    }
  }
  const uses = new Map();
  for (const name of [...candidates.values()].flat()) uses.set(name, (uses.get(name) ?? 0) + 1);
  const labels = new Map();
  for (const [id, names] of candidates) labels.set(id, names.find((name) => uses.get(name) === 1) ?? names.at(-1));
  return labels;
}

function useChanges() {
  const [changes, setChanges] = useState(new Map());
  const change = (exercise, column, value) =>
    setChanges((current) => {
      const { reps, load } = current.get(exercise.id) ?? exercise;
      return new Map(current).set(exercise.id, { reps, load, [column]: value });
    });
  return [changes, change];
}

function LoadEditor({ weeks, onSaved, onCancel }) {
  const [changes, change] = useChanges();
  const [failed, setFailed] = useState(false);
  const [save, busy] = useOnce(async () => {
    try {
      await Promise.all([...changes].map(([id, values]) => updateInstanceExercise(id, values)));
      onSaved();
    } catch {
      setFailed(true);
    }
  });

  const labels = exerciseLabels(weeks);
  const cell = (exercise, column) => {
    if (!(column in EDITED)) return exercise[column];
    return html`
      <input
        type="text"
        aria-label=${`${EDITED[column]} de ${labels.get(exercise.id)}`}
        value=${(changes.get(exercise.id) ?? exercise)[column] ?? ''}
        onInput=${(event) => change(exercise, column, event.target.value)}
      />
    `;
  };
  return html`
    ${weeks.map(({ number, sessions }) => {
      const title = `Semaine ${number}`;
      return html`
        <${Accordion} key=${number} title=${title} open>
          <${WeekTable} title=${title} sessions=${sessions} cell=${cell} />
        </${Accordion}>
      `;
    })}
    ${failed && html`<p class="failure" role="alert">Vos modifications n'ont pas pu être enregistrées.</p>`}
    <div class="actions">
      <button type="button" onClick=${onCancel}>Annuler</button>
      <button type="button" class="primary" disabled=${busy} onClick=${save}>Enregistrer</button>
    </div>
  `;
}

/** Le détail d'un programme assigné, dont le client ajuste répétitions et charges. */
export function InstanceDialog({ title, read, onClose }) {
  const weeks = useResource(read);
  const [editing, setEditing] = useState(false);
  const [saved, setSaved] = useState(false);

  const edit = () => {
    setSaved(false);
    setEditing(true);
  };
  const closeEditor = () => {
    setEditing(false);
    setSaved(true);
    weeks.reload();
  };

  const view = (data) => html`
    ${saved && html`<p class="success" role="status">Modifications enregistrées.</p>`}
    <${ProgramTable} weeks=${data} />
    <div class="actions">
      ${data.length > 0 && html`<button type="button" onClick=${edit}>Modifier mes charges</button>`}
      <button type="button" onClick=${onClose}>Fermer</button>
    </div>
  `;
  return html`
    <${Modal} title=${title} wide onClose=${onClose}>
      <${Loaded} resource=${weeks} what=${PROGRAM}>
        ${(data) =>
          editing
            ? html`<${LoadEditor} weeks=${data} onSaved=${closeEditor} onCancel=${() => setEditing(false)} />`
            : view(data)}
      </${Loaded}>
    </${Modal}>
  `;
}
