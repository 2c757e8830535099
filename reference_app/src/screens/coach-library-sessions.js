import { useState } from 'preact/hooks';
import { deleteSession } from '../api/templates.js';
import { AssignDialog } from '../components/assign-dialog.js';
import { Loaded, SESSIONS } from '../components/loaded.js';
import { Modal } from '../components/modal.js';
import { WeekTable } from '../components/program-table.js';
import { html } from '../html.js';
import { announce } from '../messages.js';
import { readCoachSessions } from '../program-content.js';
import { useResource } from '../resource.js';

const NOT_ASSIGNABLE =
  "L'assignement de séances isolées n'est pas encore supporté. " +
  'Veuillez créer un programme contenant cette séance.';

async function removeSession(session) {
  const question = `Voulez-vous vraiment supprimer la séance "${session.name}" ? Cette action est définitive.`;
  if (!window.confirm(question)) return;
  try {
    await deleteSession(session.id);
    announce(`Séance "${session.name}" supprimée avec succès.`);
  } catch {
    announce('Erreur lors de la suppression de la séance.');
  }
}

function SessionCard({ session, onView, onAssign, onRemove }) {
  return html`
    <div class="card">
      <h3>${session.name}</h3>
      <p class="muted">${`${session.exercises.length} exercices`}</p>
      <div class="actions">
        <button type="button" onClick=${onView}>Voir</button>
        <button type="button" class="primary" onClick=${onAssign}>Assigner</button>
        <button type="button" class="danger" onClick=${onRemove}>Supprimer</button>
      </div>
    </div>
  `;
}

export function SessionShelf({ coach }) {
  const sessions = useResource(() => readCoachSessions(coach.id));
  const [viewed, setViewed] = useState();
  const [assigned, setAssigned] = useState();

  const remove = async (session) => {
    await removeSession(session);
    sessions.reload();
  };

  const card = (session) => html`
    <${SessionCard}
      key=${session.id}
      session=${session}
      onView=${() => setViewed(session)}
      onAssign=${() => setAssigned(session)}
      onRemove=${() => remove(session)}
    />
  `;
  return html`
    <${Loaded} resource=${sessions} what=${SESSIONS}>
      ${(rows) =>
        rows.length === 0
          ? html`<p class="muted">Aucune séance enregistrée pour le moment.</p>`
          : html`<div class="cards">${rows.map(card)}</div>`}
    </${Loaded}>
    ${
      viewed &&
      html`
        <${Modal} title=${viewed.name} wide onClose=${() => setViewed()}>
          <${WeekTable} title=${viewed.name} sessions=${[viewed]} />
        </${Modal}>
      `
    }
    ${
      assigned &&
      html`
        <${AssignDialog}
          name=${assigned.name}
          coach=${coach}
          onAssign=${async () => announce(NOT_ASSIGNABLE)}
          onClose=${() => setAssigned()}
        />
      `
    }
  `;
}
