import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runLocalCloud } from './run-local-cloud';

async function run(...args: string[]): Promise<{ code: number; out: string; progress: string }> {
  let out = '';
  let progress = '';
  const code = await runLocalCloud(args, {
    out: { write: (text) => (out += text) },
    progress: { write: (text) => (progress += text) },
    folder: tmpdir(),
    nowMs: Date.parse('2026-11-25T12:30:00Z'),
  });
  return { code, out, progress };
}

describe('the local cloud as a program', () => {
  it.each([
    [['demo', '--colour'], /colour/],
    [['demo', '--updates', '/does/not/exist'], /Cannot read/],
    [['demo', '--days-before', '0', '--at', '1969-06-01T00:00:00Z'], /between 2000/],
    [['demo', '--days-before', '0', '--report-json', '/does/not/exist/r.json'], /--report-json/],
    [['demo', '--days-before', '0', '--report-json', tmpdir()], /--report-json/],
    [['demo', '--days-before', '0', '--out', '/dev/null/demo'], /--out/],
    [['start', '--fast'], /Unknown option '--fast'\. Try: npm start -- --help/],
    [['start', '--env', '/etc/hostname'], /exists and was not written by npm start/],
    [['dance'], /Unknown command/],
  ])('ends with 2 and one line for %j, before anything starts', async (args, message) => {
    const { code, out, progress } = await run(...args);

    expect([code, out]).toEqual([2, '']);
    expect(progress).toMatch(message);
    expect(progress.trim().split('\n')).toHaveLength(1);
  });

  it('refuses a bad line by its number before anything starts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-updates-'));
    const file = join(folder, 'updates.ndjson');
    writeFileSync(file, '{"at":"2026-11-25T10:00:00Z","update":{"update_id":1}}\n{\n');

    const { code, out, progress } = await run('demo', '--updates', file);
    rmSync(folder, { recursive: true });

    expect([code, out]).toEqual([2, '']);
    expect(progress).toMatch(/updates\.ndjson, line 2: it is not JSON/);
  });

  it.each(['demo', 'start'])('says how %s is used', async (command) => {
    const { code, out, progress } = await run(command, '--help');

    expect([code, progress]).toEqual([0, '']);
    expect(out).toContain('Usage: npm ');
  });
});
