import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { type Browser } from 'playwright-core';

import { openPage } from './open-page';
import { type Place, goTo } from './places';

const sizes = [
  { widthPx: 360, heightPx: 740 },
  { widthPx: 1280, heightPx: 680 },
  { widthPx: 2560, heightPx: 1300 },
];

/**
 * Draws pages into a folder, light and dark, narrow and wide, as `<name>-<light or dark>-<width>.png`.
 *
 * @param url - Of the console.
 */
export async function takePictures(
  browser: Browser,
  url: string,
  places: Readonly<Record<string, Place>>,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const size of sizes) {
      const { page } = await openPage(browser, url, { colorScheme, ...size });
      for (const [name, place] of Object.entries(places)) {
        await goTo(page, place);
        // Some pages ask again and again: there is no time at which they ask for nothing.
        await page.evaluate('new Promise((done) => requestIdleCallback(done))');
        const drawn = place.isAlone ? page.locator(place.shows) : page;
        await drawn.screenshot({ path: join(folder, `${name}-${colorScheme}-${size.widthPx}.png`) });
      }
      await page.context().close();
    }
  }
}
