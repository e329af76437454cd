import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';

import { functionCatalogue } from '../../engine/src/functions/catalogue';
import { commandNames } from '../../engine/src/parser/parse-command';
import { type Invocation, invokeCommand, invokedAtMs } from './testing/invoke-command';
import { version } from '../../package.json';

const minute = (n: number): number => Date.parse('2026-11-25T12:00:00Z') + n * 60_000;

const event = (timestamp: number, fields: object): string =>
  `${JSON.stringify({ timestamp, message: JSON.stringify(fields) })}\n`;

const events = [
  event(minute(0), { user: 'anna', ms: 12.5 }),
  event(minute(1), { user: 'bert', ms: 3 }),
  event(minute(2), { user: 'anna', ms: 4 }),
].join('');

const byUser = 'stats count(*) as n, avg(ms) by user | sort user';

describe('the command', () => {
  let folder: string;
  let fileCount = 0;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-insights-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (contents: string | Buffer, name = `${(fileCount += 1)}.log`): string => {
    writeFileSync(join(folder, name), contents);
    return name;
  };

  const invoke = (args: readonly string[], invocation: Invocation = {}) =>
    invokeCommand(args, { folder, ...invocation });

  describe('prints', () => {
    it('a table by default', async () => {
      expect(await invoke([byUser, file(events)])).toEqual({
        status: 0,
        stderr: '',
        stdout: [
          'user  n  avg(ms)',
          '────  ─  ───────',
          'anna  2     8.25',
          'bert  1        3',
          '',
          '2 rows · 3 of 3 events matched',
          '',
        ].join('\n'),
      });
    });

    it.each([
      ['json', '[\n  {"user":"anna","n":2,"avg(ms)":8.25},\n  {"user":"bert","n":1,"avg(ms)":3}\n]\n'],
      ['ndjson', '{"user":"anna","n":2,"avg(ms)":8.25}\n{"user":"bert","n":1,"avg(ms)":3}\n'],
      ['csv', 'user,n,avg(ms)\r\nanna,2,8.25\r\nbert,1,3\r\n'],
    ])('%s', async (format, stdout) => {
      expect(await invoke([byUser, '--format', format], { stdin: events })).toEqual({ status: 0, stderr: '', stdout });
    });

    it.each([
      ['table', '0 rows · 0 of 3 events matched\n'],
      ['json', '[]\n'],
      ['ndjson', ''],
      ['csv', 'user\r\n'],
    ])('no rows as %s, which is no failure', async (format, stdout) => {
      expect(await invoke(['fields user | filter ms > 99', '-o', format], { stdin: events })).toEqual({
        status: 0,
        stderr: '',
        stdout,
      });
    });

    it('@ptr only where the query names it', async () => {
      const { stdout } = await invoke(['fields user', '-o', 'csv', '-n', '1'], { stdin: events });
      const named = await invoke(['fields user, @ptr', '-o', 'csv', '-n', '1'], { stdin: events });

      expect(stdout).toBe('user\r\nanna\r\n');
      expect(named.stdout).toMatch(/^user,@ptr\r\nanna,\S+\r\n$/);
    });

    it('help that names every option, command and function', async () => {
      const { stdout, status } = await invoke(['--help']);

      expect(status).toBe(0);
      for (const name of [...commandNames, ...functionCatalogue.keys()])
        expect(stdout).toMatch(new RegExp(`\\b${name}\\b`));
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    });

    it('its version', async () => {
      expect(await invoke(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    });
  });

  it('ends with 2 and a sentence when a query makes too many rows of an event', async () => {
    const list = JSON.stringify(Array.from({ length: 400 }, (_, index) => index));
    const query = 'fields jsonParse(@message) as l | unnest l into a | unnest l into b | stats count(*)';
    const input = file(`${JSON.stringify({ timestamp: minute(0), message: list })}\n`);

    const { status, stdout, stderr } = await invoke([query, input]);

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('unnest');
    expect(stderr).not.toContain('    at ');
  });

  describe('reads', () => {
    const counted = (count: number) => ({ status: 0, stderr: '', stdout: `n\r\n${count}\r\n` });
    const count = ['stats count(*) as n', '-o', 'csv'];

    it('several files as one set of events', async () => {
      expect(await invoke([...count, file(events), file(events)])).toEqual(counted(6));
    });

    it('standard input among files', async () => {
      expect(await invoke([...count, file(events), '-'], { stdin: events })).toEqual(counted(6));
    });

    it('gzip under any file name, and with several members', async () => {
      const packed = Buffer.concat([gzipSync(events), gzipSync(events)]);

      expect(await invoke([...count, file(packed), file(gzipSync(events), 'x.gz')])).toEqual(counted(9));
      expect(await invoke(count, { stdin: packed })).toEqual(counted(6));
    });

    it('plain text that is called .gz', async () => {
      expect(await invoke([...count, file(events, 'plain.gz')])).toEqual(counted(3));
    });

    it('a file with a byte order mark', async () => {
      expect(await invoke([...count, file(`\ufeff${events}`)])).toEqual(counted(3));
    });

    it('empty files, and ones of a byte or two', async () => {
      expect(await invoke([...count, file(''), file('\n'), file('ab')])).toEqual(counted(1));
    });

    it('an input as the shape that it is told', async () => {
      expect(await invoke([...count, '--input', 'text'], { stdin: 'a\n{"b":1}\n' })).toEqual(counted(2));
      expect(await invoke([...count, '--input', 'json'], { stdin: events })).toEqual(counted(3));
      expect(
        await invoke([...count, '--input', 'export'], { stdin: '{"events":[{"timestamp":1,"message":""}]}' }),
      ).toEqual(counted(1));
    });

    it('a query from a file, with its mark and comments', async () => {
      const query = file('\ufeff# how many\nstats count(*) as n\n');

      expect(await invoke(['-o', 'csv', '-f', query, file(events)])).toEqual(counted(3));
    });

    it('only events in the range of time, both ends included', async () => {
      const range = ['--start', '2026-11-25T12:01:00Z', '--end', '2026-11-25T12:02'];

      expect(await invoke([...count, ...range], { stdin: events })).toEqual(counted(2));
      expect(await invoke([...count, '--end', 'now'], { stdin: events })).toEqual(counted(1));
    });

    it('the name of the log group into @log', async () => {
      const { stdout } = await invoke(['fields @log | limit 1', '-o', 'csv', '--log-group', '/aws/x'], {
        stdin: events,
      });

      expect(stdout).toBe('@log\r\n/aws/x\r\n');
    });
  });

  describe('ends with 2 and prints nothing', () => {
    it.each([
      [['stats cuont(*)'], "unknown function 'cuont'; did you mean count?\n1 | stats cuont(*)\n  |       ^^^^^\n"],
      [['limit 0'], '1 | limit 0\n  |       ^\n'],
      [['--formt', 'csv'], 'There is no option --formt; did you mean --format?\nTry: logs-insights --help\n'],
      [[], 'A query is missing.\nTry: logs-insights --help\n'],
      [['-f', 'nowhere.txt'], 'Cannot read the query file nowhere.txt: there is no such file\n'],
      [['-f', '/'], 'Cannot read the query file /: is a folder; name the files in it\n'],
      [[''], /^logs-insights: The query is empty\.\n$/],
      [['SELECT * FROM x'], /^logs-insights: 'SELECT' is no command\. [^\n]{1,122}\n1 \| SELECT/],
      [
        ['limit 1 | '],
        /^logs-insights: mismatched input '<EOF>' expecting a command[^{]*\n1 \| limit 1 \|\n {2}\| +\^\n$/,
      ],
      [
        ['fields a' + '\n'.repeat(12_000)],
        /^logs-insights: a query has 10000 characters at most, this one has 12008\n$/,
      ],
      [['limit 1', '-', '-'], 'Standard input (-) can be read once only.\n'],
    ])('for %j', async (args, message) => {
      const { status, stdout, stderr } = await invoke(args, { stdin: events });

      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toEqual(
        typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
      );
      expect(stderr).toMatch(/^logs-insights: /);
    });

    it('for a terminal in place of input', async () => {
      const { status, stderr } = await invoke(['limit 1']);

      expect(status).toBe(2);
      expect(stderr).toContain('There is nothing to read');
    });

    it('for a file in place of the query, and says so', async () => {
      const { status, stderr } = await invoke([file(events, 'app.log')], { stdin: '' });

      expect(status).toBe(2);
      expect(stderr).toContain('There is a file of that name: the query comes first, then the files.');
    });
  });

  describe('ends with 3 and prints what it has', () => {
    it('when lines are malformed: the first is told, all are counted', async () => {
      const name = file(`${events}oops \u001b[31m\n{"timestamp":1}\n${events}`);

      const { status, stdout, stderr } = await invoke([byUser, name, '-o', 'csv']);

      expect(status).toBe(3);
      expect(stdout).toContain('anna,4,');
      expect(stderr.split('\n')).toEqual([
        expect.stringMatching(new RegExp(`^logs-insights: ${name}:4: is no JSON: [^\u001b]*; skipped$`)),
        'logs-insights: 2 malformed lines were skipped in all',
        '',
      ]);
    });

    it('when a file is missing or a folder, and reads the others', async () => {
      mkdirSync(join(folder, 'sub'), { recursive: true });

      const { status, stdout, stderr } = await invoke([byUser, 'nowhere.log', 'sub', file(events), '-o', 'csv']);

      expect(status).toBe(3);
      expect(stdout).toContain('anna,2,');
      expect(stderr).toBe(
        'logs-insights: nowhere.log: there is no such file\nlogs-insights: sub: is a folder; name the files in it\n',
      );
    });

    it.each([
      [
        '[{"level":"INFO"},{"level":"WARN"}]',
        /: has no message; objects of an application are read one per line, which jq -c '\.\[\]' makes of an array; skipped\n/,
      ],
      [
        '{"results":[[{"field":"n","value":"1"}]],"status":"Complete"}',
        /: has no message: rows of aws logs get-query-results are no events; export .*; skipped\n$/,
      ],
    ])('when a document has other objects than events, and says what to do: %s', async (stdin, message) => {
      const { status, stdout, stderr } = await invoke(['stats count(*) as n', '-o', 'csv'], { stdin });

      expect({ status, stdout }).toEqual({ status: 3, stdout: 'n\r\n0\r\n' });
      expect(stderr).toMatch(message);
    });

    it('when no file can be read at all, without a result', async () => {
      expect(await invoke(['stats count(*)', 'no\u001bwhere.log'])).toEqual({
        status: 3,
        stdout: '',
        stderr: 'logs-insights: no\\x1bwhere.log: there is no such file\n',
      });
    });

    it('when gzip data ends too early or is damaged', async () => {
      const packed = gzipSync(events.repeat(5_000));
      const damaged = Buffer.from(packed);
      damaged.fill(0xff, packed.length / 2, packed.length / 2 + 50);

      const short = await invoke([byUser, file(packed.subarray(0, -200), 'short.gz'), '-o', 'csv']);
      const bad = await invoke([byUser, file(damaged, 'bad.gz'), '-o', 'csv']);

      expect(short).toMatchObject({ status: 3, stdout: expect.stringMatching(/^anna,\d{4}/m) });
      expect(short.stderr).toContain(
        'logs-insights: short.gz: its gzip data ends too early; what came before was read\n',
      );
      expect(bad).toMatchObject({ status: 3, stdout: expect.stringMatching(/^anna,\d{3}/m) });
      expect(bad.stderr).toContain('logs-insights: bad.gz: its gzip data is damaged; what came before was read\n');
    });
  });

  it('says a word about events without a time when the query looks at it', async () => {
    const stdin = 'one\ntwo\n';

    const asked = await invoke(['stats count(*) by bin(1h)'], { stdin });
    const json = await invoke(['stats count(*) by bin(1h)'], { stdin: '{"ts":1795608000}\n' });
    const notAsked = await invoke(['stats count(*)'], { stdin });

    expect(asked).toMatchObject({
      status: 0,
      stderr:
        'logs-insights: standard input: 2 events without a date are of 1970-01-01; --help says where dates are looked for\n',
    });
    expect(json.stderr).toContain('1 event without a date is of 1970-01-01; ');
    expect(notAsked).toMatchObject({ status: 0, stderr: '' });
  });

  it('says what a query probably does not mean, with its place', async () => {
    const { status, stderr } = await invoke(['stats count(*) by user | filter ms > 3'], { stdin: events });

    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^logs-insights: note: .*\n1 \| stats count\(\*\) by user \| filter ms > 3\n {2}\| {33}\^{6}\n$/,
    );
  });

  it('names fields that no event has', async () => {
    const misspelt = await invoke(['filter usr = "anna" or mss > 3 | stats count(*) as n', '-o', 'csv'], {
      stdin: events,
    });
    const made = await invoke(['parse @message "u*" as usr | filter usr != "" and user != "x" | limit 1'], {
      stdin: events,
    });
    const ofNothing = await invoke(['filter usr = "anna"'], { stdin: '' });
    const own = await invoke(['fields @mesage, @logstream, @timestamp, @@version | limit 1'], { stdin: events });

    expect(misspelt).toEqual({
      status: 0,
      stdout: 'n\r\n0\r\n',
      stderr: 'logs-insights: note: no event has a field usr or mss\n',
    });
    expect(made.stderr).toBe('');
    expect(ofNothing.stderr).toBe('');
    expect(own.stderr).toMatch(/did you mean @message\?\n1 \| fields @mesage/);
    expect(own.stderr).toMatch(/did you mean @logStream\?\n/);
    expect(own.stderr).toContain('note: no event has a field @@version\n');
    expect(own.stderr.match(/note:/g)).toHaveLength(3);
  });

  it('tells why SOURCE finds nothing, and finds it when the group is named', async () => {
    const query = 'SOURCE "/aws/x" | stats count(*) as n';
    const unnamed = await invoke([query, '-o', 'csv'], { stdin: events });
    const named = await invoke([query, '-o', 'csv', '--log-group', '/aws/x'], { stdin: events });

    expect(unnamed).toMatchObject({ status: 0, stdout: 'n\r\n0\r\n', stderr: expect.stringContaining('--log-group') });
    expect(named).toEqual({ status: 0, stdout: 'n\r\n3\r\n', stderr: '' });
  });

  it('says so when there are more rows than it prints without being told how many', async () => {
    const many = events.repeat(3_334);
    const rowsOf = async (...args: string[]) => {
      const { status, stdout, stderr } = await invoke(['-o', 'ndjson', ...args], { stdin: many });
      return { status, rowCount: stdout.split('\n').length - 1, stderr };
    };
    const note = 'logs-insights: note: these are the first 10,000 rows; --limit N prints more\n';

    expect(await rowsOf('fields user')).toEqual({ status: 0, rowCount: 10_000, stderr: note });
    expect(await rowsOf('fields user | sort ms | limit 10000')).toMatchObject({ rowCount: 10_000, stderr: '' });
    expect(await rowsOf('fields user', '-n', '10001')).toMatchObject({ rowCount: 10_001, stderr: '' });
  });

  it('knows what time it is', async () => {
    const { stdout } = await invoke(['fields now() as t | limit 1', '-o', 'csv'], { stdin: events });

    expect(stdout).toBe(`t\r\n${invokedAtMs / 1000}\r\n`);
  });

  it('ends quietly when the reader of its output has gone', async () => {
    const onWrite = () => Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });

    expect(await invoke([byUser], { stdin: events, onWrite })).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('ends with 1 and one line when the output fails', async () => {
    const onWrite = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

    expect(await invoke([byUser], { stdin: events, onWrite })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'logs-insights: the output cannot be written: ENOSPC: no space left on device, write\n',
    });
  });

  it('prints the result so far when it is interrupted, and ends with 130', async () => {
    const controller = new AbortController();
    const stdin = new PassThrough();
    const ended = invoke([byUser, '-o', 'csv'], { stdin, signal: controller.signal });
    stdin.write(events);
    await new Promise((resolve) => setImmediate(resolve));

    controller.abort();

    expect(await ended).toEqual({
      status: 130,
      stdout: 'user,n,avg(ms)\r\nanna,2,8.25\r\nbert,1,3\r\n',
      stderr: 'logs-insights: interrupted: the result is that of the first 3 events\n',
    });
  });

  describe('on a terminal', () => {
    it.each([
      [40, 40],
      [0, 80],
    ])('that has %d columns cuts lines to %d cells', async (columns, width) => {
      const { stdout } = await invoke(['fields @message'], { stdin: `${'x'.repeat(200)}\n`, columns });

      expect(stdout.split('\n')[2]).toHaveLength(width);
    });

    it('is as wide as that, and escapes what it would obey', async () => {
      const stdin = `2026-11-25T12:00:00Z \u001b[31m${'日本 '.repeat(40)}\n`;

      const { stdout } = await invoke(['fields @message'], { stdin, columns: 40 });

      expect(stdout.split('\n')[2]).toBe('2026-11-25T12:00:00Z \\x1b[31m日本 日本 …');
    });
  });
});
