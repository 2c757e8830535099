import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { createBdd } from 'playwright-bdd';
import { common } from './common';
import { ClientHome, Library, MyProgrammes } from './pages';
import { type Scene, test } from './scene';

const { Given, When, Then } = createBdd(test);
const RANKED = 7;
const names = (text: string) => text.split(/, | et /);

Given(/^la coach (.+) et ses clients (.+)$/, async ({ scene }, coach: string, clients: string) =>
  settle(scene, coach, names(clients)),
);
Given(/^le coach (.+) et sa cliente (.+)$/, async ({ scene }, coach: string, client: string) =>
  settle(scene, coach, [client]),
);
Given(/^la coach (.+) et (\d+) clients$/, async ({ scene }, coach: string, count: string) =>
  settle(scene, coach, Array.from({ length: Number(count) }, (_, index) => `Client n°${index + 1}`)),
);
Given(/^(.+) est archivé chez (.+)$/, async ({ scene }, client: string, coach: string) =>
  scene.database.people(scene.cast(client, 'client', scene.person(coach), 'archived')),
);
Given(/^(.+) est prospect chez (.+)$/, async ({ scene }, client: string, coach: string) =>
  scene.database.people(scene.cast(client, 'client', scene.person(coach), 'prospect')),
);
Given(/^le programme « .+ » dans la bibliothèque de (.+)$/, async ({ scene }, coach: string) => {
  const owners = { coach_id: scene.person(coach).id };
  scene.template = await scene.database.programme('template', { sessions_per_week: 2 }, owners);
});
Given(/^« .+ » déjà assigné à (.+)$/, async ({ scene }, client: string) => assigned(scene, client, 0, 1, 1));
Given(
  /^« .+ » assigné à (.+) il y a (\d+) jours, semaine (\d+), séance (\d+)$/,
  async ({ scene }, client: string, days: string, week: string, session: string) =>
    assigned(scene, client, Number(days), Number(week), Number(session)),
);
Given(/^(.+), à qui .+ avait assigné « .+ » avant la migration$/, async ({ scene }, client: string) => {
  scene.people.set(client, { ...common.native, name: client });
});
Given(/^l'état du modèle « .+ » est relevé$/, async ({ scene }) => {
  scene.before = await scene.database.imprint(scene.template);
});

When(/^(.+) assigne « (.+) » à (.+)$/, async ({ scene }, coach: string, programme: string, clients: string) =>
  assign(scene, coach, programme, names(clients)),
);
When(/^(.+) assigne à tous ses clients « (.+) »$/, async ({ scene }, coach: string, programme: string) => {
  const clients = scene.clientsOf(scene.person(coach));
  await assign(scene, coach, programme, clients.map(({ name }) => name));
});
When(/^(.+) ouvre l'assignation de « (.+) »$/, async ({ scene }, coach: string, programme: string) => {
  scene.dialog = await new Library(await scene.window(coach)).startAssigning(programme);
});
When(/^(.+) ouvre son accueil$/, async ({ scene }, client: string) =>
  new ClientHome(await scene.window(client)).open(),
);
When(/^(.+) consulte « (.+) » dans ses programmes$/, async ({ scene }, client: string, programme: string) => {
  scene.read = await new MyProgrammes(await scene.window(client)).read(programme);
});

Then(/^(.+) a une copie fidèle de « .+ »$/, async ({ scene }, client: string) => {
  await faithfulCopy(scene, client);
});
Then(/^chaque client de (.+) a sa propre copie fidèle de « .+ »$/, async ({ scene }, coach: string) => {
  const clients = scene.clientsOf(scene.person(coach));
  const copies = new Set();
  for (const { name } of clients) copies.add(await faithfulCopy(scene, name));
  expect(copies.size).toBe(clients.length);
});
Then(/^l'assignation de (.+) relie le modèle « .+ » et la copie$/, async ({ scene }, client: string) => {
  const { id, coach } = scene.person(client);
  const [assignment] = await assignments(scene, client);
  const [head] = await scene.database.rows(
    'select * from client_created_programs where id = $1',
    assignment.client_program_id,
  );
  expect(assignment).toMatchObject({ status: 'active', coach_id: coach!.id });
  expect(head).toMatchObject({
    program_template_id: scene.template,
    source_type: 'coach_assigned',
    client_id: id,
    coach_id: coach!.id,
  });
});
Then(/^(.+) n'a aucune assignation ni aucune copie$/, async ({ scene }, client: string) => {
  expect(await assignments(scene, client)).toEqual([]);
  expect(await copies(scene, client)).toEqual([]);
});
Then(/^(.+) garde une seule assignation de « .+ »$/, async ({ scene }, client: string) => {
  expect(await assignments(scene, client)).toHaveLength(1);
  expect(await copies(scene, client)).toHaveLength(1);
});
Then(/^le modèle « .+ » n'a pas bougé d'un octet$/, async ({ scene }) => {
  expect(await scene.database.imprint(scene.template)).toEqual(scene.before);
});
Then(/^la fenêtre ne propose que (.+)$/, async ({ scene }, clients: string) =>
  scene.dialog!.offersOnly(names(clients)),
);
Then(
  /^(.+) voit « (.+) » en cours, semaine (.+), séance (.+)$/,
  async ({ scene }, client: string, programme: string, week: string, session: string) => {
    const home = new ClientHome(await scene.window(client));
    await home.open();
    await home.showsCurrent(programme, week, session);
  },
);
Then(/^toutes les séances et tous les exercices de « .+ » y sont, dans l'ordre$/, async ({ scene }) => {
  const expected = common.programme.sessions.flatMap(({ name, exercises }) => [
    [name],
    ...exercises.map((line) => [line.exercise, `${line.sets}`, line.reps, line.load, line.tempo, line.rest_time]),
  ]);
  expect(scene.read.map((row) => (row.length === RANKED ? row.slice(1) : row))).toEqual(expected);
});
Then(/^la copie de (.+) est telle qu'elle était avant la migration$/, async ({ scene }, client: string) => {
  const [assignment] = await assignments(scene, client);
  const expected = await scene.database.content('template', assignment.program_id);
  expect(await scene.database.content('copy', assignment.client_program_id)).toEqual(expected);
});

async function settle(scene: Scene, coach: string, clients: string[]): Promise<void> {
  const owner = scene.cast(coach, 'coach');
  await scene.database.people(owner, ...clients.map((name) => scene.cast(name, 'client', owner.person)));
}

async function assigned(scene: Scene, client: string, days: number, week: number, session: number) {
  const { id, coach } = scene.person(client);
  const owners = { client_id: id, coach_id: coach!.id };
  const head = { program_template_id: scene.template, source_type: 'coach_assigned' };
  const copy = await scene.database.programme('copy', head, owners);
  await scene.database.seed({
    program_assignments: [
      {
        id: randomUUID(),
        program_id: scene.template,
        client_program_id: copy,
        start_date: new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10),
        status: 'active',
        current_week: week,
        current_session: session,
        ...owners,
      },
    ],
  });
}

async function assign(scene: Scene, coach: string, programme: string, clients: string[]): Promise<void> {
  const dialog = await new Library(await scene.window(coach)).startAssigning(programme);
  for (const client of clients) await dialog.choose(client);
  await dialog.confirm();
}

const assignments = (scene: Scene, client: string) =>
  scene.database.rows('select * from program_assignments where client_id = $1', scene.person(client).id);

const copies = (scene: Scene, client: string) =>
  scene.database.rows('select id from client_created_programs where client_id = $1', scene.person(client).id);

async function faithfulCopy(scene: Scene, client: string): Promise<unknown> {
  const found = await assignments(scene, client);
  expect(found).toHaveLength(1);
  const expected = await scene.database.content('template', scene.template);
  expect(await scene.database.content('copy', found[0].client_program_id)).toEqual(expected);
  return found[0].client_program_id;
}
