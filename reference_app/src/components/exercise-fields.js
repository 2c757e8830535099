import { html } from '../html.js';
import { Field } from './field.js';

/** Les champs d'un exercice en saisie, chacun sous l'étiquette que l'écran lui donne. */
export function ExerciseFields({ exercise, columns, onChange }) {
  return html`
    <div class="field-grid">
      ${columns.map(
        ({ name, label, suffix, ...input }) => html`
          <${Field}
            key=${name}
            id=${`ex-${exercise.key}-${suffix}`}
            label=${label}
            value=${exercise[name]}
            onValue=${(value) => onChange({ ...exercise, [name]: value })}
            ...${input}
          />
        `,
      )}
    </div>
  `;
}
