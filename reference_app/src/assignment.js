import { assignProgram } from './api/assignments.js';
import { sendNotification } from './api/notifications.js';
import { today } from './dates.js';
import { announce } from './messages.js';

/** Assigne à un client puis le prévient. Rend vrai si la copie existe, que la notification soit partie ou non. */
export async function assignToClient(program, client, coach) {
  const assigned = await assignProgram({
    templateId: program.id,
    clientId: client.id,
    coachId: coach.id,
    startDate: today(),
  });
  if (!assigned) return false;

  const notified = await sendNotification({
    userId: client.id,
    sender: coach,
    type: 'program_assigned',
    message: `vous a assigné le programme : ${program.name}.`,
  });
  if (!notified) announce(`${client.first_name} n'a pas pu être prévenu(e) de l'assignement.`);
  return true;
}

/** Un client après l'autre, pour que l'échec de l'un ne coûte rien aux autres. */
export async function assignToClients(program, clients, coach) {
  let successes = 0;
  for (const client of clients) {
    if (await assignToClient(program, client, coach)) successes += 1;
  }
  const failures = clients.length - successes;
  if (successes > 0) announce(`Programme assigné avec succès à ${successes} client(s).`);
  if (failures > 0) announce(`Échec de l'assignement pour ${failures} client(s).`);
}
