import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { renderSections, replaceSections } from './render-sections';

const path = join(__dirname, '../../../docs/logs-insights.md');

const read = (): string => readFileSync(path, 'utf8');

// Set by `npx nx docs logs-insights`; rewriting from a test spares a program that would have to compile the library.
if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, replaceSections(read(), renderSections()));

describe('docs/logs-insights.md', () => {
  it('is in step with the code; if this fails, npx nx docs logs-insights rewrites it', () => {
    const written = read();

    expect(written).toBe(replaceSections(written, renderSections()));
  });
});
