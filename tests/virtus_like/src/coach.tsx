import { useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import { assign, readAssignments, readTemplate, saveTemplate } from './services';
import { useStore } from './store';
import type { Assignment, Program } from './types';
import { Accordion, Modal, ProgramTable } from './ui';

const STATUSES: Record<string, string> = { active: 'Actif', completed: 'Terminé' };

function useActiveClients() {
  const { user, people } = useStore();
  return people.filter(
    (person) => person.role === 'client' && person.status === 'active' && person.coachId === user!.id,
  );
}

export function Dashboard() {
  return <h1>Tableau de bord</h1>;
}

export function Clients() {
  const clients = useActiveClients();
  return (
    <div>
      <h1>Mes Clients</h1>
      <input placeholder="Filtrer les clients..." />
      <ul>
        {clients.map((client) => (
          <li key={client.id}>
            <Link to={`/app/client/${client.id}`}>
              {client.firstName} {client.lastName}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function AssignedPrograms({ clientId }: { clientId: string }) {
  const [assignments, setAssignments] = useState<Assignment[] | null>(null);
  const [viewed, setViewed] = useState<Program | null>(null);
  useEffect(() => {
    readAssignments(clientId, false).then(setAssignments);
  }, [clientId]);
  if (assignments === null) return <p>Chargement des programmes...</p>;
  return (
    <div>
      {assignments.length === 0 && <p>Aucun programme assigné.</p>}
      {assignments.map(({ id, start, week, status, program }) => (
        <div key={id}>
          <h4>{program.name}</h4>
          <p>
            Début: {new Date(start).toLocaleDateString('fr-FR')} | Semaine {week}/{program.weekCount} | Statut:{' '}
            {STATUSES[status] ?? status}
          </p>
          <p>{program.objective}</p>
          <button onClick={() => setViewed(program)}>Voir Détails</button>
        </div>
      ))}
      {viewed && (
        <Modal title={viewed.name} onClose={() => setViewed(null)}>
          <ProgramTable program={viewed} shownLoad={(load) => load} />
        </Modal>
      )}
    </div>
  );
}

export function ClientProfile() {
  const { id } = useParams();
  const client = useActiveClients().find((person) => person.id === id);
  if (!client) return <p>Client non trouvé.</p>;
  return (
    <div>
      <h1>
        {client.firstName} {client.lastName}
      </h1>
      <h3>Informations Client</h3>
      <p>{client.email}</p>
      <Accordion title="Historique des Mesures">Aucune mesure.</Accordion>
      <Accordion title="Programmes Assignés">
        <AssignedPrograms clientId={client.id} />
      </Accordion>
    </div>
  );
}

const EMPTY: Program = { id: '', name: 'Nouveau programme', objective: '', weekCount: 1, sessions: [] };

export function Builder() {
  const { user, addNotice } = useStore();
  const clients = useActiveClients();
  const [query] = useSearchParams();
  const [program, setProgram] = useState(EMPTY);
  const [clientId, setClientId] = useState('');
  const [saving, setSaving] = useState(false);
  const edited = query.get('editProgramId');

  useEffect(() => {
    if (edited) readTemplate(edited).then((found) => found && setProgram(found));
  }, [edited]);

  const save = async () => {
    setSaving(true);
    const saved = await saveTemplate(program);
    const client = clients.find((person) => person.id === clientId);
    const result = saved && client ? await assign(program.id, client.id, user!.id) : null;
    setSaving(false);
    if (!saved) addNotice('Erreur lors de la sauvegarde : écriture refusée');
    else if (!client) addNotice('Programme sauvegardé avec succès !');
    else if (result) addNotice(`Programme sauvegardé et assigné automatiquement au client ${client.firstName} !`);
    else
      addNotice(
        `Programme sauvegardé, mais l'assignement automatique au client ${client.firstName} a échoué.`,
      );
  };
  // Les champs n'ont pas d'identifiant : leur étiquette les précède sans leur être reliée.
  return (
    <div>
      <h1>Créateur d'entrainement</h1>
      <label>Nom de la séance/programme</label>
      <input value={program.name} onChange={(event) => setProgram({ ...program, name: event.target.value })} />
      <label>Objectif</label>
      <input value={program.objective} onChange={(event) => setProgram({ ...program, objective: event.target.value })} />
      <label>Nom du client</label>
      <select value={clientId} onChange={(event) => setClientId(event.target.value)}>
        <option value="">Aucun client</option>
        {clients.map((client) => (
          <option key={client.id} value={client.id}>
            {client.firstName} {client.lastName}
          </option>
        ))}
      </select>
      <button onClick={save}>{saving ? 'Sauvegarde...' : 'Valider'}</button>
    </div>
  );
}
