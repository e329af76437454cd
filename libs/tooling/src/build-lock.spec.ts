import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { withBuildLock } from '../build-lock';

const unheard = { onWait: () => undefined };

describe('withBuildLock', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-build-lock-'));
    file = join(folder, 'dist', 'build.lock');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is free again after its task, also one that fails, and leaves no file', async () => {
    const given = await withBuildLock(file, unheard, async () => readFileSync(file, 'utf8'));
    const failing = withBuildLock(file, unheard, () => Promise.reject(new Error('no')));

    expect(given).toBe(String(process.pid));
    await expect(failing).rejects.toThrow('no');
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  it('lets processes in one after the other, and says once to each that it waits', async () => {
    const log = join(folder, 'log');
    const program = `require(${JSON.stringify(resolve(__dirname, '../build-lock.ts'))}).withBuildLock(
      ${JSON.stringify(file)}, { onWait: () => console.log('waits') }, async () => {
        const { appendFileSync } = require('node:fs');
        appendFileSync(${JSON.stringify(log)}, 'in ');
        await new Promise((done) => setTimeout(done, 150));
        appendFileSync(${JSON.stringify(log)}, 'out ');
      })`;
    const said: string[] = [];
    const run = () => {
      const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise<number | null>((resolveCode) => child.once('close', resolveCode));
      const waits = new Promise<void>((resolveWait) => child.stdout.once('data', () => resolveWait()));
      child.stdout.on('data', (chunk) => said.push(String(chunk)));
      return { ended, waits };
    };

    // Held until all have come, however long they take to start.
    const children = await withBuildLock(file, unheard, async () => {
      const started = [run(), run(), run()];
      await Promise.all(started.map(({ waits }) => waits));
      return started;
    });
    const codes = await Promise.all(children.map(({ ended }) => ended));

    expect(codes).toEqual([0, 0, 0]);
    expect(readFileSync(log, 'utf8')).toBe('in out in out in out ');
    expect(said.join('')).toBe('waits\nwaits\nwaits\n');
  });

  it.each<[string, number, number]>([
    ['a process that is gone', 2 ** 22 + 1, 0],
    ['a process id that another process has by now', process.pid, 3_600],
  ])('does not wait for %s', async (_, pid, ageSeconds) => {
    mkdirSync(dirname(file));
    writeFileSync(file, String(pid));
    const then = Date.now() / 1_000 - ageSeconds;
    utimesSync(file, then, then);

    expect(await withBuildLock(file, unheard, async () => existsSync(file))).toBe(true);
  });
});
