import { readFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { type AxeResults } from 'axe-core';
import { type Browser, type Page, type Request, type Locator } from 'playwright-core';

import { type Place, goTo } from './places';

const tooling = join(__dirname, '../../../../../../libs/tooling');

interface FindChromium {
  readonly findChromium: (environment: NodeJS.ProcessEnv) => string | undefined;
  readonly chromiumAdvice: string;
}

const { findChromium, chromiumAdvice } = jest.requireActual<FindChromium>(join(tooling, 'find-chromium'));

/** @returns The program of a browser; undefined when none is installed. */
export const findBrowser = (): string | undefined => findChromium(process.env);

/** Which command brings one. */
export { chromiumAdvice };

/** How a page looks at first. */
interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly widthPx?: number;
  readonly heightPx?: number;
}

/** A page of the console, and what it must not do. */
interface OpenedPage {
  readonly page: Page;
  /** Errors of scripts, what the policy has refused, and requests that went elsewhere, in words. Must stay empty. */
  readonly problems: string[];
}

/**
 * Opens the console in a browser and waits until it shows something.
 *
 * @param url - Of the console, with what of it: `http://127.0.0.1:1/token/#/runs`.
 */
export async function openPage(browser: Browser, url: string, look: Look = {}): Promise<OpenedPage> {
  const { colorScheme = 'light', widthPx = 1280, heightPx = 800 } = look;
  const page = await browser.newPage({ colorScheme, viewport: { width: widthPx, height: heightPx } });
  const problems: string[] = [];
  const { origin } = new URL(url);
  // A violation of the policy is an error of the console too.
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  const onAsked = (request: Request): void => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && asked !== origin) problems.push(`It asks ${request.url()}`);
  };
  page.on('requestfinished', onAsked);
  // What the policy refuses is not asked.
  page.on('requestfailed', (request) => request.failure()?.errorText !== 'csp' && onAsked(request));
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, problems };
}

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Asks axe what on a page keeps people with a keyboard or a screen reader out, or is hard to read.
 *
 * @param rules - Default: all.
 * @returns A line per rule that is broken, with the elements that break it.
 */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  // As the browser's developer tools would: the page's own policy lets no script in. It stays until the page is reloaded.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axeSource);
  const violations = await page.evaluate(
    // Only these are handed over: what passes names every element.
    (chosen) =>
      (globalThis as unknown as AxeWindow).axe
        .run(chosen ? { runOnly: [...chosen] } : {})
        .then((results) => results.violations),
    rules,
  );
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
}

interface AxeWindow {
  readonly axe: { run(options: object): Promise<AxeResults> };
}

/**
 * Turns the wheel over a list until its end is seen.
 *
 * @param stepPx - By how much the wheel turns at a time, downwards; below zero: upwards.
 */
export async function scrollTo(page: Page, list: Locator, end: Locator, stepPx: number): Promise<void> {
  await list.hover();
  while ((await end.count()) === 0) await page.mouse.wheel(0, stepPx);
}

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
