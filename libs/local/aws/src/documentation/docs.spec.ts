import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderOperations } from './render-operations';

const path = join(__dirname, '../../../../../docs/local-cloud.md');
const begin = '<!-- begin: operations -->';
const end = '<!-- end: operations -->';

const read = (): string => readFileSync(path, 'utf8');

/** The formatter would pad every table to its longest cell, so that one changed cell changed all lines. */
function withOperations(document: string): string {
  const start = document.indexOf(begin);
  const stop = document.indexOf(end);
  if (start < 0 || stop < start) throw new RangeError(`The document has no ${begin} ... ${end}.`);
  const body = `\n\n<!-- prettier-ignore-start -->\n\n${renderOperations()}\n\n<!-- prettier-ignore-end -->\n\n`;
  return document.slice(0, start + begin.length) + body + document.slice(stop);
}

// Set by `npx nx docs local-aws`.
if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, withOperations(read()));

describe('docs/local-cloud.md', () => {
  it('lists the operations that the code has; if this fails, npx nx docs local-aws rewrites it', () => {
    const written = read();

    expect(written).toBe(withOperations(written));
  });
});
