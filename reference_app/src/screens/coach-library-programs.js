import { useState } from 'preact/hooks';
import { listAssignedTemplates } from '../api/assignments.js';
import { deleteProgram, listPrograms, listSessions } from '../api/templates.js';
import { assignToClients } from '../assignment.js';
import { AssignDialog } from '../components/assign-dialog.js';
import { Loaded, PROGRAMS } from '../components/loaded.js';
import { ProgramDialog } from '../components/program-dialog.js';
import { html } from '../html.js';
import { announce } from '../messages.js';
import { readTemplate } from '../program-content.js';
import { useResource } from '../resource.js';
import { navigate } from '../router.js';

async function readPrograms(coachId) {
  const [programs, assigned] = await Promise.all([listPrograms(coachId), listAssignedTemplates(coachId)]);
  const sessions = await listSessions(programs.map((program) => program.id));
  const count = (rows, id) => rows.filter((row) => row.program_id === id).length;
  return programs.map((program) => ({
    ...program,
    sessions: count(sessions, program.id),
    assignments: count(assigned, program.id),
  }));
}

async function removeProgram(program) {
  const question = `Voulez-vous vraiment supprimer le programme "${program.name}" ? Cette action est définitive.`;
  if (!window.confirm(question)) return;
  try {
    await deleteProgram(program.id);
    announce(`Programme "${program.name}" supprimé avec succès.`);
  } catch {
    announce('Erreur lors de la suppression du programme.');
  }
}

function ProgramCard({ program, onPreview, onAssign, onRemove }) {
  return html`
    <div class="card">
      <h3>${program.name}</h3>
      <p class="muted">${`${program.sessions} séances · ${program.week_count} semaines`}</p>
      ${
        program.assignments > 0 &&
        html`<p><span class="badge">${`Assigné à ${program.assignments} client(s)`}</span></p>`
      }
      <div class="actions">
        <button type="button" onClick=${onPreview}>Visualiser</button>
        <button
          type="button"
          onClick=${() => navigate(`/app/musculation/createur?editProgramId=${program.id}`)}
        >
          Modifier
        </button>
        <button type="button" class="primary" onClick=${onAssign}>Assigner</button>
        <button type="button" class="danger" onClick=${onRemove}>Supprimer</button>
      </div>
    </div>
  `;
}

export function ProgramShelf({ coach }) {
  const programs = useResource(() => readPrograms(coach.id));
  const [previewed, setPreviewed] = useState();
  const [assigned, setAssigned] = useState();

  const assign = async (clients) => {
    await assignToClients(assigned, clients, coach);
    programs.reload();
  };
  const remove = async (program) => {
    await removeProgram(program);
    programs.reload();
  };

  const card = (program) => html`
    <${ProgramCard}
      key=${program.id}
      program=${program}
      onPreview=${() => setPreviewed(program)}
      onAssign=${() => setAssigned(program)}
      onRemove=${() => remove(program)}
    />
  `;
  return html`
    <${Loaded} resource=${programs} what=${PROGRAMS}>
      ${(rows) =>
        rows.length === 0
          ? html`<p class="muted">Aucun programme enregistré pour le moment.</p>`
          : html`<div class="cards">${rows.map(card)}</div>`}
    </${Loaded}>
    ${
      previewed &&
      html`
        <${ProgramDialog}
          title=${`Aperçu de "${previewed.name}"`}
          read=${() => readTemplate(previewed.id)}
          onClose=${() => setPreviewed()}
        />
      `
    }
    ${
      assigned &&
      html`<${AssignDialog} name=${assigned.name} coach=${coach} onAssign=${assign} onClose=${() => setAssigned()} />`
    }
  `;
}
