import { type Browser, chromium } from 'playwright-core';

import { chromiumAdvice, findBrowser } from './browser';
import { type Place, placesOf } from './places';
import { startShownCloud } from './start-shown-cloud';

/** Draws pictures. */
export const isDrawn = process.env['UPDATE_PICTURES'] === '1';

/** A share of the bundled day by commit; all of it with `NIGHTLY=1`, and for pictures. */
export const day = {
  reportAtMs: Date.parse('2026-11-25T12:30:00Z'),
  ...(isNightly || isDrawn ? { updateCount: 560, daysBefore: 14 } : { updateCount: 40, daysBefore: 2 }),
};

/** What a test of the console has. */
interface ShownConsole {
  readonly browser: Browser;
  readonly shown: Awaited<ReturnType<typeof startShownCloud>>;
  /** Every page by name, each with something to see. */
  readonly places: Readonly<Record<string, Place>>;
}

/**
 * Describes the console of a local cloud with a day in it. Without a browser there is a single test that is skipped and
 * says how to get one.
 *
 * @param define - What it is handed is there once tests run.
 */
export function describeConsole(name: string, define: (get: () => ShownConsole) => void): void {
  const executablePath = findBrowser();
  if (executablePath === undefined) return it.skip(`${name}: ${chromiumAdvice}`, () => undefined);
  describe(name, () => {
    let given: ShownConsole;

    beforeAll(async () => {
      const [shown, browser] = await Promise.all([startShownCloud(day), chromium.launch({ executablePath })]);
      given = { shown, browser, places: placesOf(shown.cloud, shown.runId) };
    });

    afterAll(async () => {
      await given.browser.close();
      await given.shown.stop();
    });

    afterEach(async () => {
      for (const context of given.browser.contexts()) await context.close();
      expect(given.shown.defects).toEqual([]);
    });

    define(() => given);
  });
}
