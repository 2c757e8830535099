import { randomBytes, randomUUID } from 'node:crypto';
import { type Browser, type Page } from '@playwright/test';
import pg from 'pg';
import { test as base } from 'playwright-bdd';
import { byForm, common } from './common';
import { Database, type Person } from './database';
import { type AssignDialog, signIn } from './pages';

/** Les personnes, les programmes et les fenêtres d'un scénario. */
export class Scene {
  readonly people = new Map<string, Person>();
  template = '';
  before: unknown;
  dialog?: AssignDialog;
  read: string[][] = [];
  private readonly own = randomBytes(4).toString('hex');
  private readonly windows = new Map<string, Page>();

  constructor(
    readonly database: Database,
    private readonly browser: Browser,
  ) {}

  person(name: string): Person {
    const found = this.people.get(name);
    if (!found) throw new Error(`Le scénario n'a pas présenté ${name}.`);
    return found;
  }

  cast(name: string, role: string, coach?: Person, status = 'active') {
    const email = `${role}.${this.people.size}.${this.own}@recette.invalid`;
    const person: Person = { id: randomUUID(), email, name, password: common.password, coach };
    this.people.set(name, person);
    return { person, role, status };
  }

  clientsOf(coach: Person): Person[] {
    return [...this.people.values()].filter((person) => person.coach === coach);
  }

  async window(name: string): Promise<Page> {
    const person = this.person(name);
    let page = this.windows.get(person.email);
    if (!page) {
      const context = await this.browser.newContext({ storageState: byForm ? undefined : await session(person) });
      page = await context.newPage();
      if (byForm) await signIn(page, person.email, person.password);
      this.windows.set(person.email, page);
    }
    return page;
  }

  async close(): Promise<void> {
    for (const page of this.windows.values()) await page.context().close();
  }
}

async function session({ email, password }: Person) {
  const { url, anon_key } = common.target;
  const answer = await fetch(`${url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: anon_key, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const entry = { name: 'sb-127-auth-token', value: JSON.stringify(await answer.json()) };
  return { cookies: [], origins: [{ origin: url, localStorage: [entry] }] };
}

export const test = base.extend<{ scene: Scene }, { database: Database }>({
  database: [
    async ({}, use) => {
      const client = new pg.Client({ connectionString: common.target.database_url });
      await client.connect();
      await use(new Database(client));
      await client.end();
    },
    { scope: 'worker' },
  ],
  scene: async ({ database, browser }, use) => {
    const scene = new Scene(database, browser);
    await use(scene);
    await scene.close();
  },
});
