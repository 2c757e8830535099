import { useState } from 'preact/hooks';
import { listActiveAssignments } from '../api/assignments.js';
import { Loaded, PROGRAMS } from '../components/loaded.js';
import { SessionRunner } from '../components/session-runner.js';
import { html } from '../html.js';
import { readInstance } from '../program-content.js';
import { useResource } from '../resource.js';
import { navigate } from '../router.js';

/** L'assignation en cours et les séances qu'il reste à faire dans sa semaine. */
async function readCurrent(clientId) {
  const [assignment] = await listActiveAssignments(clientId);
  if (!assignment) return { sessions: [] };
  const weeks = await readInstance(assignment.client_program_id);
  const week = weeks.find(({ number }) => number === assignment.current_week);
  return { assignment, sessions: week?.sessions.slice(assignment.current_session - 1) ?? [] };
}

function NothingToDo() {
  return html`
    <div class="card">
      <p>Aucun programme ou séance active.</p>
      <p class="muted">Contactez votre coach.</p>
      <div class="actions"><button type="button" onClick=${() => navigate('/app/workout')}>Retour</button></div>
    </div>
  `;
}

function SessionChoice({ profile, assignment, sessions }) {
  const [selectedId, setSelectedId] = useState(sessions[0].id);
  const session = sessions.find(({ id }) => id === selectedId);
  return html`
    <p class="program-name">${assignment.client_created_programs.name}</p>
    <select
      aria-label="Sélectionner une séance"
      value=${selectedId}
      onChange=${(event) => setSelectedId(event.target.value)}
    >
      ${sessions.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
    </select>
    <${SessionRunner} key=${selectedId} profile=${profile} assignment=${assignment} session=${session} />
  `;
}

export function CurrentProgram({ profile }) {
  const current = useResource(() => readCurrent(profile.id));
  return html`
    <${Loaded} resource=${current} what=${PROGRAMS}>
      ${({ assignment, sessions }) =>
        sessions.length === 0
          ? html`<${NothingToDo} />`
          : html`<${SessionChoice} profile=${profile} assignment=${assignment} sessions=${sessions} />`}
    </${Loaded}>
  `;
}
