import { useId, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Program } from './types';

/** Fermé à l'ouverture, et sans rien qui dise s'il l'est, comme celui de Virtus. */
export function Accordion({ title, children }: { title: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="border rounded-lg">
      <button onClick={() => setOpen(!open)}>{title}</button>
      {open && <div>{children}</div>}
    </div>
  );
}

export function Modal({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const id = useId();
  return createPortal(
    <div className="fixed inset-0" onClick={onClose}>
      <div role="dialog" aria-modal="true" aria-labelledby={id} onClick={(event) => event.stopPropagation()}>
        <h2 id={id}>{title}</h2>
        <button aria-label="Fermer" onClick={onClose}>
          ×
        </button>
        {children}
      </div>
    </div>,
    document.getElementById('modal-root')!,
  );
}

const COLUMNS = ['Séance', 'Exercice', 'Séries', 'Reps', 'Charge', 'Tempo', 'Repos'];

export function ProgramTable({ program, shownLoad }: { program: Program; shownLoad: (load: string) => string }) {
  const weeks = [...new Set(program.sessions.map((session) => session.week))];
  return weeks.map((week) => (
    <Accordion key={week} title={`Semaine ${week}`}>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {program.sessions
            .filter((session) => session.week === week)
            .flatMap((session) =>
              session.exercises.map((exercise) => (
                <tr key={exercise.id}>
                  <td>{session.name}</td>
                  <td>{exercise.name}</td>
                  <td>{exercise.sets}</td>
                  <td>{exercise.reps}</td>
                  <td>{shownLoad(exercise.load)}</td>
                  <td>{exercise.tempo}</td>
                  <td>{exercise.rest}</td>
                </tr>
              )),
            )}
        </tbody>
      </table>
    </Accordion>
  ));
}

export function Loader() {
  return (
    <div>
      <div role="status" aria-label="Chargement" />
      <p>Vérification de la session...</p>
    </div>
  );
}
