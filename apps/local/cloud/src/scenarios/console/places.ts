import { type Page, type Locator } from 'playwright-core';

import { type LocalCloud } from '../../cloud/local-cloud';

/** A page of the console. */
export interface Place {
  /** What its address ends with. */
  readonly hash: string;
  /** Selects what is there once the page knows what it asks for. */
  readonly shows: string;
  /** Whether a picture has nothing else. */
  readonly isAlone?: boolean;
}

const cloudParts = {
  queues: 'main table',
  tables: 'main table',
  functions: 'main table',
  schedules: 'main table',
  health: 'main form',
};

const waterfall = '[aria-label=Waterfall]';

/** @returns Every page by name, each with something to see. */
export function placesOf(cloud: Pick<LocalCloud, 'reportMessages'>, runId: string): Readonly<Record<string, Place>> {
  const [report] = cloud.reportMessages();
  return {
    chat: { hash: `#/chat/${report?.chatId}`, shows: 'article' },
    chats: { hash: '#/chat', shows: '.long-list li' },
    runs: { hash: '#/runs', shows: '.long-list li' },
    run: { hash: `#/runs/${encodeURIComponent(runId)}`, shows: waterfall },
    questions: { hash: '#/questions/stats%20count(*)%20by%20command/24h', shows: '.bar' },
    ...Object.fromEntries(
      Object.entries(cloudParts).map(([part, shows]) => [`cloud-${part}`, { hash: `#/cloud/${part}`, shows }]),
    ),
  };
}

/** Goes to another page of an opened console, as by a link, and waits until it has something to show. */
export async function goTo(page: Page, { hash, shows }: Place): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await page.locator(shows).first().waitFor();
}

/** @returns Pages that show what went wrong. */
export async function findFaultyPlaces(page: Page): Promise<Readonly<Record<string, Place>>> {
  await goTo(page, { hash: '#/runs', shows: 'main a:has-text("fault")' });
  const hash = await page.locator('main').getByRole('link', { name: 'fault' }).first().getAttribute('href');
  return {
    'faulty-run': { hash: hash ?? '', shows: waterfall },
    waterfall: { hash: hash ?? '', shows: waterfall, isAlone: true },
    'faulty-cloud': { hash: '#/cloud/health', shows: 'main details' },
  };
}

/** Adds a person by the form of the chat page; their chat with the bot is open then. */
export async function addPerson(page: Page, name: string): Promise<void> {
  await page.getByText('Add a person or a group').click();
  await page.getByLabel('First name').fill(name);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { level: 2, name }).waitFor();
}

/** Says something in the chat that is open, with the keyboard. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel(/^Message of /).fill(text);
  await page.keyboard.press('Enter');
}

/** @returns The messages of the open chat that hold a text; wait for one with `waitFor`. */
export const messagesWith = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text });

/** Opens the chat of a person whose name no other has. */
export async function openChatOf(page: Page, name: string): Promise<void> {
  await page.getByLabel('Find a chat by its name').fill(name);
  await page.getByLabel('Chats', { exact: true }).getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 2, name }).waitFor();
}

/** @returns The link to the question of a run on which its worker has spent the longest time at a stretch. */
export async function slowestQuestion(page: Page): Promise<Locator> {
  const lanes = await page.getByRole('group', { name: /^query-worker / }).all();
  const widths = await Promise.all(
    lanes.map(async (lane) => {
      const boxes = await Promise.all((await lane.locator('.run-work').all()).map((bar) => bar.boundingBox()));
      return Math.max(0, ...boxes.map((box) => box?.width ?? 0));
    }),
  );
  const slowest = lanes[widths.indexOf(Math.max(...widths))];
  if (!slowest) throw new Error('The run has no question.');
  return slowest.getByRole('link');
}

/** Writes something at the end of the query, with the keyboard. */
export async function writeAtEnd(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Query' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

/** @returns What is wrong with the query, each in words, with what may be written instead. */
export const problemsOf = (page: Page): Locator => page.locator('.cm-panel-lint li');

/** @returns How many elements the browser has rendered, rather than left out because they are far from view. */
export const renderedCount = (elements: Locator): Promise<number> =>
  elements.evaluateAll(
    (all) =>
      (all as unknown as CheckedElement[]).filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length,
  );

interface CheckedElement {
  checkVisibility(options: { readonly contentVisibilityAuto: boolean }): boolean;
}
