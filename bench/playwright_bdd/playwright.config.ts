import { defineConfig } from '@playwright/test';
import { defineBddConfig } from 'playwright-bdd';
import { common } from './common';

const testDir = defineBddConfig({
  features: 'features/**/*.feature',
  steps: ['virtus.steps.ts', 'scene.ts'],
  tags: '@A1 or @A2 or @A6 or @V1 or @V2 or @V9',
});

export default defineConfig({
  testDir,
  // Un scénario à la fois, comme les autres concurrents.
  workers: 1,
  use: {
    ...common.window,
    baseURL: common.target.url,
    actionTimeout: 5_000,
    launchOptions: { executablePath: common.browser.path ?? undefined, args: common.browser.arguments },
  },
  expect: { timeout: 5_000 },
});
