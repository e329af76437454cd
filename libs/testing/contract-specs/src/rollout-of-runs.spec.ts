import { UnsupportedSchemaVersionError } from '@pulso/contracts/envelope';
import { type QueryJob, readQueryJob } from '@pulso/contracts/query-jobs';
import { type RunEvent, readRunEvent } from '@pulso/contracts/run-events';
import { type RunRequest, readRunRequest } from '@pulso/contracts/run-requests';
import { reportContentOf } from '@pulso/fan-in';
import { dispatch } from '@pulso/fan-out';
import { createJsonLog } from '@pulso/logging';
import { catalogue } from '@pulso/reports';

import { readQueryJobOfThen } from './as-of-2026-11-26/query-job';
import { readRunEventOfThen } from './as-of-2026-11-26/run-event';
import { readRunRequestOfThen } from './as-of-2026-11-26/run-request';

const nowMs = Date.parse('2026-11-30T12:45:00Z');
const chat = { type: 'telegram' as const, chatId: '-100', showsProgress: false };

/** What a dispatcher of now sends for a request, as it stands in the queues. */
async function dispatched(request: RunRequest) {
  const events: RunEvent[] = [];
  const jobs: QueryJob[] = [];
  await dispatch(request, {
    catalogue,
    settings: { botLogGroupName: '/pulso/prod/bot', destinations: { owners: [chat] }, timeZone: 'Europe/Berlin' },
    sendRunEvents: async (messages) => void events.push(...messages.map(({ body }) => body)),
    sendQueryJobs: async (messages) => void jobs.push(...messages.map(({ body }) => body)),
    clock: { nowMs: () => nowMs },
    log: createJsonLog(() => undefined, { clock: { nowMs: () => nowMs } }),
  });
  return { events: events.map((event) => JSON.stringify(event)), jobs: jobs.map((job) => JSON.stringify(job)) };
}

const scheduled = (reportId: string): RunRequest => ({
  schemaVersion: 1,
  reportId,
  trigger: { type: 'schedule', scheduledTime: '2026-11-30T12:45:00Z' },
});

const asked: RunRequest = {
  schemaVersion: 1,
  reportId: 'daily-usage',
  trigger: { type: 'chat', requestId: 'r', requestedAtMs: nowMs, chatId: '4', messageId: 5, windowsAgo: 3 },
};

const pressed: RunRequest = {
  schemaVersion: 2,
  reportId: 'daily-usage',
  trigger: { type: 'history', requestId: 'r', requestedAtMs: nowMs, chatId: '4', windowCount: 7, chart: false },
};

const statistics = { recordsMatched: 2, recordsScanned: 3, bytesScanned: 400 };

describe('while a dispatcher of now runs beside services of then', () => {
  it('they read what it sends about a report that they can make', async () => {
    const { events } = await dispatched(scheduled('daily-usage'));

    for (const event of events) expect(readRunEventOfThen(event)).toMatchObject({ plan: { reportId: 'daily-usage' } });
  });

  it.each(['weekly-usage', 'failures'])('an aggregator of then leaves %s to one of now', async (reportId) => {
    const { events } = await dispatched(scheduled(reportId));

    expect(events).toHaveLength(2);
    for (const event of events) expect(() => readRunEventOfThen(event)).toThrow(UnsupportedSchemaVersionError);
  });

  it.each(catalogue.map(({ id }) => id))('a query-worker of then reads the jobs of %s', async (reportId) => {
    const { jobs } = await dispatched(scheduled(reportId));

    const queries = catalogue.find(({ id }) => id === reportId)?.queries ?? [];
    const again = queries.filter(({ recount }) => recount);
    expect(jobs.map((job) => readQueryJobOfThen(job).queryId)).toEqual([...queries, ...again].map(({ id }) => id));
  });

  it('a query-worker of then answers for the run before what was asked again, as if for the first time', async () => {
    const { jobs } = await dispatched(scheduled('daily-usage'));

    const [again] = jobs.filter((job) => readQueryJob(job).recount);
    expect(readQueryJobOfThen(again)).toMatchObject({ runId: 'daily-usage/schedule/2026-11-30T12:30:00.000Z' });
    expect(readQueryJobOfThen(again)).not.toHaveProperty('recount');
  });

  it('an aggregator of then refuses a request for earlier reports, which waits for one of now', async () => {
    const { events } = await dispatched(pressed);

    expect(events).toHaveLength(1);
    expect(() => readRunEventOfThen(events[0])).toThrow(UnsupportedSchemaVersionError);
  });
});

describe('a topic in which a person has asked', () => {
  const chatTrigger = { type: 'chat' as const, requestId: 'r', requestedAtMs: nowMs, chatId: '4', messageId: 5 };
  const inTopic: RunRequest = { ...asked, trigger: { ...chatTrigger, messageThreadId: 9 } };

  it('is nothing to a dispatcher of then, which answers in the chat', () => {
    expect(readRunRequestOfThen(JSON.stringify(inTopic))).toEqual({ ...asked, trigger: chatTrigger });
  });

  it('is nothing to an aggregator of then, which has the report go to the chat', async () => {
    const { events } = await dispatched(inTopic);

    const destination = { type: 'telegram', chatId: '4', placeholderMessageId: 5, showsProgress: true };
    expect(events.map((event) => readRunEvent(event))).toMatchObject(
      Array(2).fill({ plan: { destinations: [{ ...destination, askedInThreadId: 9 }] } }),
    );
    for (const event of events) {
      expect(readRunEventOfThen(event)).toMatchObject({ plan: { destinations: [destination] } });
      expect(JSON.stringify(readRunEventOfThen(event))).not.toContain('Thread');
    }
  });
});

describe('while a bot of now runs beside a dispatcher of then', () => {
  it('the newest report comes in place of an earlier one, and a button is refused', () => {
    const { windowsAgo: _, ...known } = asked.trigger as Extract<RunRequest['trigger'], { type: 'chat' }>;

    expect(readRunRequestOfThen(JSON.stringify(asked))).toEqual({ ...asked, trigger: known });
    expect(() => readRunRequestOfThen(JSON.stringify(pressed))).toThrow(UnsupportedSchemaVersionError);
  });
});

describe('while services of now run beside those of then', () => {
  it('they read what those of then send', async () => {
    const { events, jobs } = await dispatched(scheduled('daily-usage'));

    for (const event of events.map(readRunEventOfThen)) expect(readRunEvent(JSON.stringify(event))).toEqual(event);
    for (const job of jobs.map(readQueryJobOfThen)) expect(readQueryJob(JSON.stringify(job))).toEqual(job);
    const request = readRunRequestOfThen(JSON.stringify(scheduled('daily-usage')));
    expect(readRunRequest(JSON.stringify(request))).toEqual(request);
  });

  it('an aggregator of now sums up the rows that a query-worker of then has sent for tables', async () => {
    const { events } = await dispatched(scheduled('daily-usage'));
    const opened = readRunEvent(events[0]);
    if (opened.type !== 'run-opened') throw new TypeError(`The first event is ${opened.type}.`);
    const cells = (command: string, requests: string) => [
      { field: 'command', value: command },
      { field: 'requests', value: requests },
    ];
    const finished = readRunEventOfThen({
      schemaVersion: 1,
      type: 'query-finished',
      runId: opened.runId,
      queryId: 'commands-and-sources',
      outcome: { status: 'success', rows: [cells('start', '1'), cells('help', '4'), cells('start', '2')], statistics },
      finishedAtMs: nowMs,
    });
    if (finished.type !== 'query-finished') throw new TypeError(`It is ${finished.type}.`);

    const { runId, plan } = opened;
    const run = {
      runId,
      plan,
      state: 'closed' as const,
      counter: 1,
      revision: 2,
      sentRevision: 0,
      firstSeenAtMs: nowMs,
    };
    const { tables } = reportContentOf(run, [finished]);

    expect(tables?.find(({ tableId }) => tableId === 'commands')?.rows).toEqual([
      cells('help', '4'),
      cells('start', '3'),
    ]);
  });

  it('an aggregator of now compares nothing of a plan that a dispatcher of then has made', async () => {
    const { events } = await dispatched(scheduled('daily-usage'));
    const opened = readRunEvent(JSON.stringify(readRunEventOfThen(events[0])));
    if (opened.type !== 'run-opened') throw new TypeError(`The first event is ${opened.type}.`);
    const { runId, plan } = opened;
    const { queryId, definition } = { queryId: 'group-requests', definition: undefined };
    const day = { reportId: plan.reportId, runId: 'r', revision: 1, state: 'complete' as const, missing: [] };
    const yesterday = { ...day, windowStartMs: plan.windowStartMs - 86_400_000, windowEndMs: plan.windowStartMs };
    const entry = { ...yesterday, expiresAtSeconds: nowMs, values: [{ queryId, definition, value: 3 }] };
    const outcome = { status: 'success' as const, rows: [[{ field: 'calls', value: '7' }]], statistics };

    const run = {
      runId,
      plan,
      state: 'closed' as const,
      counter: 1,
      revision: 2,
      sentRevision: 0,
      firstSeenAtMs: nowMs,
    };
    const past = { own: [entry], summedUp: new Map() };
    const { values } = reportContentOf(run, [{ queryId, outcome, finishedAtMs: nowMs }], past);

    expect(values).toEqual([{ queryId, title: expect.objectContaining({ en: 'Requests in groups' }), value: 7 }]);
  });
});
