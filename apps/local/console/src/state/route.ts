import { signal } from '@preact/signals';

const titles = { chat: 'Chat', runs: 'Runs', questions: 'Questions', cloud: 'Cloud' } as const;

type PageName = keyof typeof titles;

/** What the address says: a page, and what of it. */
interface Route {
  readonly page: PageName;
  /** What follows the page: `#/runs/<run id>` gives `['<run id>']`. */
  readonly rest: readonly string[];
}

export const route = signal<Route>({ page: 'chat', rest: [] });

/** Keeps the route what the address says. */
export function followAddress(): void {
  const take = (): void => {
    // The link that skips to the page is not one of our routes.
    if (location.hash !== '#main') route.value = parseRoute(location.hash);
  };
  addEventListener('hashchange', take);
  take();
}

/**
 * @param hash - Of the address, as in `#/runs/daily-usage-1`; a person may have typed it.
 * @returns The chat for a page that there is not.
 */
export function parseRoute(hash: string): Route {
  const [name, ...rest] = hash.replace(/^#\/?/, '').split('/').map(decode);
  return { page: pageTitles.find(([known]) => known === name)?.[0] ?? 'chat', rest };
}

/** @returns The text itself when a percent sign in it begins no character. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const pageTitles = Object.entries(titles) as readonly (readonly [page: PageName, title: string])[];

/** @returns What a tab is called: the run first that it is about, since tabs are narrow. */
export const tabTitleOf = ({ page, rest }: Route): string =>
  [page === 'runs' ? rest[0] : undefined, titles[page], 'Pulso console'].filter(Boolean).join(' - ');

/** @returns The address of a page within the console. */
export const hrefOf = (page: PageName, ...rest: readonly string[]): string =>
  `#/${[page, ...rest].map(encodeURIComponent).join('/')}`;
