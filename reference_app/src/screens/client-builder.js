import { useState } from 'preact/hooks';
import { Accordion } from '../components/accordion.js';
import { ExerciseFields } from '../components/exercise-fields.js';
import { ExerciseResults } from '../components/exercise-search.js';
import { Field, SearchField } from '../components/field.js';
import { Modal } from '../components/modal.js';
import { SessionTabs } from '../components/session-tabs.js';
import { draftExercise, draftSession, MAX_WEEKS, replaced, without } from '../draft.js';
import { html } from '../html.js';
import { saveOwnProgram } from '../own-program.js';
import { navigate } from '../router.js';
import { useOnce } from '../use-once.js';

const MAIN_COLUMNS = [
  { name: 'sets', suffix: 'sets', label: 'Séries', type: 'number', min: 0 },
  { name: 'reps', suffix: 'reps', label: 'Rép' },
  { name: 'load', suffix: 'load-value', label: 'Charge' },
];
const DETAIL_COLUMNS = [
  { name: 'tempo', suffix: 'tempo', label: 'Tempo' },
  { name: 'rest', suffix: 'rest', label: 'Repos' },
];
const EMPTY = "Veuillez ajouter au moins un exercice avant d'enregistrer.";
const NOT_SAVED = "Erreur lors de l'enregistrement du programme. Veuillez réessayer.";

const newProgram = () => ({
  mode: 'Séance',
  name: 'Ma séance',
  objective: '',
  weekCount: '1',
  sessions: [draftSession('Séance 1', 1)],
});

function ExerciseChooser({ onChoose, onClose }) {
  const [term, setTerm] = useState('');
  return html`
    <${Modal} title="Choisir un exercice" onClose=${onClose}>
      <${SearchField} placeholder="Rechercher..." value=${term} onValue=${setTerm} />
      <${ExerciseResults} term=${term} most=${Infinity} onChoose=${onChoose} />
    </${Modal}>
  `;
}

function ExerciseItem({ exercise, onChange, onChoose, onRemove }) {
  const [detailed, setDetailed] = useState(false);
  return html`
    <div class="card">
      <div class="title-row">
        <button type="button" class="chosen" onClick=${onChoose}>${exercise.name ?? 'Choisir un exercice'}</button>
        <button type="button" class="icon" title="Supprimer l'exercice" onClick=${onRemove}>✕</button>
      </div>
      <${ExerciseFields} exercise=${exercise} columns=${MAIN_COLUMNS} onChange=${onChange} />
      <button type="button" class="link" aria-expanded=${detailed} onClick=${() => setDetailed(!detailed)}>
        Détails
      </button>
      ${detailed && html`<${ExerciseFields} exercise=${exercise} columns=${DETAIL_COLUMNS} onChange=${onChange} />`}
    </div>
  `;
}

function SessionEditor({ session, onChange }) {
  const [choosing, setChoosing] = useState();
  const changeExercises = (change) => onChange({ ...session, exercises: change(session.exercises) });
  const replace = (key, change) => changeExercises((all) => replaced(all, key, change));

  const choose = ({ id, name }) => {
    replace(choosing, (exercise) => ({ ...exercise, exerciseId: id, name }));
    setChoosing();
  };
  return html`
    ${session.exercises.map(
      (exercise) => html`
        <${ExerciseItem}
          key=${exercise.key}
          exercise=${exercise}
          onChange=${(next) => replace(exercise.key, () => next)}
          onChoose=${() => setChoosing(exercise.key)}
          onRemove=${() => changeExercises((all) => without(all, exercise.key))}
        />
      `,
    )}
    <button type="button" class="add" onClick=${() => changeExercises((all) => [...all, draftExercise()])}>
      Ajouter un exercice
    </button>
    ${choosing && html`<${ExerciseChooser} onChoose=${choose} onClose=${() => setChoosing()} />`}
  `;
}

function Details({ program, onChange }) {
  const bind = (name) => ({ value: program[name], onValue: (value) => onChange({ ...program, [name]: value }) });
  if (program.mode === 'Séance') {
    return html`
      <${Accordion} title="Détails de la Séance">
        <${Field} label="Nom de la séance" ...${bind('name')} />
      </${Accordion}>
    `;
  }
  return html`
    <${Accordion} title="Détails du Programme">
      <${Field} label="Nom du programme" ...${bind('name')} />
      <${Field} label="Objectif" ...${bind('objective')} />
      <${Field} label="Nombre de semaines" type="number" min="1" max=${MAX_WEEKS} ...${bind('weekCount')} />
    </${Accordion}>
  `;
}

function ModeSwitch({ mode, onMode }) {
  return html`
    <div class="switch" role="group" aria-label="Que créer">
      ${['Séance', 'Programme'].map(
        (choice) => html`
          <button key=${choice} type="button" aria-pressed=${choice === mode} onClick=${() => onMode(choice)}>
            ${choice}
          </button>
        `,
      )}
    </div>
  `;
}

export function ClientBuilder({ profile }) {
  const [program, setProgram] = useState(newProgram);
  const [selectedKey, setSelectedKey] = useState();
  const { sessions } = program;
  const current = sessions.find((session) => session.key === selectedKey) ?? sessions[0];
  // En mode « Séance », seule la séance montrée est enregistrée.
  const edited = program.mode === 'Séance' ? [{ ...current, name: program.name }] : sessions;
  const setSessions = (next) => setProgram({ ...program, sessions: next });

  const add = () => {
    const order = sessions.at(-1).order + 1;
    const session = draftSession(`Séance ${order}`, order);
    setSessions([...sessions, session]);
    setSelectedKey(session.key);
  };
  const [save, busy] = useOnce(async () => {
    if (!edited.some(({ exercises }) => exercises.some(({ exerciseId }) => exerciseId))) {
      window.alert(EMPTY);
      return;
    }
    try {
      await saveOwnProgram({ ...program, sessions: edited }, profile);
    } catch {
      window.alert(NOT_SAVED);
      return;
    }
    window.alert(`"${program.name}" a été enregistré dans "Mes Programmes" !`);
    navigate('/app/workout/my-programs');
  });

  return html`
    <${ModeSwitch} mode=${program.mode} onMode=${(mode) => setProgram({ ...program, mode })} />
    <h2 class="visually-hidden">${program.mode}</h2>
    <${Details} key=${program.mode} program=${program} onChange=${setProgram} />
    ${
      program.mode === 'Programme' &&
      html`
        <${SessionTabs}
          sessions=${sessions}
          current=${current}
          onSelect=${setSelectedKey}
          onAdd=${add}
          onRemove=${(key) => setSessions(without(sessions, key))}
        />
      `
    }
    <${SessionEditor}
      key=${current.key}
      session=${current}
      onChange=${(next) => setSessions(replaced(sessions, current.key, () => next))}
    />
    <div class="actions">
      <button type="button" class="primary" disabled=${busy} onClick=${save}>Enregistrer</button>
    </div>
  `;
}
