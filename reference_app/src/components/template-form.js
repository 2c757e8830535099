import { useState } from 'preact/hooks';
import { assignToClient } from '../assignment.js';
import { activeClients } from '../clients.js';
import { draftExercise, draftSession, MAX_WEEKS, replaced, weekCount, without } from '../draft.js';
import { html } from '../html.js';
import { announce } from '../messages.js';
import { useStartup } from '../startup.js';
import { changeWeek, saveTemplate, sessionsOf } from '../template-draft.js';
import { fullName } from '../texts.js';
import { useOnce } from '../use-once.js';
import { ExerciseFields } from './exercise-fields.js';
import { ExerciseSearch } from './exercise-search.js';
import { Field, SelectField } from './field.js';
import { CLIENTS, Loaded } from './loaded.js';
import { SessionTabs } from './session-tabs.js';

const NO_CLIENT = { value: '', text: 'Aucun client' };
const COLUMNS = [
  { name: 'sets', suffix: 'sets', label: 'Séries', type: 'number', min: 1 },
  { name: 'reps', suffix: 'reps', label: 'Répétitions' },
  { name: 'load', suffix: 'load-value', label: 'Charge' },
  { name: 'tempo', suffix: 'tempo', label: 'Tempo' },
  { name: 'rest', suffix: 'rest', label: 'Repos' },
  { name: 'notes', suffix: 'notes', label: 'Notes' },
];

const lastOrder = (sessions) => Math.max(0, ...sessions.map((session) => session.order));

/** Enregistre, puis assigne si un client est choisi. Rend l'identifiant du modèle, ou rien en cas d'échec. */
async function saveAndAssign(template, client, coach) {
  let program;
  try {
    program = await saveTemplate(template, coach.id);
  } catch (error) {
    announce(`Erreur lors de la sauvegarde : ${error.message}`);
    return undefined;
  }
  announce('Programme sauvegardé avec succès !');
  if (client) {
    const assigned = await assignToClient(program, client, coach);
    announce(
      assigned
        ? `Programme sauvegardé et assigné automatiquement au client ${client.first_name} !`
        : `Programme sauvegardé, mais l'assignement automatique au client ${client.first_name} a échoué.`,
    );
  }
  return program.id;
}

function ExerciseCard({ exercise, onChange, onRemove }) {
  return html`
    <div class="card" role="group" aria-label=${exercise.name}>
      <div class="title-row">
        <h3>${exercise.name}</h3>
        <button type="button" class="icon" title="Supprimer l'exercice" onClick=${onRemove}>✕</button>
      </div>
      <${ExerciseFields} exercise=${exercise} columns=${COLUMNS} onChange=${onChange} />
    </div>
  `;
}

function SessionEditor({ session, onChange }) {
  const changeExercises = (change) => onChange({ ...session, exercises: change(session.exercises) });
  return html`
    <${Field}
      label="Intitulé de la séance"
      value=${session.name}
      onValue=${(name) => onChange({ ...session, name })}
    />
    ${session.exercises.map(
      (exercise) => html`
        <${ExerciseCard}
          key=${exercise.key}
          exercise=${exercise}
          onChange=${(next) => changeExercises((all) => replaced(all, exercise.key, () => next))}
          onRemove=${() => changeExercises((all) => without(all, exercise.key))}
        />
      `,
    )}
    <${ExerciseSearch} onChoose=${(chosen) => changeExercises((all) => [...all, draftExercise(chosen)])} />
  `;
}

function WeekEditor({ template, week, onChange }) {
  const [selectedKey, setSelectedKey] = useState();
  const sessions = sessionsOf(template, week);
  const current = sessions.find((session) => session.key === selectedKey) ?? sessions[0];
  const change = (next) => onChange(changeWeek(template, week, next));

  const add = () => {
    const session = draftSession(`Séance ${sessions.length + 1}`, lastOrder(sessions) + 1);
    change((all) => [...all, session]);
    setSelectedKey(session.key);
  };
  return html`
    <${SessionTabs}
      sessions=${sessions}
      current=${current ?? {}}
      onSelect=${setSelectedKey}
      onAdd=${add}
      onRemove=${(key) => change((all) => without(all, key))}
    />
    ${
      current &&
      html`
        <${SessionEditor}
          key=${current.key}
          session=${current}
          onChange=${(next) => change((all) => replaced(all, current.key, () => next))}
        />
      `
    }
  `;
}

export function TemplateForm({ coach, clientId: clientAtFirst, initial, onSaved }) {
  const clients = useStartup('clients');
  const [template, setTemplate] = useState(initial);
  const [week, setWeek] = useState(1);
  const [clientId, setClientId] = useState(clientAtFirst);

  const choices = clients.status === 'ready' ? activeClients(coach, clients.data) : [];
  const [save, busy] = useOnce(async () => {
    const client = choices.find(({ id }) => id === clientId);
    const programId = await saveAndAssign(template, client, coach);
    if (programId) onSaved(programId);
  });

  const bind = (name) => ({
    value: template[name],
    onValue: (value) => setTemplate((current) => ({ ...current, [name]: value })),
  });
  const weeks = Array.from({ length: weekCount(template.weekCount) }, (_, index) => ({
    value: index + 1,
    text: `Semaine ${index + 1}`,
  }));
  const shownWeek = Math.min(week, weeks.length);
  const options = [NO_CLIENT, ...choices.map((client) => ({ value: client.id, text: fullName(client) }))];

  return html`
    <div class="card field-grid wide">
      <${Field} label="Nom de la séance/programme" ...${bind('name')} />
      <${Field} label="Objectif" ...${bind('objective')} />
      <${Field} label="Nombre de semaines" type="number" min="1" max=${MAX_WEEKS} ...${bind('weekCount')} />
      <${SelectField} label="Nom du client" value=${clientId} onValue=${setClientId} options=${options} />
    </div>
    ${clients.status === 'failed' && html`<${Loaded} resource=${clients} what=${CLIENTS} />`}
    <div class="title-row">
      <h2>Programme</h2>
      <select
        class="compact"
        aria-label="Semaine"
        value=${shownWeek}
        onChange=${(event) => setWeek(Number(event.target.value))}
      >
        ${weeks.map(({ value, text }) => html`<option key=${value} value=${value}>${text}</option>`)}
      </select>
    </div>
    <${WeekEditor} key=${shownWeek} template=${template} week=${shownWeek} onChange=${setTemplate} />
    <div class="actions">
      <button type="button" class="primary" disabled=${busy} onClick=${save}>
        ${busy ? 'Sauvegarde...' : 'Valider'}
      </button>
    </div>
  `;
}
