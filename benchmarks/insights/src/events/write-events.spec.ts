import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeEvents } from './write-events';

const folder = mkdtempSync(join(tmpdir(), 'write-events-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('writeEvents', () => {
  it('writes an object of two members a line', () => {
    const [first = ''] = readFileSync(writeEvents(folder, { eventCount: 3, seed: 1 }), 'utf8').split('\n');

    expect(first).toMatch(/^\{"timestamp":\d{13},"message":".*"\}$/);
    expect(Object.keys(JSON.parse(first))).toEqual(['timestamp', 'message']);
  });

  it('takes the file that is there already', () => {
    const file = writeEvents(folder, { eventCount: 4, seed: 1 });
    writeFileSync(file, 'kept');

    expect(writeEvents(folder, { eventCount: 4, seed: 1 })).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });

  it('keeps files of other events apart, and leaves nothing unfinished behind', () => {
    const files = [1, 2].map((seed) => writeEvents(join(folder, 'others'), { eventCount: 5, seed }));

    expect(readdirSync(join(folder, 'others')).map((name) => join(folder, 'others', name))).toEqual(files);
  });
});
