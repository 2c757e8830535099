import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { readAssignments, readOwnPrograms } from './services';
import { useStore } from './store';
import type { Program } from './types';
import { Modal, ProgramTable } from './ui';

export function Home() {
  const { assigned } = useStore();
  const [current] = assigned;
  return (
    <div>
      {current ? (
        <Link to="/app/workout/current-program">
          <h3>Programme en cours</h3>
          <p>{current.program.name}</p>
          <p>Commencer</p>
          <p>
            Semaine{' '}
            <span>
              {current.week}/{current.program.weekCount}
            </span>
          </p>
          <p>
            Séance{' '}
            <span>
              {current.session}/{current.program.sessions.filter((session) => session.week === current.week).length}
            </span>
          </p>
        </Link>
      ) : (
        <div>
          <h3>Programme en cours</h3>
          <p>Aucun programme ne vous a été assigné pour le moment. Contactez votre coach pour commencer !</p>
        </div>
      )}
      <Link to="/app/workout/my-programs">Mes programmes — Consultez vos programmes créés</Link>
    </div>
  );
}

export function CurrentProgram() {
  const { assigned } = useStore();
  const [current] = assigned;
  if (!current) {
    return (
      <div>
        <p>Aucun programme ou séance active.</p>
        <p>Contactez votre coach.</p>
        <button>Retour</button>
      </div>
    );
  }
  return <h2>{current.program.name}</h2>;
}

interface Shelves {
  assigned: Program[];
  own: Program[];
}

function Shelf({ title, programs, view }: { title: string; programs: Program[]; view: (program: Program) => void }) {
  if (programs.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {programs.map((program) => (
        <div key={program.id}>
          <h3>{program.name}</h3>
          <p>{program.objective}</p>
          <p>
            {program.sessions.length} séance(s) {program.weekCount} semaine(s)
          </p>
          <button onClick={() => view(program)}>Consulter</button>
        </div>
      ))}
    </section>
  );
}

export function MyPrograms() {
  const { user } = useStore();
  const [shelves, setShelves] = useState<Shelves | null>(null);
  const [viewed, setViewed] = useState<Program | null>(null);
  useEffect(() => {
    const read = async () => {
      // Virtus liste tout ce qui est au client, copies de son coach comprises.
      const own = await readOwnPrograms(user!.id);
      const assignments = await readAssignments(user!.id, true);
      setShelves({ assigned: assignments.map(({ program }) => program), own });
    };
    read();
  }, []);
  if (shelves === null) return <p>Chargement...</p>;
  return (
    <div>
      <h1>Mes Programmes</h1>
      <Shelf title="Assignés par votre coach" programs={shelves.assigned} view={setViewed} />
      <Shelf title="Créés par moi" programs={shelves.own} view={setViewed} />
      {shelves.assigned.length + shelves.own.length === 0 && <p>Vous n'avez aucun programme sauvegardé.</p>}
      {viewed && (
        <Modal title={viewed.name} onClose={() => setViewed(null)}>
          <ProgramTable program={viewed} shownLoad={(load) => load} />
        </Modal>
      )}
    </div>
  );
}

export function Profile() {
  const { user, signOut } = useStore();
  return (
    <div>
      <h2>
        {user!.firstName} {user!.lastName}
      </h2>
      <button onClick={signOut}>Se déconnecter</button>
    </div>
  );
}
