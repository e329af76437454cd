import { MalformedMessageError } from '@pulso/contracts/envelope';
import { readQueryJob } from '@pulso/contracts/query-jobs';
import { maxPlanBytes } from '@pulso/contracts/report-plan';
import { readRunEvent } from '@pulso/contracts/run-events';
import { readRunRequest, runIdOf, unknownReportErrorName } from '@pulso/contracts/run-requests';
import { type ReportDefinition, catalogue, maxQueryCount } from '@pulso/domain/reports';
import { jsonBytes } from '@pulso/kit/telegram';

import { World, fromChat, nowMs, report, scheduled, settings } from './testing/world';

/** Every message fits its contract. */
function expectReadable(sent: World['sent']): void {
  for (const { queue, body } of sent) {
    const read = queue === 'run-events' ? readRunEvent : readQueryJob;
    expect(read(JSON.stringify(body))).toEqual(body);
  }
}

let world: World;

beforeEach(() => {
  world = new World();
});

describe('dispatch', () => {
  it('opens the run, sets its deadline and only then sends the jobs', async () => {
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

  it('asks a question about its own window, and the plan says so', async () => {
    const query = { title: { en: 'Q' }, query: 'stats count(*)' };
    const reach = { ...query, id: 'reach', window: { hours: 720 } };
    const days = { ...query, id: 'days', window: { hours: 168, endsAt: '00:00' } };
    world = new World({ catalogue: [report({ queries: [{ ...query, id: 'day' }, reach, days] })] });

    await world.dispatch();

    const spans = world.jobs.map(({ body }) => (body.endTimeSeconds + 1 - body.startTimeSeconds) / 86_400);
    expect(spans).toEqual([1, 30, 7]);
    expect(world.opened.plan.queries.map(({ window }) => window && new Date(window.endMs).toISOString())).toEqual([
      undefined,
      '2026-11-25T12:25:00.000Z',
      '2026-11-25T00:00:00.000Z',
    ]);
  });

  it("plans a run of one bounded query for a person's question", async () => {
    const question = { measure: 'people', period: { type: 'last', hours: 168 }, by: 'language' };

    await world.dispatch(scheduled({ reportId: 'ask', trigger: fromChat({ question }) }));

    const [opened] = world.sent;
    expect(opened?.body).toMatchObject({
      type: 'run-opened',
      plan: { reportId: 'ask', isAsked: true, windowEndMs: Date.parse('2026-11-25T12:25:00Z'), queries: [{}] },
    });
    expect(world.jobs.map(({ body }) => [body.queryId, body.maxScannedBytes])).toEqual([['answer', 10_000_000_000]]);
    expectReadable(world.sent);
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

  it('sends the report of a chat only to that chat, into its placeholder', async () => {
    await world.dispatch(scheduled({ trigger: fromChat({ language: 'de' }) }));

    expect(world.opened.plan.destinations).toEqual([
      { type: 'telegram', chatId: '42', placeholderMessageId: 8, showsProgress: true, language: 'de' },
    ]);
    expect(world.opened.runId).toBe('daily-usage/chat/abc-7');
  });

  it('keeps the report that it replaces until the new one is there', async () => {
    const replacesRunId = 'daily-usage/chat/abc-2026-11-25T12:30Z';

    await world.dispatch(scheduled({ trigger: fromChat({ replacesRunId }) }));

    expect(world.opened.plan.destinations).toMatchObject([{ replacesRunId, showsProgress: false }]);
  });

  it("tells chats that ask the stage's time zone", async () => {
    world = new World({ settings: { ...settings, timeZone: 'Europe/Berlin' } });
    const ofSchedule = new World({ settings: { ...settings, timeZone: 'Europe/Berlin' } });

    await world.dispatch(scheduled({ trigger: fromChat() }));
    await ofSchedule.dispatch();

    expect(world.opened.plan.destinations).toMatchObject([{ chatId: '42', timeZone: 'Europe/Berlin' }]);
    expect(ofSchedule.opened.plan.destinations).toEqual(settings.destinations['owners']);
  });

  it('sends scheduled reports to every kind of destination, with the settings of its readers', async () => {
    const owners = [
      { type: 'telegram' as const, chatId: '-1', messageThreadId: 4, showsProgress: false, timeZone: 'Asia/Tokyo' },
      { type: 'email' as const, name: 'owners', addresses: ['ada@example.com'], language: 'de' },
      { type: 'webhook' as const, name: 'team', format: 'slack' },
    ];
    world = new World({ settings: { ...settings, destinations: { owners } } });

    await world.dispatch();

    expect(world.opened.plan.destinations).toEqual(owners);
    expectReadable(world.sent);
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

    it('passes it on to the aggregator, also of a report that has left the catalogue, and starts nothing', async () => {
      world = new World({ settings: { ...settings, timeZone: 'Europe/Berlin' } });

      await world.dispatch(scheduled({ reportId: 'hourly', trigger }));

      const body = {
        schemaVersion: 1,
        type: 'history-requested',
        requestId: 'abc-9',
        reportId: 'hourly',
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
      expectReadable(world.sent);
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

  it('sends a thousand questions at less than ten a second, in messages that fit their contract', async () => {
    world = asking(maxQueryCount);

    await world.dispatch();

    const { jobs } = world;
    expect(jobs).toHaveLength(maxQueryCount);
    expect(jobs.every(({ body }) => body.pace !== undefined)).toBe(true);
    expect(Math.max(...jobs.map(({ delaySeconds }) => delaySeconds))).toBe(107);
    const perSecond = Map.groupBy(jobs, ({ delaySeconds }) => delaySeconds);
    expect(Math.max(...[...perSecond.values()].map(({ length }) => length))).toBeLessThanOrEqual(10);
    expect(new Set(perSecond.get(50)?.map(({ body }) => body.waitMs)).size).toBeGreaterThanOrEqual(9);
    expectReadable(world.sent);
    expect(jsonBytes(world.opened.plan)).toBeLessThan(maxPlanBytes);
  });

  it.each([
    ['10 minutes leave a thousand questions their time', 1_000, 10, 600],
    ['2 minutes are enough for a few', 20, 2, 120],
    ['2 minutes are too few for a thousand', 1_000, 2, 287],
    ['an hour is longer than SQS delays its deadline', 1, 60, 3_600],
  ])(
    'makes a run due when its last question can be answered: %s',
    async (_case, queryCount, dueAfterMinutes, expected) => {
      world = asking(queryCount, { dueAfterMinutes });

      await world.dispatch();

      const { plannedAtMs, giveUpAtMs, reportDueAtMs } = world.opened.plan;
      expect(Math.floor((reportDueAtMs - plannedAtMs) / 1000)).toBe(expected);
      expect(reportDueAtMs - giveUpAtMs).toBe(60_000);
      // SQS takes whole seconds; an earlier deadline would find the run open.
      expect(world.sent[1]?.delaySeconds).toBe(Math.min(Math.ceil((reportDueAtMs - plannedAtMs) / 1000), 900));
    },
  );

  it("logs which run could not be sent, beside Lambda's error", async () => {
    world = new World({ sendRunEvents: () => Promise.reject(new TypeError('refused')) });

    await expect(world.dispatch()).rejects.toThrow(TypeError);

    expect(world.sent).toEqual([]);
    const runId = runIdOf(readRunRequest(scheduled()));
    expect(world.logged).toMatchObject([
      { level: 'ERROR', event: 'run-not-dispatched', runId, trigger: 'schedule', errorName: 'TypeError' },
    ]);
  });

  it.each([
    ['no object', null],
    ['an unknown trigger', scheduled({ trigger: { type: 'moon' } })],
  ])('refuses %s', async (_case, payload) => {
    await expect(world.dispatch(payload)).rejects.toThrow(MalformedMessageError);

    expect(world.sent).toEqual([]);
  });

  it('refuses an unknown report', async () => {
    await expect(world.dispatch(scheduled({ reportId: 'hourly' }))).rejects.toMatchObject({
      name: unknownReportErrorName,
      message: 'No report "hourly" in the catalogue, which has: daily-usage.',
    });
  });

  it('refuses destinations that the stage does not have', async () => {
    world = new World({ catalogue: [report({ destinations: 'investors' })] });

    await expect(world.dispatch()).rejects.toMatchObject({
      name: 'UnknownDestinationsError',
      message: 'Report "daily-usage" goes to "investors", but the stage has destinations for: owners.',
    });
  });

  it('logs no chat id', async () => {
    await world.dispatch(scheduled({ trigger: fromChat({ chatId: '4242424242' }) }));

    expect(world.lines.join()).not.toContain('4242424242');
  });
});

const column = (field: string) => ({ field, title: { en: field } });

const several = report({
  queries: [
    {
      id: 'activity',
      title: { en: 'Activity' },
      query: { columns: { n: 'count(user)', people: 'count_distinct(user)', p95: 'pct(ms, 95)' } },
      numbers: [
        { id: 'requests', field: 'n', title: { en: 'Requests' }, better: 'more', prominence: 'headline' },
        { id: 'people', field: 'people', title: { en: 'People' }, additive: false },
        { id: 'p95', field: 'p95', title: { en: 'p95' }, of: 'requests', unit: 'milliseconds' },
      ],
    },
    {
      id: 'commands-and-hours',
      title: { en: 'Commands and hours' },
      query: 'stats count(*) as n by command, bin(1h) as hour',
      tables: [
        { id: 'commands', title: { en: 'Commands' }, columns: [column('command'), column('n')] },
        { id: 'hours', title: { en: 'Hours' }, columns: [{ ...column('hour'), format: 'hour' }, column('n')] },
      ],
    },
    { id: 'slowest', title: { en: 'Slowest' }, query: 'fields ms, command', columns: [column('ms')], unit: 'count' },
  ],
});

/** Plans a report for a Monday on which both reports of the catalogue run. */
async function planOf(definition: ReportDefinition, reports = [definition], scheduledTime = '2026-11-30T12:45:00Z') {
  const planning = new World({ catalogue: reports });
  await planning.dispatch(scheduled({ reportId: definition.id, trigger: { type: 'schedule', scheduledTime } }));
  return { plan: planning.opened.plan, jobs: planning.jobs, sent: planning.sent };
}

describe('the plan of a run', () => {
  it('carries what a report says of its numbers, tables and columns', async () => {
    const { plan, jobs } = await planOf(several);

    expect(jobs.map(({ body }) => body.tables)).toEqual([
      undefined,
      [
        { tableId: 'commands', by: 'command', sum: 'n' },
        { tableId: 'hours', by: 'hour', sum: 'n' },
      ],
      undefined,
    ]);
    expect(plan.queries).toEqual([
      {
        queryId: 'activity',
        title: { en: 'Activity' },
        definition: expect.stringMatching(/^[0-9a-f]{8}$/),
        numbers: [
          { numberId: 'requests', field: 'n', title: { en: 'Requests' }, better: 'more', prominence: 'headline' },
          { numberId: 'people', field: 'people', title: { en: 'People' }, additive: false },
          { numberId: 'p95', field: 'p95', title: { en: 'p95' }, ofNumberId: 'requests', unit: 'milliseconds' },
        ].map((number) => ({ ...number, definition: expect.stringMatching(/^[0-9a-f]{8}$/) })),
      },
      {
        queryId: 'commands-and-hours',
        title: { en: 'Commands and hours' },
        definition: expect.stringMatching(/^[0-9a-f]{8}$/),
        tables: [
          { tableId: 'commands', title: { en: 'Commands' }, columns: [column('command'), column('n')] },
          { tableId: 'hours', title: { en: 'Hours' }, columns: [{ ...column('hour'), format: 'hour' }, column('n')] },
        ],
      },
      {
        queryId: 'slowest',
        title: { en: 'Slowest' },
        definition: expect.stringMatching(/^[0-9a-f]{8}$/),
        unit: 'count',
        columns: [column('ms')],
      },
    ]);
  });

  it.each(['2026-11-25T12:30:59.999Z', '2026-11-25T13:30:07+01:00'])(
    'is the same for a schedule that fires at %s, within the minute',
    async (scheduledTime) => {
      const exact = await planOf(report(), [report()], '2026-11-25T12:30:00Z');

      expect((await planOf(report(), [report()], scheduledTime)).plan).toEqual(exact.plan);
    },
  );

  it('carries whether a report has a chart, when it is sent, and what it watches', async () => {
    const watched = { queryId: 'activity', numberId: 'people' };
    const said = {
      chart: true,
      onlyIf: { ...watched, above: 3 },
      watched,
      notifyOn: [{ ...watched, falls: true }],
    } as const;

    expect((await planOf({ ...several, ...said })).plan).toMatchObject(said);
    const { plan } = await planOf(several);
    expect(Object.keys(said).filter((key) => key in plan)).toEqual([]);
  });

  const weekly = report({
    id: 'weekly',
    window: { hours: 168, ingestLagMinutes: 20, endsAt: '12:25' },
    historySums: [
      { reportId: 'daily-usage', queryId: 'activity', numberId: 'requests' },
      {
        reportId: 'daily-usage',
        queryId: 'activity',
        numberId: 'requests',
        title: { en: 'All' },
        prominence: 'detail',
      },
    ],
  });

  it('adds up numbers of another report under the definition that they have there', async () => {
    const { plan } = await planOf(weekly, [weekly, several]);

    const requests = {
      reportId: 'daily-usage',
      queryId: 'activity',
      numberId: 'requests',
      definition: (await planOf(several)).plan.queries[0]?.numbers?.[0]?.definition,
      better: 'more',
    };
    expect(plan.historySums).toEqual([
      { ...requests, title: { en: 'Requests' }, prominence: 'headline' },
      { ...requests, title: { en: 'All' }, prominence: 'detail' },
    ]);
  });

  it.each(catalogue)('of $id is small, and its messages are ones that their readers take', async (definition) => {
    const { plan, sent } = await planOf(definition, [...catalogue]);

    expect(jsonBytes(plan)).toBeLessThan(maxPlanBytes / 10);
    expectReadable(sent);
  });
});
