import { signal } from '@preact/signals';

const pageNames = ['chat', 'runs', 'questions', 'cloud'] as const;

export type PageName = (typeof pageNames)[number];

/** What the address says: a page, and what of it. */
export interface Route {
  readonly page: PageName;
  /** What follows the page: `#/runs/<run id>` gives `['<run id>']`. */
  readonly rest: readonly string[];
}

/** @param hash - Of the address, as in `#/runs/daily-usage-1`. */
export function parseRoute(hash: string): Route {
  const [name, ...rest] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  return { page: pageNames.find((known) => known === name) ?? 'chat', rest };
}

/** @returns The address of a page within the console. */
export const hrefOf = (page: PageName, ...rest: readonly string[]): string =>
  `#/${[page, ...rest].map(encodeURIComponent).join('/')}`;

export const route = signal(parseRoute(location.hash));

addEventListener('hashchange', () => {
  // The link that skips to the page is none of ours.
  if (location.hash !== '#main') route.value = parseRoute(location.hash);
});
