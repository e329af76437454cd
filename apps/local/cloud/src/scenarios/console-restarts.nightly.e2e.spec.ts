import { botTextsOf } from '@pulso/kit/texts';
import { chromium } from 'playwright-core';

import { prepareConsole } from '../console/prepare-console';
import { createCurrentPositions } from '../start/create-printer';
import { openPage } from './console/browser';
import { describeInBrowser } from './console/describe-console';
import { addPerson, messagesWith, say } from './console/places';
import { useStateFolder } from './testing/use-state-folder';

jest.setTimeout(120_000);

const { pitch } = botTextsOf('en');
const startMs = Date.parse('2026-11-25T12:00:00Z');

describeInBrowser('a page of the console', (executablePath) => {
  const { start, folder } = useStateFolder();

  it('goes on by itself after three restarts of the local cloud with a state, with its chat and its draft', async () => {
    const defects: unknown[] = [];
    const serve = async (port?: number) => {
      const prepared = prepareConsole(createCurrentPositions(process.cwd()).map, folder.state());
      const cloud = await start({ ...(port === undefined && { startMs }), observers: [prepared.observer] });
      const console = await prepared.serve(cloud, port, (error) => void defects.push(error));
      return { cloud, console };
    };
    const browser = await chromium.launch({ executablePath });
    let running = await serve();
    try {
      const { url } = running.console;
      const { page } = await openPage(browser, `${url}#/chat`);
      const state = page.locator('header').getByRole('status');
      await addPerson(page, 'Patient');
      for (const round of [1, 2, 3]) {
        await say(page, '/start');
        await messagesWith(page, pitch)
          .nth(round - 1)
          .waitFor();
        await page.getByLabel('Message of Patient').fill(`not sent yet ${round}`);

        await running.console.close();
        await state.getByText('Not connected').waitFor();
        await running.cloud.stop();
        running = await serve(Number(new URL(url).port));
        await state.getByText('Stage').waitFor();

        expect(running.console.url).toBe(url);
        expect(await page.getByLabel('Message of Patient').inputValue()).toBe(`not sent yet ${round}`);
        expect(await messagesWith(page, pitch).count()).toBe(round);
      }
      expect(defects).toEqual([]);
    } finally {
      await running.console.close();
      await browser.close();
    }
  });
});
