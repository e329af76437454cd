import { LambdaClient } from '@aws-sdk/client-lambda';
import { UsageError } from '@pulso/adapters/node-runtime';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { readRunRequest } from '@pulso/contracts/run-requests';

import { type ReportOptions, type StoredReports, askForReport, parseReportOptions, readReportCsv } from './report';

const nowMs = Date.parse('2026-11-27T16:00:30Z');

const parse = (...args: string[]) => parseReportOptions(args, { nowMs, stageVariable: undefined });

const daily = (...args: string[]) => parse('--id', 'daily-usage', ...args);

describe('parseReportOptions', () => {
  it('takes a report and the end of its window', () => {
    expect(daily('--end', '2026-11-26T12:25Z')).toEqual({
      reportId: 'daily-usage',
      windowEndMs: Date.parse('2026-11-26T12:25:00Z'),
      stage: 'local',
      isAgain: false,
      isCsv: false,
      envFile: undefined,
    });
  });

  it('reads the stage, the file of variables, and the flags for repeating and CSV', () => {
    expect(daily('--end=2026-11-26T12:25Z', '--stage=prod', '--again', '--csv', '--env=local.env')).toMatchObject({
      stage: 'prod',
      isAgain: true,
      isCsv: true,
      envFile: 'local.env',
    });
  });

  it.each([
    [[], 'prod', 'prod'],
    [[], '', 'local'],
    [['--stage', 'local'], 'prod', 'local'],
  ])('reads from the options %j and STAGE=%s the stage %s', (args, stageVariable, expected) => {
    const options = parseReportOptions(['--id', 'daily-usage', '--end', '2026-11-26T12:25Z', ...args], {
      ...{ nowMs, stageVariable },
    });

    expect(options.stage).toBe(expected);
  });

  it.each([
    ['2026-11-26T13:25+01:00', '2026-11-26T12:25:00.000Z'],
    ['2026-11-26T12:25:00Z', '2026-11-26T12:25:00.000Z'],
    ['2026-11-26T12:25:00.000Z', '2026-11-26T12:25:00.000Z'],
    ['2026-11-27T15:55Z', '2026-11-27T15:55:00.000Z'],
  ])('takes the end %s', (end, expected) => {
    expect(new Date(daily('--end', end).windowEndMs).toISOString()).toBe(expected);
  });

  it.each([
    [['--end', '2026-11-26T12:25Z'], /Which report\? --id takes one of daily-usage, weekly-usage, failures\b/],
    [['--id', 'dayly', '--end', '2026-11-26T12:25Z'], /no report "dayly"\. Known are daily-usage, /],
    [['--id', 'toString', '--end', '2026-11-26T12:25Z'], /no report "toString"/],
    [['--id', 'daily-usage'], /Which window\? --end says where it ends, for example 2026-11-27T00:00Z\./],
    [['--id', 'weekly-usage', '--end', '2026-11-23T12:30Z'], /windows of weekly-usage end at 12:25 UTC/],
    [['--id', 'daily-usage', '--date', '2026-11-26'], /Unknown option '--date'/],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });

  it.each([
    ['yesterday', /"yesterday" is no time with its zone, as 2026-11-27T00:00Z is/],
    ['2026-11-26', /no time with its zone/],
    ['2026-11-26T12:25', /no time with its zone/],
    ['2026-11-26 12:25Z', /no time with its zone/],
    ['2026-13-26T12:25Z', /no time with its zone/],
    ['2026-02-30T12:25Z', /no time with its zone/],
    ['2026-11-26T25:25Z', /no time with its zone/],
    ['', /no time with its zone/],
    ['2026-11-26T12:25:30Z', /not at a whole minute/],
    ['2026-11-28T12:25Z', /is in the future; it is 2026-11-27T16:00Z/],
    ['2026-11-27T15:56Z', /can't be searched yet; the newest window of daily-usage ends at 2026-11-27T15:55Z/],
  ])('refuses the end "%s"', (end, message) => {
    expect(() => daily('--end', end)).toThrow(UsageError);
    expect(() => daily('--end', end)).toThrow(message);
  });
});

const options: ReportOptions = {
  reportId: 'daily-usage',
  windowEndMs: Date.parse('2026-11-26T12:25Z'),
  stage: 'prod',
  isAgain: false,
  isCsv: false,
  envFile: undefined,
};

/** A client with this answer, and the calls that it got. */
function clientAnswering(status: number, body: object) {
  const invocations: { path: string; type: string | undefined; payload: unknown }[] = [];
  const lambda = new LambdaClient({
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async (request: { path: string; headers: Record<string, string>; body: string | Uint8Array }) => {
        const text = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
        const type = request.headers['x-amz-invocation-type'];
        invocations.push({ path: request.path, type, payload: JSON.parse(text) });
        const bytes = new TextEncoder().encode(JSON.stringify(body));
        const stream = new ReadableStream({
          start: (controller) => {
            controller.enqueue(bytes);
            controller.close();
          },
        });
        return { response: { statusCode: status, headers: { 'content-type': 'application/json' }, body: stream } };
      },
    },
  });
  return { lambda, invocations };
}

describe('askForReport', () => {
  it("asks the stage's dispatcher for the window, without waiting for its run", async () => {
    const { lambda, invocations } = clientAnswering(202, {});

    const runId = await askForReport(options, { lambda, nowMs });

    expect(runId).toBe('daily-usage/manual/2026-11-26T12:25:00.000Z');
    expect(invocations).toMatchObject([
      { path: expect.stringContaining('/functions/pulso-prod-dispatcher/invocations'), type: 'Event' },
    ]);
    expect(readRunRequest(invocations[0]?.payload)).toEqual({
      schemaVersion: 1,
      reportId: 'daily-usage',
      trigger: {
        type: 'manual',
        requestId: '2026-11-26T12:25:00.000Z',
        requestedAtMs: nowMs,
        windowEnd: '2026-11-26T12:25:00.000Z',
      },
    });
  });

  it('names the same run when it is repeated, and another run for another window or --again', async () => {
    const { lambda } = clientAnswering(202, {});
    const ask = (overrides: Partial<ReportOptions> = {}, atMs = nowMs) =>
      askForReport({ ...options, ...overrides }, { lambda, nowMs: atMs });

    const first = await ask();

    expect(await ask({}, nowMs + 1)).toBe(first);
    expect(await ask({ windowEndMs: options.windowEndMs - 60_000 })).not.toBe(first);
    expect(await ask({ isAgain: true })).not.toBe(first);
    expect(await ask({ isAgain: true }, nowMs + 1)).not.toBe(await ask({ isAgain: true }));
  });
});

const windowEndMs = Date.parse('2026-11-26T12:25:00Z');
const wanted = { reportId: 'daily-usage', windowEndMs };

const contentOf = (value: number): ReportContent => ({
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  state: 'complete',
  windowStartMs: windowEndMs - 86_400_000,
  windowEndMs,
  values: [{ queryId: 'requests', title: { en: 'Requests' }, value }],
  missing: [],
  trigger: 'schedule',
});

/** A table with runs by id. `scheduled` is the window's scheduled run, if it is there. */
const tableWith = (
  runs: Readonly<Record<string, { state: 'running' | 'closed'; value: number }>>,
  newestEndMs = windowEndMs,
): StoredReports => ({
  readNewestHistory: async () => ({ entries: [{ windowEndMs: newestEndMs, runId: 'scheduled' }] }),
  readReport: async (runId) => {
    const run = runs[runId];
    return run && { state: run.state, content: contentOf(run.value) };
  },
});

const asked = 'daily-usage/manual/2026-11-26T12:25:00.000Z';

describe('readReportCsv', () => {
  it('writes the scheduled report of the window, or else the requested one', async () => {
    const both = { scheduled: { state: 'closed', value: 428 }, [asked]: { state: 'closed', value: 430 } } as const;

    expect(await readReportCsv(wanted, tableWith(both))).toMatch(
      /^report,[^]*,number,requests,Requests,,,,428,count,,,,,,,false\r\n/,
    );
    expect(await readReportCsv(wanted, tableWith(both, windowEndMs - 86_400_000))).toContain(',430,count,');
  });

  it.each([
    ['no report is stored', {}],
    ['its run is not closed', { [asked]: { state: 'running', value: 1 } } as const],
  ])('says what to do if %s', async (_why, runs) => {
    await expect(readReportCsv(wanted, tableWith(runs))).rejects.toThrow(UsageError);
    await expect(readReportCsv(wanted, tableWith(runs))).rejects.toThrow(/Ask for it without --csv/);
  });
});
