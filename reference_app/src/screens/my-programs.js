import { useState } from 'preact/hooks';
import { listActiveAssignments } from '../api/assignments.js';
import { deleteInstance, listInstanceExercises, listInstances, listInstanceSessions } from '../api/instances.js';
import { InstanceDialog } from '../components/instance-dialog.js';
import { Loaded, PROGRAMS } from '../components/loaded.js';
import { ProgramDialog } from '../components/program-dialog.js';
import { html } from '../html.js';
import { readInstance } from '../program-content.js';
import { useResource } from '../resource.js';
import { navigate } from '../router.js';

const RANKS = ['Programme en cours', 'Prochain programme'];

/** Ce que le coach a assigné, et ce que la personne a créé : deux listes, chacune avec ses comptes. */
async function readShelves(clientId) {
  const [assignments, instances] = await Promise.all([listActiveAssignments(clientId), listInstances(clientId)]);
  const own = instances.filter((instance) => instance.source_type === 'client_created');
  const assigned = assignments.map((assignment) => assignment.client_created_programs);

  const sessions = await listInstanceSessions([...assigned, ...own].map((program) => program.id));
  const ownIds = new Set(own.map((program) => program.id));
  const ownSessions = sessions.filter((session) => ownIds.has(session.program_id));
  const exercises = await listInstanceExercises(ownSessions.map((session) => session.id));

  const counted = (program) => {
    const inProgram = sessions.filter((session) => session.program_id === program.id);
    const sessionIds = new Set(inProgram.map((session) => session.id));
    return {
      ...program,
      sessions: inProgram.length,
      exercises: exercises.filter((exercise) => sessionIds.has(exercise.session_id)).length,
    };
  };
  return { assigned: assigned.map(counted), own: own.map(counted) };
}

async function removeProgram(program) {
  if (!window.confirm('Êtes-vous sûr de vouloir supprimer ce programme ?')) return;
  try {
    await deleteInstance(program.id);
    window.alert('Programme supprimé avec succès.');
  } catch {
    window.alert('Erreur lors de la suppression du programme.');
  }
}

function ProgramCard({ program, rank, onView, onRemove }) {
  const counts = [`${program.sessions} séance(s)`, `${program.week_count} semaine(s)`];
  if (onRemove) counts.push(`${program.exercises} exercice(s)`);
  return html`
    <div class="card">
      ${rank && html`<p><span class="badge">${rank}</span></p>`}
      <div class="title-row">
        <h3>${program.name}</h3>
        ${
          onRemove &&
          html`
            <button type="button" class="icon" title="Supprimer ce programme" onClick=${onRemove}>✕</button>
          `
        }
      </div>
      ${program.objective && html`<p>${program.objective}</p>`}
      <p class="muted counts">${counts.map((count) => html`<span key=${count}>${count}</span>`)}</p>
      <div class="actions"><button type="button" class="primary" onClick=${onView}>Consulter</button></div>
    </div>
  `;
}

function Empty() {
  return html`
    <div class="card">
      <p>Vous n'avez aucun programme sauvegardé.</p>
      <p class="muted">Utilisez le Workout Builder pour créer votre premier programme !</p>
      <div class="actions">
        <button type="button" class="primary" onClick=${() => navigate('/app/workout/builder')}>
          Créer une séance
        </button>
      </div>
    </div>
  `;
}

function Shelf({ title, programs, card }) {
  if (programs.length === 0) return null;
  return html`
    <section>
      <h2>${title}</h2>
      <div class="cards">${programs.map(card)}</div>
    </section>
  `;
}

export function MyPrograms({ profile }) {
  const shelves = useResource(() => readShelves(profile.id));
  const [viewed, setViewed] = useState();

  const remove = async (program) => {
    await removeProgram(program);
    shelves.reload();
  };
  const assignedCard = (program, index) => html`
    <${ProgramCard}
      key=${program.id}
      program=${program}
      rank=${RANKS[index]}
      onView=${() => setViewed({ program, Dialog: InstanceDialog })}
    />
  `;
  const ownCard = (program) => html`
    <${ProgramCard}
      key=${program.id}
      program=${program}
      onView=${() => setViewed({ program, Dialog: ProgramDialog })}
      onRemove=${() => remove(program)}
    />
  `;

  return html`
    <${Loaded} resource=${shelves} what=${PROGRAMS}>
      ${({ assigned, own }) => html`
        <${Shelf} title="Assignés par votre coach" programs=${assigned} card=${assignedCard} />
        <${Shelf} title="Créés par moi" programs=${own} card=${ownCard} />
        ${assigned.length + own.length === 0 && html`<${Empty} />`}
      `}
    </${Loaded}>
    ${
      viewed &&
      html`
        <${viewed.Dialog}
          title=${viewed.program.name}
          read=${() => readInstance(viewed.program.id)}
          onClose=${() => setViewed()}
        />
      `
    }
  `;
}
