import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildSync } from 'esbuild';

import { lockFolder, makeFolder } from './lock-folder';

describe('lockFolder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-lock-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const lay = (name: string, holder: object): void => writeFileSync(join(folder, name), JSON.stringify(holder));

  it('takes a folder once, until it is given back', () => {
    const unlock = lockFolder(folder);

    expect(() => lockFolder(folder)).toThrow(
      `Another local cloud, process ${process.pid}, keeps its state in ${folder}`,
    );
    unlock();
    lockFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a folder that is none', () => {
    writeFileSync(join(folder, 'state'), 'a file');

    expect(() => lockFolder(join(folder, 'state'))).toThrow(/can't be used for a state: .*state is no folder/);
  });

  it('respects the lock of a process that runs, names it, and takes it over when that was killed', async () => {
    const holder = spawn(process.execPath, [buildLock(folder), folder, '60000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');

    expect(() => lockFolder(folder)).toThrow(`process ${holder.pid},`);

    holder.kill('SIGKILL');
    await once(holder, 'exit');
    lockFolder(folder)();
  });

  it.each(['lock', `lock.${process.pid}`])('takes over %s of a process that was killed and had this id', (name) => {
    lay(name, { pid: process.pid, startedAt: 'long ago' });

    const unlock = lockFolder(folder);

    expect(readdirSync(folder)).toEqual([`lock.${process.pid}`]);
    unlock();
  });

  it('has one holder at a time when several processes find an abandoned lock at once, again and again', async () => {
    const program = buildLock(folder);

    const holders = Array.from({ length: 4 }, () =>
      spawn(process.execPath, [program, folder, '0', '40'], { stdio: ['ignore', 'pipe', 'inherit'] }),
    );
    const outputs = await Promise.all(holders.map(async ({ stdout }) => (await stdout.toArray()).join('')));

    const taken = outputs.join('').match(/taken/g) ?? [];
    expect(taken.length).toBeGreaterThan(0);
    expect(outputs.join('')).not.toContain('two holders');
  });
});

/** @returns A program that takes the folder some times, and tells whether another holder was there meanwhile. */
function buildLock(folder: string): string {
  const program = join(folder, 'take-folder.js');
  buildSync({
    stdin: {
      contents: `
        import { rmSync, openSync, closeSync, writeFileSync } from 'node:fs';
        import { lockFolder } from './lock-folder';
        const [folder, holdMs, rounds = '1'] = process.argv.slice(2);
        const inside = folder + '/inside';
        for (let round = 0; round < Number(rounds); round += 1) {
          let unlock;
          if (rounds !== '1') {
            try { writeFileSync(folder + '/lock', '{"pid":1,"startedAt":"long ago"}', { flag: 'wx' }); } catch {}
          }
          try { unlock = lockFolder(folder); } catch { continue; }
          try { closeSync(openSync(inside, 'wx')); } catch { console.log('two holders'); }
          console.log('taken');
          if (Number(holdMs) > 0) setTimeout(unlock, Number(holdMs));
          else { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2); rmSync(inside, { force: true }); unlock(); }
        }`,
      resolveDir: __dirname,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    outfile: program,
    logLevel: 'silent',
  });
  return program;
}

describe('makeFolder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'make-folder-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('creates what is missing, and takes what is there', () => {
    makeFolder(join(folder, 'a', 'b'), 0o700);
    makeFolder(join(folder, 'a', 'b'));

    expect(statSync(join(folder, 'a', 'b')).mode & 0o777).toBe(0o700);
  });

  it('says what is no folder', () => {
    writeFileSync(join(folder, 'file'), '');

    expect(() => makeFolder(join(folder, 'file'))).toThrow('/file is no folder');
    expect(() => makeFolder(join(folder, 'file', 'a'))).toThrow('ENOTDIR');
  });

  it('ends where nothing can be created', () => {
    expect(() => makeFolder('/proc/none/such')).toThrow(/^(ENOENT|EROFS)/);
  });
});
