import { type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { reportTexts } from '@pulso/kit/texts';
import { createProcessTable } from '@pulso/local/lambda';

import { said } from './run-scenario';
import { type Launched, launch, program, untilSays } from './testing/launch-cloud';
import { answersIn } from './testing/read-report';

const moments = [/Starting the local cloud/, /\d+\/\d+ updates/];
const interruptions = [
  { signal: 'SIGINT', status: 130 },
  { signal: 'SIGTERM', status: 143 },
  { signal: 'SIGHUP', status: 129 },
] as const;

const children: ChildProcess[] = [];
const folders: string[] = [];

/** @returns A folder that is gone after the test. */
const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-commands-'));
  folders.push(folder);
  return folder;
};

// A test that fails half-way must not leave them either.
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await closed;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const start = (...args: string[]): Launched => startIn(tmpdir(), ...args);

/** @param temporary - Where the program keeps what it needs while it runs. */
const startIn = (temporary: string, ...args: string[]): Launched => {
  const launched = launch([program, ...args], { temporary });
  children.push(launched.child);
  return launched;
};

const childrenOf = ({ pid }: ChildProcess): number[] =>
  createProcessTable()
    .list()
    .filter(({ parentPid }) => parentPid === pid)
    .map((one) => one.pid);

const isThere = (pid: number): boolean => createProcessTable().find(pid) !== undefined;

const line = (updateId: number, at: string): string =>
  JSON.stringify({ at, update: said({ updateId, atMs: Date.parse(at), fromId: 42, text: 'hello' }).update });

/** To two messages of one person in private. */
const answers = { 'group-requests': 0, 'private-requests': 2, 'new-users': 1 };

describe('the demo command', () => {
  let folder: string;

  beforeEach(() => {
    folder = temporaryFolder();
  });

  const updatesFile = (...lines: string[]): string => {
    const file = join(folder, 'updates.ndjson');
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  };

  it('prints only the report when quiet, and writes its numbers', async () => {
    const file = updatesFile(line(1, '2026-11-25T10:00:00Z'), line(2, '2026-11-25T10:00:00Z'));
    const json = join(folder, 'report.json');
    const out = join(folder, 'out');

    const { code, stdout, stderr } = await start(
      ...['demo', '--quiet', '--updates', file, '--at', '2026-11-25T12:30:00Z', '--report-json', json, '--out', out],
    ).ended;

    expect([code, stderr]).toEqual([0, '']);
    expect(answersIn(stdout)).toMatchObject({ 'private-requests': 2, 'new-users': 1 });
    expect(readdirSync(out).sort()).toEqual(
      ['buttons.json', 'mail.html', 'message.html', 'report.eml', 'webhook.json'].sort(),
    );
    expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual({
      runId: 'daily-usage/schedule/2026-11-25T12:30:00.000Z',
      reportId: 'daily-usage',
      status: 'complete',
      windowStart: '2026-11-24T12:25:00.000Z',
      windowEnd: '2026-11-25T12:25:00.000Z',
      values: expect.objectContaining(answers),
      missing: [],
    });
  });

  it('shows a Monday with two weeks behind it, and the report on its week with a chart', async () => {
    const [json, out] = [join(folder, 'report.json'), join(folder, 'out')];

    const { code, stdout, stderr } = await start(
      ...['demo', '--weekly', '--at', '2026-11-23T12:30:00Z', '--report-json', json, '--out', out],
    ).ended;

    expect([code, stderr.split('\n').filter((text) => /FAILED|PARTIAL|denied/.test(text))]).toEqual([0, []]);
    expect(stdout).toContain(
      'The numbers in message, mail and webhook are those with which the bundled day was made:\ngroup-requests 82,',
    );
    expect(stdout).toContain('\nNo alarm rang.\n');
    expect(stdout).toContain('The report of the day before stands above the message in the channel.');
    const { earlier, values } = JSON.parse(readFileSync(json, 'utf8')) as {
      earlier: Record<string, (number | null)[]>;
      values: Record<string, number>;
    };
    for (const key of ['group-requests', 'new-users', 'activity.people']) {
      expect(earlier[key]?.filter((value) => value !== null && value > 0)).toHaveLength(14);
    }
    expect(readFileSync(join(out, 'chart.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(join(out, 'weekly-mail.html'), 'utf8')).toContain('src="data:image/png;base64,');
    const weekly = JSON.parse(readFileSync(join(out, 'weekly-webhook.json'), 'utf8')) as {
      numbers: { queryId: string; numberId: string | null; previous: number | null; parts: number[] | null }[];
    };
    const people = weekly.numbers.find(({ numberId }) => numberId === 'people');
    const groups = weekly.numbers.find(({ queryId }) => queryId === 'group-requests');
    expect(people?.previous).toBeGreaterThan(100);
    expect(groups?.parts).toEqual([...(earlier['group-requests']?.slice(-6) ?? []), values['group-requests']]);
  });

  it('reports on the day of the last update unless told when', async () => {
    const file = updatesFile(line(1, '2026-11-24T12:25:00Z'), line(2, '2026-11-24T13:00:00Z'));

    const { code, stdout, stderr } = await start('demo', '--updates', file).ended;

    expect(stderr).toContain(
      'Reporting at 2026-11-25T12:30:00Z, the first 12:30 UTC whose window holds the last update',
    );
    expect(stderr).not.toContain('in the window of the report');
    expect(answersIn(stdout)).toMatchObject({ 'private-requests': 2, 'new-users': 1 });
    // In the timeline, which is read from the services' own log lines.
    expect(stdout).toMatch(/\n  group-requests +\+[\d.]+ +\+[\d.]+ +\d+ +\+[\d.]+  success\n/);
    expect(stdout).toMatch(/\n  \+[\d.]+ s  notifier: report delivered/);
    expect(code).toBe(0);
  });

  it('warns when no update lies in the window of the report, and says that nothing is enforced when told so', async () => {
    const file = updatesFile(line(1, '2026-11-25T10:00:00Z'));

    const args = ['--updates', file, '--at', '2026-11-20T12:30:00Z', '--out', join(folder, 'out')];
    const { code, stdout, stderr } = await start('demo', '--quiet', ...args, '--enforce-iam', 'off').ended;

    expect(stderr.trimEnd().split('\n').toSorted()).toEqual([
      'IAM is not enforced (--enforce-iam off): functions may do everything.',
      expect.stringMatching(/^The only update does not lie in the window of the report, .* \(0 earlier, 1 later\)/),
    ]);
    expect(stdout).toContain(reportTexts('en').noRecords);
    expect(code).toBe(0);
  });
});

describe.each(interruptions)('a demo that gets $signal', ({ signal, status }) => {
  it.each(moments)('leaves nothing behind after %s, also when asked twice', async (text) => {
    const folder = temporaryFolder();
    const demo = startIn(folder, 'demo', '--days-before', '0');
    const { child, ended } = demo;
    await untilSays(demo, text);
    const childPids = childrenOf(child);

    child.kill(signal);
    child.kill(signal);
    const { code, stdout } = await ended;

    expect([code, stdout]).toEqual([status, '']);
    expect(readdirSync(folder)).toEqual([]);
    for (const pid of childPids) expect(isThere(pid)).toBe(false);
  });
});

describe('the start command', () => {
  it('says in one line which port is taken, and ends', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;

    const taken = await Promise.all(
      ['aws', 'telegram', 'webhook'].map((name) => start('start', '--ports', `${name}=${port}`).ended),
    );
    server.close();

    expect(taken).toMatchObject(
      ['aws', 'telegram', 'webhook'].map((name) => ({
        code: 1,
        stdout: '',
        stderr: `Port ${port} (${name}) is taken. Give another one with --ports ${name}=PORT, or leave it out for a free one.\n`,
      })),
    );
  });

  it('says what there is, writes variables that lead there, and answers an admin with a report', async () => {
    const folder = temporaryFolder();
    const envFile = join(folder, 'local.env');
    const started = start('start', '--env', envFile, '--at', '2030-01-02T03:04:05Z');
    await untilSays(started, /Ctrl-C stops it\./);
    const variables = Object.fromEntries(
      readFileSync(envFile, 'utf8')
        .split('\n')
        .filter((text) => /^[A-Z]/.test(text))
        .map((text) => text.split(/=(.*)/s).slice(0, 2)),
    );
    const shown = started.stdout();
    const update = JSON.parse(/-d '(.*)'/.exec(shown)?.[1] ?? '') as object;
    const me = await fetch(`${variables['TELEGRAM_API_ROOT']}/bot${variables['TELEGRAM_BOT_TOKEN']}/getMe`);
    const pushed = await fetch(variables['WEBHOOK_URL'] ?? '', {
      method: 'POST',
      body: JSON.stringify(update),
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': variables['WEBHOOK_SECRET'] ?? '',
      },
    });
    await untilSays(started, /report-delivered .*state=complete/);
    started.child.kill('SIGINT');
    const { code } = await started.ended;

    expect(Object.keys(variables)).toEqual([
      ...['AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
      ...['TELEGRAM_API_ROOT', 'TELEGRAM_BOT_TOKEN', 'WEBHOOK_URL', 'WEBHOOK_SECRET', 'LOCAL_CLOUD_CONSOLE'],
    ]);
    for (const value of [variables['AWS_ENDPOINT_URL'], variables['TELEGRAM_API_ROOT'], variables['WEBHOOK_URL']]) {
      expect(shown).toContain(value);
    }
    for (const service of ['sqs', 'dynamodb', 'logs', 'lambda', 'scheduler', 'ssm', 'ses', 'telegram', 'webhook']) {
      expect(shown).toMatch(new RegExp(`^  ${service} +\\S`, 'm'));
    }
    expect(shown).toContain('the clock shows 2030-01-02T03:04:');
    expect(shown).toContain(`set -a; . ${envFile}; set +a`);
    // What people say in the console has the ids 1, 2 and so on; these are of the clock.
    const longAfterThose = expect.closeTo(Date.parse('2030-01-02T03:04:05Z') / 1000, -2) as number;
    expect(update).toMatchObject({ update_id: longAfterThose, message: { message_id: longAfterThose } });
    expect([me.status, pushed.status, code]).toEqual([200, 200, 0]);
    expect(started.stdout()).toMatch(/^03:04:\d\d\.\d{3} {2}bot {11}[0-9a-f]{8} {2}INFO report-asked /m);
    expect(started.stdout()).not.toContain('\u001B[');
  });

  it('shows what the bot sends to whom, refuses what comes too fast when asked to, and keeps its files to itself', async () => {
    const folder = temporaryFolder();
    const envFile = join(folder, 'local.env');
    const args = ['start', '--env', envFile, '--flood-control', 'on', '--faults', 'throttle:telegram.editMessageText'];
    const started = start(...args);
    await untilSays(started, /Flood control is on/);
    const text = readFileSync(envFile, 'utf8');
    const valueOf = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';
    const api = `${valueOf('TELEGRAM_API_ROOT')}/bot${valueOf('TELEGRAM_BOT_TOKEN')}`;
    const statuses: number[] = [];
    for (const message of ['one', 'two', 'three', 'four']) {
      statuses.push((await fetch(`${api}/sendMessage?chat_id=42&text=${message}`)).status);
    }
    await untilSays(started, /refused/);
    await fetch(`${api}/editMessageText?chat_id=42&message_id=1&text=1`);
    await untilSays(started, /fault /);
    const sameEnv = await start(...args).ended;
    started.child.kill('SIGINT');
    const { code } = await started.ended;
    const left = readdirSync(folder);

    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(started.stdout()).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}telegram {6}-{8} {2}sent #1 to Ada: one$/m);
    expect(started.stdout()).toContain('Things go wrong on purpose, with seed 1;');
    expect(started.stdout()).toMatch(/^[\d:.]{12} {2}fault {9}-{8} {2}throttle telegram\.editMessageText$/m);
    expect(started.stdout()).toMatch(/ refused sendMessage to Ada: Too Many Requests: retry after 1$/m);
    expect([sameEnv.code, sameEnv.stderr]).toEqual([
      2,
      expect.stringContaining('belongs to another npm start that runs'),
    ]);
    expect([code, left]).toEqual([0, []]);
  });
});
