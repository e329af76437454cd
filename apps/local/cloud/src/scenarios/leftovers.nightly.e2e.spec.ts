import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { createProcessTable } from '@pulso/local/lambda';
import { root } from './testing/at-root';
import { type Launched, launch, program, until } from './testing/launch-cloud';

const runProgramFile = join(root, 'libs/tooling/run-program.js');

const processes = createProcessTable();

/** Every process that was started with this text in its command line: function processes name their folder. */
const processesOf = (text: string): number[] =>
  processes
    .list()
    .filter(({ command }) => command.includes(text))
    .map(({ pid }) => pid);

const functionProcesses = (folder: string): number[] =>
  processes
    .list()
    .filter(({ command }) => command.includes(folder) && command.includes('runtime-shim'))
    .map(({ pid }) => pid);

/** A full disk, which only Linux has to try. */
const onFullDisk = existsSync('/dev/full') ? it : it.skip;

/** Harmless when the process is gone. */
function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

interface Running extends Launched {
  /** Of the console, AWS, Telegram and the webhook. */
  readonly urls: string[];
}

const webhookOf = ({ urls }: Running): string => urls[3] ?? '';

describe('npm start', () => {
  let folder: string;
  let temporary: string;
  let envFile: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-leftovers-'));
    temporary = mkdtempSync(join(folder, 'tmp-'));
    envFile = join(folder, 'local.env');
  });

  afterEach(() => {
    for (const pid of processesOf(folder)) kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true });
  });

  /** It ends by itself, so that a handle left open would keep it. */
  async function start(command: readonly string[]): Promise<Running> {
    const launched = launch(command, { temporary });
    const { child, said } = launched;
    await until(() => said().includes('Ctrl-C stops it.') || child.exitCode !== null);
    await until(() => functionProcesses(folder).length > 0);
    return { ...launched, urls: [...new Set(said().match(/http:\/\/127\.0\.0\.1:\d+/g))] };
  }

  const startCommand = (file = envFile): string[] => [program, 'start', '--env', file];

  async function expectNothingLeft({ urls }: Running): Promise<void> {
    await until(() => processesOf(folder).length === 0);
    expect(readdirSync(temporary)).toEqual([]);
    expect(urls).toHaveLength(4);
    for (const url of urls) await expect(fetch(url)).rejects.toThrow();
  }

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing behind after %s', async (signal) => {
    const running = await start(startCommand());
    expect(existsSync(envFile)).toBe(true);

    running.child.kill(signal);
    const { code } = await running.ended;

    expect(code).toBe(0);
    expect(processesOf(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([basename(temporary)]);
    await expectNothingLeft(running);
  });

  it('leaves nothing behind when it is stopped before it is up', async () => {
    const { child, ended } = launch(startCommand(), { temporary });

    await until(() => readdirSync(temporary).length > 0);
    child.kill('SIGINT');
    const { code } = await ended;

    expect(code).toBe(0);
    expect(processesOf(folder)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(folder)).toEqual([basename(temporary)]);
  });

  it('shows its page while the day of a demo happens, and leaves nothing behind when it is stopped then', async () => {
    const { child, ended, said } = launch([...startCommand(), '--demo'], { temporary });
    await until(() => said().includes('Laying the 14 days'));
    const [pageUrl = ''] = /http:\S+/.exec(said()) ?? [];

    const answer = await fetch(pageUrl);
    child.kill('SIGINT');
    const { code } = await ended;

    expect([answer.status, code]).toEqual([200, 0]);
    expect(said()).not.toContain('The local cloud is up');
    expect(processesOf(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([basename(temporary)]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('goes on after the crash of a function, and leaves nothing behind then', async () => {
    const running = await start(startCommand());
    const crashed = functionProcesses(folder);

    for (const pid of crashed) process.kill(pid, 'SIGKILL');
    await until(() => crashed.every((pid) => processes.find(pid) === undefined));
    const answer = await fetch(webhookOf(running), { method: 'POST', body: '{}' });
    running.child.kill('SIGINT');
    const { code } = await running.ended;

    expect([answer.status, code]).toEqual([401, 0]);
    await expectNothingLeft(running);
  });

  it.each(['SIGKILL', 'SIGABRT'] as const)(
    'leaves nothing behind that runs when %s ends it, not even functions that can not notice it, and the next one takes its place',
    async (signal) => {
      const running = await start(startCommand());
      for (const pid of functionProcesses(folder)) process.kill(pid, 'SIGSTOP');

      running.child.kill(signal);
      await running.ended;

      await expectNothingLeft(running);
      const next = await start(startCommand());
      next.child.kill('SIGINT');
      expect((await next.ended).code).toBe(0);
      expect(readdirSync(folder)).toEqual([basename(temporary)]);
    },
  );

  it('ends when the process that has started it is killed', async () => {
    const starter = `require(${JSON.stringify(runProgramFile)}).runProgram(process.execPath, ${JSON.stringify(startCommand())},
      { cwd: process.cwd(), binFolder: '/nowhere' })`;
    const running = await start(['-e', starter]);

    running.child.kill('SIGKILL');
    await running.ended;

    await expectNothingLeft(running);
    expect(existsSync(envFile)).toBe(false);
  });

  it('ends when its output has no reader any more', async () => {
    const running = await start(startCommand());

    running.child.stdout?.destroy();
    // It logs the call, and stops before it answers or after.
    await fetch(webhookOf(running), { method: 'POST', body: '{}' }).catch(() => undefined);
    await until(() => running.child.exitCode !== null);

    await expectNothingLeft(running);
  });

  onFullDisk('ends in one line when its output goes to a full disk, and leaves nothing behind', async () => {
    const full = openSync('/dev/full', 'w');
    const { ended } = launch(startCommand(), { temporary, output: full });
    closeSync(full);

    const { code, stderr } = await ended;

    expect(code).toBe(1);
    expect(stderr).toMatch(/^The output can't be written: ENOSPC.*\n$/);
    expect(processesOf(folder)).toEqual([]);
    expect([readdirSync(folder), readdirSync(temporary)]).toEqual([[basename(temporary)], []]);
  });

  it('runs beside another one, and each removes what is its own', async () => {
    const otherFile = join(folder, 'other.env');
    const [one, other] = [await start(startCommand()), await start(startCommand(otherFile))];

    one.child.kill('SIGINT');
    await one.ended;
    const answer = await fetch(webhookOf(other), { method: 'POST', body: '{}' });

    expect(answer.status).toBe(401);
    expect(existsSync(envFile)).toBe(false);
    expect(readFileSync(otherFile, 'utf8')).toContain(`process ${other.child.pid},`);
    other.child.kill('SIGINT');
    await other.ended;
    expect(existsSync(otherFile)).toBe(false);
    await expectNothingLeft(one);
    await expectNothingLeft(other);
  });
});
