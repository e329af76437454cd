import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createCurrentPositions } from './create-printer';

/** Leads from the first character to the first one of a source. */
const mapTo = (source: string) =>
  JSON.stringify({ version: 3, sources: [`../../../libs/${source}`], names: [], mappings: 'AAAA' });

describe('createCurrentPositions', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'current-positions-'));
    mkdirSync(join(root, 'dist/apps/bot'), { recursive: true });
    writeFileSync(join(root, 'dist/apps/bot/handler.js.map'), mapTo('built.ts'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('leads to the sources of what was built, and then of what has replaced it', () => {
    const positions = createCurrentPositions(root);
    const before = positions.map('bot', 'at a (handler.js:1:1)');
    positions.replace('bot', 'handler.js', mapTo('edited.ts'));

    expect(before).toBe('at a (libs/built.ts:1:1)');
    expect(positions.map('bot', 'at a (handler.js:1:1)')).toBe('at a (libs/edited.ts:1:1)');
  });
});
