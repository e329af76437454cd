import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const runProgramFile = JSON.stringify(resolve(__dirname, '../run-program.js'));

/** A program that runs another one: `inner` is its source, and its exit status becomes that of the whole. */
const outer = (inner: string, options = '{}'): string[] => [
  '-e',
  `require(${runProgramFile}).runProgram(process.execPath, ['-e', ${JSON.stringify(inner)}],
     { cwd: process.cwd(), binFolder: '/first', ...${options} }).then((code) => process.exit(code))`,
];

const runOuter = (inner: string, options?: string, env: Record<string, string> = {}) =>
  spawnSync(process.execPath, outer(inner, options), { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });

const untilSays = async (child: ChildProcess, text: string): Promise<void> => {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes(text)) return;
};

describe('runProgram', () => {
  const started: ChildProcess[] = [];

  afterEach(() => {
    // The group: a program that did not pass a signal on must not keep the test run from ending.
    for (const { pid, exitCode } of started.splice(0))
      if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGKILL');
  });

  it('passes on output and exit status', () => {
    const { status, stdout } = runOuter('console.log("seen"); process.exitCode = 3');

    expect([status, stdout]).toEqual([3, 'seen\n']);
  });

  it('shows the output of a quiet program only when it fails', () => {
    const good = runOuter('console.log("seen")', '{ quiet: true }');
    const bad = runOuter('console.log("seen"); process.exitCode = 1', '{ quiet: true }');

    expect([good.status, good.stdout, good.stderr]).toEqual([0, '', '']);
    expect([bad.status, bad.stdout, bad.stderr]).toEqual([1, '', 'seen\n']);
  });

  it("leaves out the caller's AWS settings and proxies and keeps the rest", () => {
    const names = ['AWS_PROFILE', 'AWS_ENDPOINT_URL_SQS', 'AWS_USE_FIPS_ENDPOINT', 'NODE_USE_ENV_PROXY', 'http_proxy'];
    const callers = Object.fromEntries([...names, 'HTTPS_PROXY', 'LANG', 'MY_AWS_'].map((name) => [name, 'http://h']));

    const { stdout } = runOuter('console.log(JSON.stringify(process.env))', '{ env: { AWS_REGION: "mine" } }', callers);

    const { PATH, PULSO_PARENT_PID, ...seen } = JSON.parse(stdout) as Record<string, string>;
    expect(seen).toEqual({ LANG: 'http://h', MY_AWS_: 'http://h', AWS_REGION: 'mine' });
    expect(PATH).toMatch(/^\/first:/);
    expect(Number(PULSO_PARENT_PID)).toBeGreaterThan(1);
  });

  it("leaves a program that uses AWS the caller's region, keys and proxy", () => {
    const callers = { AWS_REGION: 'eu-central-1', AWS_PROFILE: 'mine', HTTPS_PROXY: 'http://h' };

    const { stdout } = runOuter('console.log(JSON.stringify(process.env))', '{ usesAws: true }', callers);

    expect(JSON.parse(stdout)).toMatchObject(callers);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'passes %s on, waits for the cleaning up and ends with the status of the program',
    async (signal, status) => {
      const inner = `process.on('${signal}', () => setTimeout(() => { console.log('cleaned'); process.exit(${status}); }, 50));
      console.log('ready'); setInterval(() => undefined, 1000);`;
      const child = spawn(process.execPath, outer(inner), { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
      started.push(child);
      const ended = new Promise((done) => child.once('exit', (code) => done(code)));
      await untilSays(child, 'ready');

      child.kill(signal);

      expect(await ended).toBe(status);
    },
  );

  it('asks the program to end when the shell between npm and itself is gone', async () => {
    const inner = `process.on('SIGTERM', () => { console.log('cleaned'); process.exit(); });
      console.log('ready'); setInterval(() => undefined, 1000);`;
    const shell = spawn(
      process.execPath,
      [
        '-e',
        `require('node:child_process').spawn(process.execPath, ${JSON.stringify(outer(inner))}, { stdio: 'inherit' })`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], detached: true, env: { ...process.env, npm_lifecycle_event: 'start' } },
    );
    started.push(shell);
    let said = '';
    const ended = new Promise((done) => shell.stdout.once('close', done));
    await new Promise<void>((ready) =>
      shell.stdout.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('ready')) ready();
      }),
    );

    shell.kill('SIGKILL');
    await ended;

    expect(said).toBe('ready\ncleaned\n');
  });
});
