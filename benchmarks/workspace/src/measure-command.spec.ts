import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { measureCommand } from './measure-command';

describe('measureCommand', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'workspace-benchmark-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const measure = (program: string) =>
    measureCommand([process.execPath, '-e', program], { folder, logFile: join(folder, 'log'), env: { SAID: 'heard' } });

  it('gives the time of the command and of what it has started', () => {
    const busy = 'const end = process.cpuUsage().user + 150_000; while (process.cpuUsage().user < end);';

    const { cpuSeconds, wallSeconds } = measure(
      `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(busy)}])`,
    );

    expect(cpuSeconds).toBeGreaterThanOrEqual(0.15);
    expect(wallSeconds).toBeGreaterThanOrEqual(0.15);
  });

  it('keeps what the command says in a file', () => {
    measure('console.log(process.env.SAID); console.error("and seen")');

    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('heard\nand seen\n');
  });

  it('says what a command that fails had to say', () => {
    expect(() => measure('console.error("out of luck"); process.exit(3)')).toThrow(/ended with status 3: out of luck/);
  });
});
