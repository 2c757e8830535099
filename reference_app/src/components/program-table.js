import { html } from '../html.js';
import { weekSections } from '../program-content.js';
import { Accordion } from './accordion.js';

const VALUES = [
  ['sets', 'Séries'],
  ['reps', 'Reps'],
  ['load', 'Charge'],
  ['tempo', 'Tempo'],
  ['rest_time', 'Repos'],
];
const COLUMNS = ['Séance', 'Exercice', ...VALUES.map(([, label]) => label)];

const plainCell = (exercise, column) => exercise[column];

// Une cellule vide reste vide : le tiret que l'on voit vient de la feuille de style, pas des données.
function SessionRows({ session, rank, cell }) {
  const { name, exercises } = session;
  const head = html`<th scope="rowgroup" class="rank" rowspan=${Math.max(exercises.length, 1)}>S${rank}</th>`;
  return html`
    <tbody>
      <tr class="session-name"><th colspan=${COLUMNS.length} scope="rowgroup">${name}</th></tr>
      ${exercises.length === 0 && html`<tr>${head}<td colspan="6" class="muted">Cette séance est vide.</td></tr>`}
      ${exercises.map(
        (exercise, index) => html`
          <tr key=${exercise.id}>
            ${index === 0 && head}
            <td>${exercise.name}</td>
            ${VALUES.map(
              ([column, label]) => html`<td key=${column} data-label=${label}>${cell(exercise, column)}</td>`,
            )}
          </tr>
        `,
      )}
    </tbody>
  `;
}

export function WeekTable({ title, sessions, cell = plainCell }) {
  return html`
    <div class="table-scroll program" role="group" aria-label=${title} tabindex="0">
      <table>
        <thead>
          <tr>${COLUMNS.map((column) => html`<th scope="col" key=${column}>${column}</th>`)}</tr>
        </thead>
        ${sessions.map(
          (session, index) =>
            html`<${SessionRows} key=${session.id} session=${session} rank=${index + 1} cell=${cell} />`,
        )}
      </table>
    </div>
  `;
}

export function ProgramTable({ weeks }) {
  if (weeks.length === 0) {
    return html`<p class="muted">Ce programme ne contient encore aucune séance.</p>`;
  }
  return weekSections(weeks).map(
    ({ title, sessions }, index) => html`
      <${Accordion} key=${title} title=${title} open=${index === 0}>
        <${WeekTable} title=${title} sessions=${sessions} />
      </${Accordion}>
    `,
  );
}
