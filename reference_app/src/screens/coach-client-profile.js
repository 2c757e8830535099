import { useState } from 'preact/hooks';
import { listClientAssignments } from '../api/assignments.js';
import { markInstanceSeen } from '../api/instances.js';
import { ownClient } from '../clients.js';
import { Accordion } from '../components/accordion.js';
import { CLIENTS, Loaded, PROGRAMS } from '../components/loaded.js';
import { ProgramDialog } from '../components/program-dialog.js';
import { frenchDay } from '../dates.js';
import { html } from '../html.js';
import { readInstance } from '../program-content.js';
import { useResource } from '../resource.js';
import { useStartup } from '../startup.js';
import { fullName } from '../texts.js';
import { useOnce } from '../use-once.js';

const STATUSES = { active: 'Actif', completed: 'Terminé', paused: 'En pause', cancelled: 'Annulé' };

function ClientChanges({ program, onSeen }) {
  const [failed, setFailed] = useState(false);
  const [markSeen, busy] = useOnce(async () => {
    try {
      await markInstanceSeen(program.id);
      setFailed(false);
      onSeen();
    } catch {
      setFailed(true);
    }
  });
  if (!program.modified_by_client) return null;
  if (program.viewed_by_coach) return html`<p><span class="badge">✅ Modifié (vu)</span></p>`;
  return html`
    <div class="actions">
      <span class="badge warm">🔔 Modifié (non vu)</span>
      <button type="button" disabled=${busy} onClick=${markSeen}>👁️ Marquer comme vu</button>
    </div>
    ${failed && html`<p class="failure" role="alert">La modification n'a pas pu être marquée comme vue.</p>`}
  `;
}

function AssignedProgram({ assignment, onDetails, onSeen }) {
  const program = assignment.client_created_programs;
  const facts = [
    `Début: ${frenchDay(assignment.start_date)}`,
    `Semaine ${assignment.current_week}/${program.week_count}`,
    `Statut: ${STATUSES[assignment.status] ?? assignment.status}`,
  ];
  return html`
    <div class="card">
      <h4>${program.name}</h4>
      <p class="muted">${facts.join(' | ')}</p>
      ${program.objective && html`<p>${program.objective}</p>`}
      <${ClientChanges} program=${program} onSeen=${onSeen} />
      <div class="actions">
        <button type="button" onClick=${onDetails}>Voir Détails</button>
      </div>
    </div>
  `;
}

function AssignedPrograms({ clientId }) {
  const assignments = useResource(() => listClientAssignments(clientId));
  const [detailed, setDetailed] = useState();

  const card = (assignment) => html`
    <${AssignedProgram}
      key=${assignment.id}
      assignment=${assignment}
      onDetails=${() => setDetailed(assignment.client_created_programs)}
      onSeen=${assignments.reload}
    />
  `;
  return html`
    <${Loaded} resource=${assignments} what=${PROGRAMS}>
      ${(rows) =>
        rows.length === 0
          ? html`<p class="muted">Aucun programme assigné.</p>`
          : html`<div class="cards">${rows.map(card)}</div>`}
    </${Loaded}>
    ${
      detailed &&
      html`
        <${ProgramDialog}
          title=${detailed.name}
          read=${() => readInstance(detailed.id)}
          onClose=${() => setDetailed()}
        />
      `
    }
  `;
}

function Profile({ client }) {
  return html`
    <h1>${fullName(client)}</h1>
    <h2 class="visually-hidden">Fiche du client</h2>
    <div class="card">
      <h3>Informations Client</h3>
      <dl>
        <dt>Email</dt>
        <dd>${client.email}</dd>
        <dt>Téléphone</dt>
        <dd>${client.phone}</dd>
        <dt>Objectif</dt>
        <dd>${client.objective}</dd>
      </dl>
    </div>
    <${Accordion} title="Programmes Assignés"><${AssignedPrograms} clientId=${client.id} /></${Accordion}>
  `;
}

export function CoachClientProfile({ profile, clientId }) {
  const clients = useStartup('clients');
  return html`
    <${Loaded} resource=${clients} what=${CLIENTS}>
      ${(rows) => {
        const client = ownClient(profile, rows, clientId);
        return client ? html`<${Profile} client=${client} />` : html`<h1>Client non trouvé.</h1>`;
      }}
    </${Loaded}>
  `;
}
