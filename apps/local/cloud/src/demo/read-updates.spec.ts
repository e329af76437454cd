import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UsageError } from '@pulso/adapters/node-runtime';
import { createLocalClock } from '@pulso/world/time';

import { BadUpdateLineError } from '../errors';
import { pushUpdates, readUpdates } from './read-updates';

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

  it('reads one update per line, zones included, and takes an empty end', () => {
    const later = '{"at":"2026-11-25T10:00:00+01:00","update":{"update_id":2}}';

    expect(readUpdates(fileWith(`${good}\r\n${later}\n\n`))).toEqual([
      { atMs: Date.parse('2026-11-25T08:00:00Z'), update: { update_id: 1, message: {} } },
      { atMs: Date.parse('2026-11-25T09:00:00Z'), update: { update_id: 2 } },
    ]);
  });

  it('takes an empty file for a day without updates', () => {
    expect(readUpdates(fileWith(''))).toEqual([]);
  });

  it('splits at line feeds alone, which JSON texts cannot hold', () => {
    const text = 'a\u2028b\u2029c\u0085d';
    const line = JSON.stringify({ at: '2026-11-25T08:00:00Z', update: { update_id: 1, message: { text } } });

    const updates = readUpdates(fileWith(`\uFEFF${line}\n${line}`));

    expect(updates.map(({ update }) => update['message'])).toEqual([{ text }, { text }]);
  });

  it('keeps the same update given twice', () => {
    expect(readUpdates(fileWith(`${good}\n${good}\n`))).toHaveLength(2);
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
  ])('refuses a line with %s by its number', (_case, line) => {
    const read = () => readUpdates(fileWith(`${good}\n${line}\n${good}\n`));

    expect(read).toThrow(BadUpdateLineError);
    expect(read).toThrow(/line 2: /);
  });

  it('refuses an empty line between others by its own number', () => {
    expect(() => readUpdates(fileWith(`${good}\n\n${good}\n`))).toThrow(/line 2: it is empty/);
  });

  it('says which file cannot be read', () => {
    expect(() => readUpdates(join(folder, 'absent'))).toThrow(UsageError);
    expect(() => readUpdates(folder)).toThrow(UsageError);
  });
});

const startMs = Date.parse('2026-11-25T00:00:00Z');

describe('pushUpdates', () => {
  it('pushes each update at its time and in order, and tells what is left', async () => {
    const clock = createLocalClock({ startMs });
    const pushed: [number, number][] = [];
    const updates = [0, 60_000, 60_000, 3_600_000].map((offsetMs, index) => ({
      atMs: startMs + offsetMs,
      update: { update_id: index },
    }));

    const leftCount = pushUpdates(updates, clock, ({ update_id }) =>
      pushed.push([update_id, Math.floor((clock.nowMs() - startMs) / 60_000)]),
    );
    await clock.runUntil(startMs + 120_000);
    clock.stop();

    expect(pushed).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
    ]);
    expect(leftCount()).toBe(1);
  });
});
