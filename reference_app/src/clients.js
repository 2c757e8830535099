import { fullName } from './texts.js';

const byName = (left, right) => fullName(left).localeCompare(fullName(right), 'fr');

/** Les clients à qui ce coach peut assigner : les siens, actifs ; un statut absent vaut « actif ». */
export const activeClients = (coach, rows) =>
  rows
    .filter((row) => row.role === 'client' && (row.status ?? 'active') === 'active' && row.coach_id === coach.id)
    .sort(byName);

/** Un client de ce coach, quel que soit son statut. */
export const ownClient = (coach, rows, clientId) =>
  rows.find((row) => row.id === clientId && row.role === 'client' && row.coach_id === coach.id);
