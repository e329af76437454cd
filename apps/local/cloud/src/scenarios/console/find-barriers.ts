import { readFileSync } from 'node:fs';

import { type AxeResults } from 'axe-core';
import { type Page } from 'playwright-core';

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
