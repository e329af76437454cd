import { type Browser, type Page, type Request } from 'playwright-core';

/** How a page looks at first. */
export interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly widthPx?: number;
  readonly heightPx?: number;
}

/** A page of the console, and what it must not do. */
export interface OpenedPage {
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

/** @returns When an opened page has first shown something, ms since it was asked for. */
export const firstPaintMs = async (page: Page): Promise<number> =>
  Math.round(Number(await page.evaluate('performance.getEntriesByName("first-contentful-paint")[0].startTime')));
