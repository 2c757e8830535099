import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { assign, countAssignments, deleteTemplate, notify, readTemplates } from './services';
import { useStore } from './store';
import type { Person, Program } from './types';
import { Modal, ProgramTable } from './ui';

const NO_SESSION =
  "L'assignement de séances isolées n'est pas encore supporté. Veuillez créer un programme contenant cette séance.";

// Virtus ne reconnaît que « 60kg » : la charge « 60 kg » se perd dans l'aperçu.
const lostLoad = (load: string) => `${/^(\d+)kg$/.exec(load)?.[1] ?? ''} kg`;

interface Assignable {
  id: string;
  name: string;
  isSession: boolean;
}

interface AssignProps {
  name: string;
  onClose: () => void;
  onConfirm: (clients: Person[]) => void;
}

function AssignModal({ name, onClose, onConfirm }: AssignProps) {
  const { user, people } = useStore();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const mine = people.filter(
    (person) => person.role === 'client' && person.status === 'active' && person.coachId === user!.id,
  );
  const wanted = search.toLowerCase();
  const found = mine.filter(
    (person) => person.firstName.toLowerCase().includes(wanted) || person.lastName.toLowerCase().includes(wanted),
  );
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Modal title={`Assigner "${name}"`} onClose={onClose}>
      <input placeholder="Rechercher un client..." value={search} onChange={(event) => setSearch(event.target.value)} />
      {found.length === 0 && <p>Aucun client trouvé.</p>}
      {found.map((person) => (
        <label key={person.id}>
          <input type="checkbox" checked={chosen.includes(person.id)} onChange={() => toggle(person.id)} />
          <span>
            {person.firstName} {person.lastName}
          </span>
        </label>
      ))}
      <button onClick={onClose}>Annuler</button>
      <button
        disabled={chosen.length === 0}
        onClick={() => onConfirm(mine.filter((person) => chosen.includes(person.id)))}
      >
        Assigner
      </button>
    </Modal>
  );
}

export function Library() {
  const { user, addNotice } = useStore();
  const [tab, setTab] = useState('Programmes');
  const [programs, setPrograms] = useState<Program[] | null>(null);
  const [counts, setCounts] = useState(new Map<string, number>());
  const [viewed, setViewed] = useState<Program | null>(null);
  const [assigning, setAssigning] = useState<Assignable | null>(null);

  useEffect(() => {
    readTemplates(user!.id).then(async (found) => {
      setCounts(await countAssignments(user!.id));
      setPrograms(found);
    });
  }, []);

  const confirm = async (clients: Person[]) => {
    const { id, name, isSession } = assigning!;
    let successes = 0;
    let failures = 0;
    for (const client of isSession ? [] : clients) {
      const result = await assign(id, client.id, user!.id);
      if (result) {
        successes += 1;
        await notify(client.id, user!, `vous a assigné le programme : ${name}.`);
      } else {
        failures += 1;
      }
    }
    setAssigning(null);
    if (isSession) addNotice(NO_SESSION);
    if (successes) addNotice(`Programme assigné avec succès à ${successes} client(s).`);
    if (failures) addNotice(`Échec de l'assignement pour ${failures} client(s).`);
  };

  const remove = async (program: Program) => {
    if (!window.confirm(`Voulez-vous vraiment supprimer le programme "${program.name}" ? Cette action est définitive.`))
      return;
    const gone = await deleteTemplate(program.id);
    if (gone) setPrograms(programs!.filter((other) => other.id !== program.id));
    addNotice(gone ? `Programme "${program.name}" supprimé avec succès.` : 'Erreur lors de la suppression du programme.');
  };

  const sessions = (programs ?? []).flatMap((program) => program.sessions);
  return (
    <div>
      <h1>Bibliothèque d'entraînements</h1>
      <Link to="/app/musculation/createur">
        <button>Nouveau programme</button>
      </Link>
      <nav aria-label="Tabs">
        {['Programmes', 'Séances'].map((name) => (
          <button key={name} className={tab === name ? 'border-primary' : ''} onClick={() => setTab(name)}>
            {name}
          </button>
        ))}
      </nav>
      {programs === null && <p>Chargement des {tab.toLowerCase()}...</p>}
      {programs?.length === 0 && tab === 'Programmes' && <p>Aucun programme enregistré pour le moment.</p>}
      {programs !== null && sessions.length === 0 && tab === 'Séances' && (
        <p>Aucune séance enregistrée pour le moment.</p>
      )}
      <div className="grid">
        {tab === 'Programmes' &&
          programs?.map((program) => (
            <div key={program.id}>
              <h3>{program.name}</h3>
              <p>
                {program.sessions.length} séances · {program.weekCount} semaines
              </p>
              {counts.has(program.id) && <span>Assigné à {counts.get(program.id)} client(s)</span>}
              <div>
                <button onClick={() => setViewed(program)}>Visualiser</button>
                <Link to={`/app/musculation/createur?editProgramId=${program.id}`}>
                  <button>Modifier</button>
                </Link>
                <button onClick={() => setAssigning({ ...program, isSession: false })}>Assigner</button>
                <button onClick={() => remove(program)}>Supprimer</button>
              </div>
            </div>
          ))}
        {tab === 'Séances' &&
          sessions.map((session) => (
            <div key={session.id}>
              <h3>{session.name}</h3>
              <p>{session.exercises.length} exercices</p>
              <div>
                <button>Voir</button>
                <button onClick={() => setAssigning({ ...session, isSession: true })}>Assigner</button>
                <button>Supprimer</button>
              </div>
            </div>
          ))}
      </div>
      {viewed && (
        <Modal title={`Aperçu de "${viewed.name}"`} onClose={() => setViewed(null)}>
          <ProgramTable program={viewed} shownLoad={lostLoad} />
          <button onClick={() => setViewed(null)}>Fermer</button>
        </Modal>
      )}
      {assigning && <AssignModal name={assigning.name} onClose={() => setAssigning(null)} onConfirm={confirm} />}
    </div>
  );
}
