import { resourceName } from '@pulso/contracts/envelope';
import { botTextsOf } from '@pulso/kit/texts';
import { minuteMs } from '@pulso/kit/time';
import { parseFaultPlan } from '@pulso/world/faults';

import { hostileTexts } from '../bundled-day/cast';
import { localStage } from '../cloud/read-definition';
import { adminName } from '../start/render-endpoints';
import { findBarriers, openPage, scrollTo, takePictures } from './console/browser';
import { day, describeConsole, isDrawn } from './console/describe-console';
import {
  addPerson,
  findFaultyPlaces,
  goTo,
  messagesWith,
  openChatOf,
  type Place,
  problemsOf,
  renderedCount,
  say,
  slowestQuestion,
  writeAtEnd,
} from './console/places';
import { askWhileThingsGoWrong, chatter, ringAnAlarm, sendHostileMail, tellOfRuns } from './console/start-shown-cloud';
import './testing/at-root';

const { pitch } = botTextsOf('en');

const picturesFolder = 'tmp/console-pictures';

describeConsole('the console in a browser', (get) => {
  // No test of anything, and so none that is skipped.
  if (isDrawn) {
    it(`is drawn into ${picturesFolder}, light and dark, narrow and wide`, async () => {
      const { browser, shown, places } = get();
      const { page } = await openPage(browser, shown.url);
      await takePictures(browser, shown.url, places, picturesFolder);
      await askWhileThingsGoWrong(shown.cloud);
      const faulty = await findFaultyPlaces(page);
      await takePictures(browser, shown.url, faulty, picturesFolder);
    });
  }

  it('takes a newcomer from a greeting over a report and its slowest question to one of their own', async () => {
    const { browser, shown } = get();
    const { page, problems } = await openPage(browser, shown.url);

    await addPerson(page, 'Newcomer');
    await say(page, '/start');
    await messagesWith(page, pitch).waitFor();
    await openChatOf(page, adminName);
    await say(page, '/report');
    await page.getByRole('link', { name: 'Runs' }).click();
    const run = page.getByRole('link', { name: 'asked for in a chat' }).first();
    await run.filter({ hasText: 'Going on' }).click();
    await page.getByRole('status').getByText('Going on').waitFor();
    await shown.cloud.clock.runUntil(shown.cloud.clock.nowMs() + minuteMs);
    await page.getByRole('status').getByText('Complete').waitFor();
    await (await slowestQuestion(page)).click();
    await page.getByRole('table').getByRole('row').nth(1).waitFor();
    await writeAtEnd(page, '\nlimit 3');
    const problem = (await problemsOf(page).innerText()).replaceAll('\n', ' ');
    await problemsOf(page).getByText('Write | limit').click();
    await problemsOf(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText(/^[123] rows?$/).waitFor();

    expect(problem).toMatch(/^line \d+, column 1: .*'limit'.*Expected: .*\|/);
    expect(problems).toEqual([]);
  });

  it('says why the bot has said something, and of a report from which run it is', async () => {
    const { browser, shown, places } = get();
    const { page, problems } = await openPage(browser, `${shown.url}#/chat`);

    await addPerson(page, 'Curious');
    await say(page, '/start');
    const greeting = messagesWith(page, pitch);
    await greeting.getByRole('button', { name: 'Why?' }).click();
    await greeting.getByText(/^\S+ Update \d+ was read as the command start: answered\. /).waitFor();
    await greeting.getByRole('link', { name: 'what is stored' }).waitFor();
    const barriers = await findBarriers(page);
    await greeting.getByRole('link', { name: 'All records of this person' }).click();
    await page.getByText('1 row', { exact: true }).waitFor();
    await goTo(page, places['chat'] ?? { hash: '', shows: '' });
    const report = page.getByRole('article').last();
    await report.getByRole('button', { name: 'Why?' }).click();
    await report.getByRole('link', { name: shown.runId }).click();
    await page.getByRole('status').getByText('Complete').waitFor();

    expect(barriers).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('says on every page why an edit can not be built, until it can', async () => {
    const { browser, shown } = get();
    const { page } = await openPage(browser, shown.url);
    const banner = page.getByText("what was edited can't be built");

    shown.setBuildErrors(['libs/domain/conversation/src/own-commands/roll.ts:3:9: Expected ";"']);
    await banner.waitFor();
    const text = await page.locator('.banners pre').innerText();
    shown.setBuildErrors([]);
    await banner.waitFor({ state: 'detached' });

    expect(text).toContain('roll.ts:3:9');
  });

  it('keeps a query in its address, asks a report question of its own window, and leads from a row to its records', async () => {
    const { browser, shown } = get();
    const { page, problems } = await openPage(browser, `${shown.url}#/questions`);
    const editor = page.getByRole('textbox', { name: 'Query' });
    const time = page.getByRole('combobox', { name: /^Time/ });
    const answered = page.getByText(/^[\d,]+ rows?$/);
    const own = 'filter command = "start" | stats count(*) as n by command';

    await editor.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(own);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await answered.waitFor();
    const weekly = page.locator('option', { hasText: 'weekly-usage, 168 h' }).last();
    await page.getByLabel('Reports ask').selectOption(await weekly.getAttribute('value'));
    await editor.getByText(own).waitFor({ state: 'detached' });
    const window = await time.inputValue();
    await page.goBack();
    await editor.getByText(own, { exact: true }).waitFor();
    await page.reload();
    await editor.getByText(own, { exact: true }).waitFor();
    const first = page.getByRole('row').nth(1);
    const count = await first.getByRole('cell').last().innerText();
    await page.getByRole('button', { name: 'Row 1 whole' }).click();
    const barriers = await findBarriers(page);
    await page.getByRole('link', { name: 'The records that it counts' }).click();
    const records = Number(count).toLocaleString('en');
    await page.getByText(count === '1' ? '1 row' : `${records} rows`, { exact: true }).waitFor();

    expect(window).toBe('168h');
    expect(barriers).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('shows hostile names and texts as the texts that they are', async () => {
    const { browser, shown } = get();
    const { page, problems } = await openPage(browser, `${shown.url}#/chat`);
    const name = '<img src=x onerror=alert(1)>';
    const texts = hostileTexts.filter((text) => text.includes('<'));

    await addPerson(page, name);
    await say(page, '/start');
    await messagesWith(page, pitch).waitFor();
    for (const text of texts) {
      await say(page, text);
      await messagesWith(page, text).waitFor();
    }
    await sendHostileMail(shown.cloud);
    const mails = page.getByText('Mails and calls of webhooks');
    await mails.click();
    const [mail] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: '<img src=x onerror=alert(1)>, to' }).click(),
    ]);
    await mail.waitForLoadState();

    expect(texts.length).toBeGreaterThan(1);
    expect(await page.locator('img, main script').count()).toBe(0);
    expect([await page.title(), await mail.title()]).toEqual(['Chat - Pulso console', '']);
    expect(problems).toEqual([]);
  });

  it('finds an item of a table by a part of its key', async () => {
    const { browser, shown } = get();
    const { page, problems } = await openPage(browser, shown.url);

    await page.getByRole('link', { name: 'Cloud', exact: true }).click();
    await page.getByRole('link', { name: 'Tables' }).click();
    await page.getByRole('link', { name: 'users', exact: true }).click();
    const keys = page.getByRole('table').locator('tbody tr td:first-child');
    await page.getByRole('heading', { name: 'users' }).waitFor();
    const key = await keys.last().innerText();
    await page.getByLabel('Show those that hold').fill(key);
    await keys.nth(1).waitFor({ state: 'detached' });
    await keys.first().waitFor();

    expect(await keys.allInnerTexts()).toEqual([key]);
    expect(problems).toEqual([]);
  });

  it('renders a part of 2,000 messages and of 1,000 runs, however far they are scrolled', async () => {
    const { browser, shown, places } = get();
    const chatId = chatter(shown.cloud, 2_000);
    tellOfRuns(shown.observer, 1_000, day.reportAtMs);
    const { page } = await openPage(browser, shown.url);

    await goTo(page, { hash: `#/chat/${chatId}`, shows: 'article' });
    const first = page.getByRole('article', { name: 'Message 1 of' });
    await scrollTo(page, page.getByRole('region', { name: 'Messages of' }), first, -20_000);
    const messages = await renderedCount(page.getByRole('article'));
    await goTo(page, places['runs'] as Place);
    const runs = page.locator('main li a');
    const atFirst = await renderedCount(runs);
    await runs.first().focus();
    await page.keyboard.press('End');
    await page.locator('main li:nth-child(1000) :focus').waitFor();

    expect(messages).toBeLessThan(100);
    expect(atFirst).toBeLessThan(100);
    expect(await renderedCount(runs)).toBeLessThan(100);
  });

  it('says that it is cut off, and catches up on what has happened meanwhile', async () => {
    const { browser, shown } = get();
    const { page } = await openPage(browser, shown.url);
    const state = page.locator('header').getByRole('status');
    await state.getByText(localStage).waitFor();
    const banners = page.locator('.banners');
    // What an earlier scenario has broken may ring an alarm a minute later: it ends first.
    await shown.cloud.clock.runUntil(shown.cloud.clock.nowMs() + 10 * 60_000);
    await banners.getByText('rings').waitFor({ state: 'detached' });
    const restore = await shown.cutOff();
    await state.getByText('Not connected').waitFor();
    const isQuiet = await banners.getByText('rings').count();
    await ringAnAlarm(shown.cloud);

    await restore();
    await state.getByText(localStage).waitFor();
    await banners.getByText(resourceName(localStage, 'query-jobs-dlq')).waitFor();

    expect(isQuiet).toBe(0);
    expect(await banners.getByText('does not answer').count()).toBe(0);
  });

  it('answers in ten tabs at a time, each of which hears what happens', async () => {
    const { browser, shown } = get();
    const context = await browser.newContext();
    const pages = await Promise.all(Array.from({ length: 10 }, () => context.newPage()));
    for (const page of pages) await page.goto(`${shown.url}#/chat`);
    const heard = pages.map((page) => page.getByRole('link', { name: 'Passes by' }).first().waitFor());

    shown.cloud.botApi.people.say({ person: 'Passes by' }, 'Who is here?');

    await Promise.all(heard);
    for (const page of pages) {
      await page.getByRole('link', { name: 'Runs' }).click();
      await page.getByRole('heading', { name: 'Runs' }).waitFor();
    }
  });

  // An alarm rings for it: the last one, so that no other sees that.
  it('says of a run that is stuck what it waits for and since when, and of one that goes on when it is over', async () => {
    const { browser, shown } = get();
    const { cloud } = shown;
    const { page, problems } = await openPage(browser, shown.url);
    await cloud.clock.runUntil(cloud.clock.nowMs() + minuteMs);
    cloud.faultPlan.plan({ plan: parseFaultPlan('kill:query-worker=1ms', 'local-cloud'), seed: 1 });
    cloud.botApi.people.say({ person: adminName }, '/report');
    await cloud.clock.runUntil(cloud.clock.nowMs() + 20_000);
    await page.getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('link', { name: 'asked for in a chat' }).first().click();

    await page
      .getByRole('status')
      .getByText(/waits for its 2nd try at [\d:]{8}: query-worker was killed/)
      .waitFor();
    const open = page.getByRole('button', {
      name: /^2nd job at [\d:]{8} so far\. The job of "activity" waits for its 2nd try/,
    });
    await open.waitFor();
    cloud.faultPlan.plan(undefined);
    await cloud.clock.runUntil(cloud.clock.nowMs() + 4 * minuteMs);
    await page.getByRole('status').getByText('Complete').waitFor();

    expect(await open.count()).toBe(0);
    expect(await page.locator('.run-standing').count()).toBe(0);
    expect(problems).toEqual([]);
  });
});
