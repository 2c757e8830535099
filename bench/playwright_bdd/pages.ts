import { expect, type Locator, type Page } from '@playwright/test';

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/#/login');
  await page.getByLabel('Adresse Email').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await expect(page).toHaveURL(/#\/app/);
}

export class Library {
  constructor(private readonly page: Page) {}

  async startAssigning(programme: string): Promise<AssignDialog> {
    await this.page.goto('/#/app/musculation/bibliotheque');
    await expect(
      this.page.getByRole('heading', { level: 1, name: "Bibliothèque d'entraînements" }),
    ).toBeVisible();
    const title = this.page.getByRole('heading', { level: 3, name: programme, exact: true });
    const assign = this.page.getByRole('button', { name: 'Assigner', exact: true });
    await expect(title).toBeVisible();
    const card = this.page.locator('div').filter({ has: title }).filter({ has: assign }).last();
    await card.getByRole('button', { name: 'Assigner', exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: `Assigner "${programme}"` });
    await expect(dialog).toBeVisible();
    return new AssignDialog(this.page, dialog);
  }
}

export class AssignDialog {
  constructor(
    private readonly page: Page,
    private readonly dialog: Locator,
  ) {}

  async choose(client: string): Promise<void> {
    await this.dialog.getByRole('checkbox', { name: client, exact: true }).check();
  }

  async confirm(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Assigner', exact: true }).click();
    await expect(this.dialog).toHaveCount(0);
  }

  async offersOnly(clients: string[]): Promise<void> {
    for (const client of clients) {
      await expect(this.dialog.getByRole('checkbox', { name: client, exact: true })).toBeVisible();
    }
    const choices = this.dialog.locator('label').filter({ has: this.page.getByRole('checkbox') });
    await expect(choices).toHaveCount(clients.length);
  }
}

export class ClientHome {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/#/app/workout');
    await expect(this.page.getByRole('heading', { level: 3, name: 'Programme en cours' })).toBeVisible();
  }

  async showsCurrent(programme: string, week: string, session: string): Promise<void> {
    const card = this.page.getByRole('link').filter({ hasText: 'Programme en cours' });
    await expect(card.getByText(programme, { exact: true })).toBeVisible();
    for (const wanted of [`Semaine\\s*${week}`, `Séance\\s*${session}`]) {
      await expect(card).toContainText(new RegExp(wanted), { useInnerText: true });
    }
  }
}

export class MyProgrammes {
  constructor(private readonly page: Page) {}

  async read(programme: string): Promise<string[][]> {
    await this.page.goto('/#/app/workout/my-programs');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Mes Programmes' }).first()).toBeVisible();
    const title = this.page.getByRole('heading', { level: 3, name: programme, exact: true }).first();
    const card = title.locator("xpath=ancestor::*[.//button[normalize-space()='Consulter']][1]");
    await card.getByRole('button', { name: 'Consulter' }).click();
    const dialog = this.page.getByRole('dialog');
    const weeks = dialog.getByRole('button', { name: /^Semaines? \d/ });
    await expect(weeks.first()).toBeVisible();
    for (const week of await weeks.all()) {
      if ((await week.getAttribute('aria-expanded')) !== 'true') await week.click();
    }
    await expect(dialog.locator('table')).toHaveCount(await weeks.count());
    return dialog.locator('table').evaluateAll((tables) =>
      tables.flatMap((table) =>
        [...table.querySelectorAll('tbody tr')].map((row) =>
          [...row.children].map((cell) => (cell as HTMLElement).innerText.trim()),
        ),
      ),
    );
  }
}
