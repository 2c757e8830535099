import { listActiveAssignments } from '../api/assignments.js';
import { listInstanceSessions } from '../api/instances.js';
import { receivedBy } from '../components/bell.js';
import { Loaded, PROGRAMS } from '../components/loaded.js';
import { frenchMoment } from '../dates.js';
import { html } from '../html.js';
import { useResource } from '../resource.js';
import { useStartup } from '../startup.js';

const LATEST = 10;

async function readCurrent(clientId) {
  const [assignment] = await listActiveAssignments(clientId);
  if (!assignment) return null;
  const sessions = await listInstanceSessions([assignment.client_program_id]);
  const inWeek = sessions.filter((session) => session.week_number === assignment.current_week);
  return { ...assignment, program: assignment.client_created_programs, sessionCount: inWeek.length };
}

function Current({ current }) {
  if (!current) {
    return html`
      <div class="card">
        <h3>Programme en cours</h3>
        <p>Aucun programme ne vous a été assigné pour le moment. Contactez votre coach pour commencer !</p>
      </div>
    `;
  }
  const { current_week: week, current_session: rank, sessionCount, program } = current;
  return html`
    <a class="card current" href="#/app/workout/current-program">
      <h3>Programme en cours</h3>
      <p class="program-name">${program.name}</p>
      <p class="call">Commencer</p>
      <div class="tiles">
        <p>Semaine <strong>${week}/${program.week_count}</strong></p>
        <p>Séance <strong>${sessionCount > 0 ? `${rank}/${sessionCount}` : '–'}</strong></p>
      </div>
    </a>
  `;
}

function Notifications({ profile }) {
  const stored = useStartup('notifications');
  if (stored.status === 'loading') return null;
  // L'accueil ne crie qu'une fois : une panne générale se dit déjà à la place du programme.
  if (stored.status === 'failed') return html`<p class="muted">Notifications indisponibles pour le moment.</p>`;
  const latest = receivedBy(profile, stored.data)
    .sort((left, right) => new Date(right.created_at) - new Date(left.created_at))
    .slice(0, LATEST);
  if (latest.length === 0) return html`<p class="muted">Aucune notification.</p>`;
  return html`
    <ul class="notifications">
      ${latest.map(
        (notification) => html`
          <li key=${notification.id}>
            <span><strong>${notification.from}</strong> ${notification.text}</span>
            <small>${frenchMoment(notification.created_at)}</small>
          </li>
        `,
      )}
    </ul>
  `;
}

export function ClientHome({ profile }) {
  const current = useResource(() => readCurrent(profile.id));
  return html`
    <h2>Bonjour ${profile.first_name}</h2>
    <${Loaded} resource=${current} what=${PROGRAMS}>${(data) => html`<${Current} current=${data} />`}</${Loaded}>
    <div class="cards">
      <a class="card" href="#/app/workout/my-programs">
        <strong>Mes programmes</strong>
        <span class="muted">Consultez vos programmes créés</span>
      </a>
      <a class="card" href="#/app/workout/builder">
        <strong>Workout Builder</strong>
        <span class="muted">Créez une séance personnalisée</span>
      </a>
    </div>
    <section>
      <h2>Notifications</h2>
      <${Notifications} profile=${profile} />
    </section>
  `;
}
