import { MalformedMessageError } from '@pulso/contracts/envelope';
import { readQueryJob } from '@pulso/contracts/query-jobs';
import { maxPlanBytes } from '@pulso/contracts/report-plan';
import { readRunEvent } from '@pulso/contracts/run-events';
import { readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type ReportDefinition, maxQueryCount } from '@pulso/domain/reports';
import { jsonBytes } from '@pulso/kit/telegram';

import { UnknownDestinationsError, UnknownReportError } from './errors';
import { World, fromChat, nowMs, report, scheduled, settings } from './testing/world';

let world: World;

beforeEach(() => {
  world = new World();
});

describe('dispatch', () => {
  it('opens the run, sets its deadline and only then hands out the jobs', async () => {
    await world.dispatch();

    expect(
      world.sent.map(({ queue, body, delaySeconds }) => [
        queue,
        'type' in body ? body.type : body.queryId,
        delaySeconds,
      ]),
    ).toEqual([
      ['run-events', 'run-opened', undefined],
      ['run-events', 'run-deadline', 600],
      ['query-jobs', 'groups', 0],
      ['query-jobs', 'people', 0],
    ]);
  });

  it('asks every question about the same day, ending before the trigger by the ingest lag', async () => {
    await world.dispatch();

    const ranges = world.jobs.map(({ body }) => [body.startTimeSeconds, body.endTimeSeconds]);
    const end = Date.parse('2026-11-25T12:25:00Z') / 1000;
    expect(ranges).toEqual([
      [end - 86_400, end - 1],
      [end - 86_400, end - 1],
    ]);
  });

  it('plans a run of one bounded query for a question, which the catalogue does not have', async () => {
    const question = { measure: 'people', period: { type: 'last', hours: 168 }, by: 'language' };

    await world.dispatch(scheduled({ reportId: 'ask', trigger: fromChat({ question }) }));

    const [opened] = world.sent;
    expect(opened?.body).toMatchObject({
      type: 'run-opened',
      plan: { reportId: 'ask', isAsked: true, windowEndMs: Date.parse('2026-11-25T12:25:00Z'), queries: [{}] },
    });
    expect(world.jobs.map(({ body }) => [body.queryId, body.maxScannedBytes])).toEqual([['answer', 10_000_000_000]]);
    for (const { queue, body } of world.sent) {
      const read = queue === 'run-events' ? readRunEvent : readQueryJob;
      expect(read(JSON.stringify(body))).toEqual(body);
    }
  });

  it('plans the same run and window again, hours later, with a fresh due time', async () => {
    const late = new World({ clock: { nowMs: () => nowMs + 7_200_000 } });

    await world.dispatch();
    await late.dispatch();

    const [first, second] = [world.opened, late.opened];
    expect(second.runId).toBe(first.runId);
    expect(second.plan.windowEndMs).toBe(first.plan.windowEndMs);
    expect(second.plan.reportDueAtMs - first.plan.reportDueAtMs).toBe(7_200_000);
  });

  it('sends the report of a chat to that chat alone, into its placeholder', async () => {
    await world.dispatch(scheduled({ trigger: fromChat({ language: 'de' }) }));

    expect(world.opened.plan.destinations).toEqual([
      { type: 'telegram', chatId: '42', placeholderMessageId: 8, showsProgress: true, language: 'de' },
    ]);
    expect(world.opened.runId).toBe('daily-usage/chat/abc-7');
  });

  it('leaves the report that it replaces where it is until the new one is there', async () => {
    const replacesRunId = 'daily-usage/chat/abc-2026-11-25T12:30Z';
    await world.dispatch(
      scheduled({
        trigger: { type: 'chat', requestId: 'abc-7', requestedAtMs: nowMs, chatId: '42', messageId: 8, replacesRunId },
      }),
    );

    expect(world.opened.plan.destinations).toEqual([
      { type: 'telegram', chatId: '42', placeholderMessageId: 8, replacesRunId, showsProgress: false },
    ]);
  });

  it('reports on whole windows earlier when the chat asks for them', async () => {
    await world.dispatch(scheduled({ trigger: fromChat({ windowsAgo: 3 }) }));

    const { windowStartMs, windowEndMs } = world.opened.plan;
    expect(new Date(windowStartMs).toISOString()).toBe('2026-11-21T12:25:00.000Z');
    expect(new Date(windowEndMs).toISOString()).toBe('2026-11-22T12:25:00.000Z');
  });

  it("tells chats that ask the stage's time zone", async () => {
    world = new World({ settings: { ...settings, timeZone: 'Europe/Berlin' } });
    const ofSchedule = new World({ settings: { ...settings, timeZone: 'Europe/Berlin' } });

    await world.dispatch(scheduled({ trigger: fromChat() }));
    await ofSchedule.dispatch();

    expect(world.opened.plan.destinations).toMatchObject([{ chatId: '42', timeZone: 'Europe/Berlin' }]);
    expect(ofSchedule.opened.plan.destinations).toEqual(settings.destinations['owners']);
  });

  it('sends scheduled reports to every kind of destination, with what it knows of its reader', async () => {
    const owners = [
      { type: 'telegram' as const, chatId: '-1', messageThreadId: 4, showsProgress: false, timeZone: 'Asia/Tokyo' },
      { type: 'email' as const, name: 'owners', addresses: ['ada@example.com'], language: 'de' },
      { type: 'webhook' as const, name: 'team', format: 'slack' },
    ];
    world = new World({ settings: { ...settings, destinations: { owners } } });

    await world.dispatch();

    expect(world.opened.plan.destinations).toEqual(owners);
    expect(readRunEvent(JSON.stringify(world.sent[0]?.body))).toEqual(world.sent[0]?.body);
  });

  describe('with a request for earlier reports', () => {
    const trigger = {
      type: 'history',
      requestId: 'abc-9',
      requestedAtMs: nowMs,
      chatId: '42',
      windowCount: 30,
      chart: true,
      language: 'ru',
    };

    it('passes it on to the aggregator, and starts nothing', async () => {
      world = new World({ settings: { ...settings, timeZone: 'Europe/Berlin' } });

      await world.dispatch(scheduled({ trigger }));

      const body = {
        schemaVersion: 1,
        type: 'history-requested',
        requestId: 'abc-9',
        reportId: 'daily-usage',
        windowCount: 30,
        chart: true,
        destination: {
          type: 'telegram',
          chatId: '42',
          showsProgress: false,
          language: 'ru',
          timeZone: 'Europe/Berlin',
        },
        requestedAtMs: nowMs,
      };
      expect(world.sent).toEqual([{ queue: 'run-events', body }]);
      expect(readRunEvent(JSON.stringify(body))).toEqual(body);
    });

    it('passes on one of a report that the catalogue has no more: its history is still there', async () => {
      await world.dispatch(scheduled({ reportId: 'hourly', trigger }));

      expect(world.sent).toMatchObject([{ body: { type: 'history-requested', reportId: 'hourly' } }]);
      expect(world.logged).toMatchObject([{ event: 'history-passed-on', reportId: 'hourly' }]);
    });
  });

  const asking = (queryCount: number, overrides: Partial<ReportDefinition> = {}) => {
    const queries = Array.from({ length: queryCount }, (_, i) => ({
      id: `q${i}`,
      title: { en: 'Requests of a group', de: 'Anfragen einer Gruppe' },
      query: 'stats count(*)',
    }));
    return new World({ catalogue: [report({ queries, ...overrides })] });
  };

  it('spreads many starts over time', async () => {
    world = asking(12);

    await world.dispatch();

    expect(world.jobs.map(({ delaySeconds }) => delaySeconds)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2]);
    expect(world.jobs.map(({ body }) => body.waitMs)).not.toContain(0);
  });

  it('hands out a thousand questions below ten a second, with messages that their readers take', async () => {
    world = asking(maxQueryCount);

    await world.dispatch();

    const { jobs } = world;
    expect(jobs).toHaveLength(maxQueryCount);
    expect(jobs.every(({ body }) => body.pace !== undefined)).toBe(true);
    expect(Math.max(...jobs.map(({ delaySeconds }) => delaySeconds))).toBe(107);
    const perSecond = Map.groupBy(jobs, ({ delaySeconds }) => delaySeconds);
    expect(Math.max(...[...perSecond.values()].map(({ length }) => length))).toBeLessThanOrEqual(10);
    expect(new Set(perSecond.get(50)?.map(({ body }) => body.waitMs)).size).toBeGreaterThanOrEqual(9);
    for (const { body } of jobs) expect(readQueryJob(JSON.stringify(body))).toEqual(body);
    expect(jsonBytes(world.opened.plan)).toBeLessThan(maxPlanBytes);
  });

  it.each([
    ['10 minutes leave a thousand questions their time', 1_000, 10, 600],
    ['2 minutes are enough for a few', 20, 2, 120],
    ['2 minutes are too few for a thousand', 1_000, 2, 287],
  ])(
    'makes a run due when its last question can be answered: %s',
    async (_case, queryCount, dueAfterMinutes, expected) => {
      world = asking(queryCount, { dueAfterMinutes });

      await world.dispatch();

      const { plannedAtMs, giveUpAtMs, reportDueAtMs } = world.opened.plan;
      expect(Math.floor((reportDueAtMs - plannedAtMs) / 1000)).toBe(expected);
      expect(reportDueAtMs - giveUpAtMs).toBe(60_000);
      // SQS takes whole seconds; an earlier deadline would find the run open.
      expect(world.sent[1]?.delaySeconds).toBe(Math.ceil((reportDueAtMs - plannedAtMs) / 1000));
    },
  );

  it('caps the delay of a deadline beyond what SQS takes', async () => {
    world = new World({ catalogue: [report({ dueAfterMinutes: 60 })] });

    await world.dispatch();

    expect(world.sent[1]?.delaySeconds).toBe(900);
  });

  it('hands out no job when the run could not be announced', async () => {
    world = new World({ sendRunEvents: () => Promise.reject(new Error('refused')) });

    await expect(world.dispatch()).rejects.toThrow('refused');

    expect(world.sent).toEqual([]);
  });

  it('says which run could not be handed out, beside the error that Lambda logs', async () => {
    world = new World({ sendRunEvents: () => Promise.reject(new TypeError('refused')) });

    await expect(world.dispatch()).rejects.toThrow(TypeError);

    const runId = runIdOf(readRunRequest(scheduled()));
    expect(world.logged).toMatchObject([
      { level: 'ERROR', event: 'run-not-dispatched', runId, trigger: 'schedule', errorName: 'TypeError' },
    ]);
  });

  it.each([
    ['no object', null],
    ['an unknown trigger', scheduled({ trigger: { type: 'moon' } })],
    [
      'a context attribute that Scheduler has not replaced',
      scheduled({ trigger: { type: 'schedule', scheduledTime: '<aws.scheduler.scheduled-time>' } }),
    ],
    ['no report id', scheduled({ reportId: '' })],
  ])('refuses %s', async (_case, payload) => {
    await expect(world.dispatch(payload)).rejects.toThrow(MalformedMessageError);

    expect(world.sent).toEqual([]);
  });

  it('sends nothing for a request whose window lies before 1970', async () => {
    const trigger = { type: 'manual', requestId: 'r', requestedAtMs: 60_000 };

    await expect(world.dispatch(scheduled({ trigger }))).rejects.toThrow(RangeError);

    expect(world.sent).toEqual([]);
  });

  it('refuses a report that the catalogue does not have', async () => {
    const dispatched = world.dispatch(scheduled({ reportId: 'hourly' }));

    await expect(dispatched).rejects.toThrow(UnknownReportError);
    await expect(dispatched).rejects.toMatchObject({
      reportId: 'hourly',
      message: 'No report "hourly" in the catalogue, which has: daily-usage.',
    });
  });

  it('refuses destinations that the stage does not have', async () => {
    world = new World({ catalogue: [report({ destinations: 'investors' })] });

    const dispatched = world.dispatch();

    await expect(dispatched).rejects.toThrow(UnknownDestinationsError);
    await expect(dispatched).rejects.toThrow(
      'Report "daily-usage" goes to "investors", but the stage has destinations for: owners.',
    );
  });

  it('logs no chat id', async () => {
    await world.dispatch(scheduled({ trigger: fromChat({ chatId: '4242424242' }) }));

    expect(world.lines.join()).not.toContain('4242424242');
  });
});
