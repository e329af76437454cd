import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { SQSClient, GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { resourceName } from '@pulso/contracts/naming';
import { type Browser, chromium } from 'playwright-core';

import { localStage } from '../cloud/local-stage';
import { browserProgram, chromiumAdvice } from './console/find-browser';
import { findBarriers } from './console/find-barriers';
import { openPage } from './console/open-page';
import { type ShownCloud, startShownCloud } from './console/start-shown-cloud';

const minuteMs = 60_000;

/** A share of the bundled day by commit; all of it with `NIGHTLY=1`. */
const day = {
  reportAtMs: Date.parse('2026-11-25T12:30:00Z'),
  ...(process.env['NIGHTLY'] === '1' ? { updateCount: 560, daysBefore: 14 } : { updateCount: 40, daysBefore: 2 }),
};

const picturesFolder = 'tmp/console-pictures';

const sizes = [
  { widthPx: 360, heightPx: 740 },
  { widthPx: 1280, heightPx: 800 },
  { widthPx: 2560, heightPx: 1300 },
];

const looks = (['light', 'dark'] as const).flatMap((colorScheme) => sizes.map((size) => ({ colorScheme, ...size })));

jest.setTimeout(120_000);

const describeInBrowser = browserProgram === undefined ? describe.skip : describe;

const needs = browserProgram === undefined ? `, in a browser: ${chromiumAdvice}` : '';

describeInBrowser(`the console${needs}`, () => {
  let browser: Browser;
  let shown: ShownCloud;

  /** Where each page is, with something to see. */
  const pages = (): Readonly<Record<string, string>> => ({
    chat: `${shown.url}#/chat`,
    runs: `${shown.url}#/runs`,
    run: shown.runUrl,
    questions: `${shown.url}#/questions`,
    cloud: `${shown.url}#/cloud`,
  });

  beforeAll(async () => {
    process.chdir(join(__dirname, '../../../../..'));
    [shown, browser] = await Promise.all([
      startShownCloud(day),
      chromium.launch({ ...(browserProgram !== undefined && { executablePath: browserProgram }) }),
    ]);
  });

  afterAll(async () => {
    await browser.close();
    await shown.stop();
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(shown.defects).toEqual([]);
  });

  it('shows every page within its own policy, without an error, and asks no other server', async () => {
    const { page, problems } = await openPage(browser, shown.url);
    for (const url of Object.values(pages())) {
      await page.goto(url);
      await page.getByRole('main').waitFor();
      await page.waitForLoadState('networkidle');
    }

    expect(problems).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('keeps no one out of a page when it is %s', async (colorScheme) => {
    const { page } = await openPage(browser, shown.url, { colorScheme });
    const barriers: string[] = [];
    for (const [name, url] of Object.entries(pages())) {
      await page.goto(url);
      await page.waitForLoadState('networkidle');
      // Between the two, colours alone are different.
      const found = await findBarriers(page, colorScheme === 'dark' ? ['color-contrast'] : undefined);
      barriers.push(...found.map((barrier) => `${name}: ${barrier}`));
    }

    expect(barriers).toEqual([]);
  });

  it('can be walked with a keyboard: past the navigation, and from page to page', async () => {
    const { page } = await openPage(browser, shown.url);
    const focused = page.locator(':focus');

    await page.keyboard.press('Tab');
    const first = await focused.textContent();
    const isSeen = await focused.isVisible();
    await page.keyboard.press('Enter');
    const skippedTo = await focused.getAttribute('id');

    expect([first?.trim(), isSeen, skippedTo]).toEqual(['Skip to the page', true, 'main']);

    await page.reload();
    await page.keyboard.press('Tab');
    const links: (string | null)[] = [];
    for (let count = 0; count < 4; count += 1) {
      await page.keyboard.press('Tab');
      links.push(await focused.textContent());
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Cloud' }).waitFor();

    expect(links).toEqual(['Chat', 'Runs', 'Questions', 'Cloud']);
    expect(await page.locator('nav [aria-current=page]').allTextContents()).toEqual(['Cloud']);
  });

  it('says that it is cut off, and catches up on what has happened meanwhile', async () => {
    const { page } = await openPage(browser, shown.url);
    const state = page.locator('header').getByRole('status');
    await state.getByText(localStage).waitFor();
    const restore = await shown.cutOff();
    await state.getByText('Not connected').waitFor();
    const isQuiet = await page.getByText('rings').count();
    await ringAnAlarm(shown);

    await restore();
    await state.getByText(localStage).waitFor();
    await page.getByText(resourceName(localStage, 'query-jobs-dlq')).waitFor();

    expect(isQuiet).toBe(0);
    expect(await page.getByText('does not answer').count()).toBe(0);
  });

  // No test of anything, and so none that is skipped.
  if (process.env['UPDATE_PICTURES'] === '1') {
    it(`is drawn into ${picturesFolder}, light and dark, narrow and wide`, async () => {
      mkdirSync(picturesFolder, { recursive: true });
      for (const look of looks) {
        for (const [name, url] of Object.entries(pages())) {
          const { page } = await openPage(browser, url, look);
          await page.waitForLoadState('networkidle');
          await page.screenshot({ path: join(picturesFolder, `${name}-${look.colorScheme}-${look.widthPx}.png`) });
          await page.context().close();
        }
      }
    });
  }
});

/** Lets a message that is none end among the dead letters. */
async function ringAnAlarm({ cloud }: ShownCloud): Promise<void> {
  const client = new SQSClient(cloud.settings);
  const QueueName = resourceName(localStage, 'query-jobs-dlq');
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no job' }));
  client.destroy();
  await cloud.clock.runUntil(cloud.clock.nowMs() + 3 * minuteMs);
}
