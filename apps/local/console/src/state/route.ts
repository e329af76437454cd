import { signal } from '@preact/signals';

import { parseRoute } from './parse-route';

export { type PageName, hrefOf } from './parse-route';

export const route = signal(parseRoute(location.hash));

addEventListener('hashchange', () => {
  // The link that skips to the page is none of ours.
  if (location.hash !== '#main') route.value = parseRoute(location.hash);
});
