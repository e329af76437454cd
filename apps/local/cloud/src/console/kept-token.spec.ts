import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { keptToken, newToken } from './kept-token';

describe('the token of a console that keeps its state', () => {
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  const file = join(folder, 'console-token');

  afterAll(() => rmSync(folder, { recursive: true }));

  it('is the same at the next start, and read by this person alone', () => {
    const token = keptToken(folder);

    expect(keptToken(folder)).toBe(token);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'short', `${'a'.repeat(21)}/`])('is a new one where "%s" was written in its place', (text) => {
    writeFileSync(file, text);

    expect(keptToken(folder)).toMatch(/^[\w-]{22}$/);
  });

  it('is as hard to guess as one that is not kept', () => {
    expect(newToken()).toMatch(/^[\w-]{22}$/);
    expect(newToken()).not.toBe(newToken());
  });
});
