import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UsageError } from '@pulso/operator/command-line';

import { BadUpdateLineError } from '../errors';
import { readUpdates } from './read-updates';

const good = '{"at":"2026-11-25T08:00:00Z","update":{"update_id":1,"message":{}}}';

describe('readUpdates', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-updates-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const fileWith = (text: string): string => {
    const file = join(folder, 'updates.ndjson');
    writeFileSync(file, text);
    return file;
  };

  it('reads one update per line, zones included, and takes an empty end', async () => {
    const later = '{"at":"2026-11-25T10:00:00+01:00","update":{"update_id":2}}';

    expect(await readUpdates(fileWith(`${good}\r\n${later}\n\n`))).toEqual([
      { atMs: Date.parse('2026-11-25T08:00:00Z'), update: { update_id: 1, message: {} } },
      { atMs: Date.parse('2026-11-25T09:00:00Z'), update: { update_id: 2 } },
    ]);
  });

  it('takes an empty file for a day without updates', async () => {
    expect(await readUpdates(fileWith(''))).toEqual([]);
  });

  it('splits at line feeds alone, which JSON texts cannot hold', async () => {
    const text = 'a\u2028b\u2029c\u0085d';
    const line = JSON.stringify({ at: '2026-11-25T08:00:00Z', update: { update_id: 1, message: { text } } });

    const updates = await readUpdates(fileWith(`\uFEFF${line}\n${line}`));

    expect(updates.map(({ update }) => update['message'])).toEqual([{ text }, { text }]);
  });

  it('reads lines that are longer than what is read at once', async () => {
    const text = 'ä'.repeat(300_000);
    const line = JSON.stringify({ at: '2026-11-25T08:00:00Z', update: { update_id: 1, text } });

    const updates = await readUpdates(fileWith(`${line}\r\n${good}\r\n${line}\r\n`));

    expect(updates.map(({ update }) => update['text'] === text)).toEqual([true, false, true]);
  });

  it('keeps the same update given twice', async () => {
    expect(await readUpdates(fileWith(`${good}\n${good}\n`))).toHaveLength(2);
  });

  it.each([
    ['no JSON', '{"at":'],
    ['no object', '[1]'],
    ['no time', '{"update":{"update_id":1}}'],
    ['a time without a zone', '{"at":"2026-11-25T08:00:00","update":{"update_id":1}}'],
    ['a time that does not exist', '{"at":"2026-13-25T08:00:00Z","update":{"update_id":1}}'],
    ['a day that does not exist', '{"at":"2026-11-31T08:00:00Z","update":{"update_id":1}}'],
    ['a number for a time', '{"at":1764057600,"update":{"update_id":1}}'],
    ['no update', '{"at":"2026-11-25T08:00:00Z"}'],
    ['an update without an id', '{"at":"2026-11-25T08:00:00Z","update":{}}'],
    ['an id that is no whole number', '{"at":"2026-11-25T08:00:00Z","update":{"update_id":"7"}}'],
    ['a time before the line above', '{"at":"2026-11-25T07:59:59Z","update":{"update_id":1}}'],
  ])('refuses a line with %s by its number', async (_case, line) => {
    const read = readUpdates(fileWith(`${good}\n${line}\n${good}\n`));

    await expect(read).rejects.toThrow(BadUpdateLineError);
    await expect(read).rejects.toThrow(/line 2: /);
  });

  it('refuses an empty line between others by its own number', async () => {
    await expect(readUpdates(fileWith(`${good}\n\n${good}\n`))).rejects.toThrow(/line 2: it is empty/);
  });

  it('says which file cannot be read', async () => {
    await expect(readUpdates(join(folder, 'absent'))).rejects.toThrow(UsageError);
    await expect(readUpdates(folder)).rejects.toThrow(UsageError);
  });
});
