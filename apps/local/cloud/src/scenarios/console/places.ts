import { type Page } from 'playwright-core';

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
  alarms: 'main details',
  permissions: 'main details',
  faults: 'main form',
};

const waterfall = '[aria-label=Waterfall]';

/** @returns Every page by name, each with something to see. */
export function placesOf(cloud: Pick<LocalCloud, 'reportMessages'>, runId: string): Readonly<Record<string, Place>> {
  const [report] = cloud.reportMessages();
  return {
    chat: { hash: `#/chat/${report?.chatId}`, shows: 'article' },
    chats: { hash: '#/chat', shows: '.windowed li' },
    mail: { hash: '#/chat/mails/1', shows: 'iframe' },
    'webhook-call': { hash: '#/chat/webhooks/1', shows: 'main pre' },
    runs: { hash: '#/runs', shows: '.windowed li' },
    run: { hash: `#/runs/${encodeURIComponent(runId)}`, shows: waterfall },
    questions: { hash: '#/questions/languages-and-hours/daily-usage', shows: 'canvas' },
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
  await goTo(page, { hash: '#/runs', shows: 'a:has-text("fault")' });
  const hash = await page.getByRole('link', { name: 'fault' }).first().getAttribute('href');
  return {
    'faulty-run': { hash: hash ?? '', shows: waterfall },
    waterfall: { hash: hash ?? '', shows: waterfall, isAlone: true },
    'faulty-cloud': { hash: '#/cloud/alarms', shows: 'main details' },
  };
}
