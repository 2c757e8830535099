import { useState } from 'preact/hooks';
import { html } from '../html.js';
import { useStartup } from '../startup.js';
import { matches } from '../texts.js';
import { SearchField } from './field.js';
import { EXERCISES, Loaded } from './loaded.js';

const MOST_RESULTS = 12;

/** Les exercices du catalogue qui répondent au terme cherché. */
export function ExerciseResults({ term, most = MOST_RESULTS, onChoose }) {
  const exercises = useStartup('exercises');
  return html`
    <${Loaded} resource=${exercises} what=${EXERCISES}>
      ${(rows) => {
        const found = rows.filter((row) => !row.is_archived && matches(row.name, term)).slice(0, most);
        if (found.length === 0) return html`<p class="muted">Aucun exercice trouvé.</p>`;
        return html`
          <div class="results">
            ${found.map(
              (exercise) => html`
                <button key=${exercise.id} type="button" onClick=${() => onChoose(exercise)}>${exercise.name}</button>
              `,
            )}
          </div>
        `;
      }}
    </${Loaded}>
  `;
}

export function ExerciseSearch({ onChoose }) {
  const [term, setTerm] = useState('');
  const choose = (exercise) => {
    setTerm('');
    onChoose(exercise);
  };
  return html`
    <div class="drop-zone">
      <${SearchField} placeholder="🔍 Rechercher un exercice" value=${term} onValue=${setTerm} />
      ${
        term.trim() === ''
          ? html`<p class="muted">Un exercice choisi s'ajoute à la séance.</p>`
          : html`<${ExerciseResults} term=${term} onChoose=${choose} />`
      }
    </div>
  `;
}
