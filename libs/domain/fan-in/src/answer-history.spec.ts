import { type ReportPlan } from '@pulso/contracts/report-plan';
import { runIdOf } from '@pulso/contracts/run-requests';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import { dayPlan, entryOf, report, reportDays, scheduledRunId } from './testing/days';
import { World, rowsOf, startMs } from './testing/world';
import { type HistoryRequested } from './answer-history';

const requestOf = (windowCount: number, overrides: Partial<HistoryRequested> = {}): HistoryRequested => ({
  schemaVersion: 1,
  type: 'history-requested',
  requestId: 'chat-7',
  reportId: 'daily-usage',
  windowCount,
  chart: true,
  destination: { type: 'telegram', chatId: '42', showsProgress: false, language: 'es' },
  requestedAtMs: startMs + hourMs,
  ...overrides,
});

describe('a request for history (A12)', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  /** Asks, and gives what was sent because of it. */
  const ask = async (...request: Parameters<typeof requestOf>) => {
    await world.deliver(requestOf(...request));
    return world.lastReport;
  };

  it('is answered with a sum and its parts, to the one who asks, under the id of the request', async () => {
    await reportDays(world, [1, 2, 3, 4, 5, 6, 7, 8], 1);

    const sent = await ask(7);

    const trigger = {
      type: 'history' as const,
      requestId: 'chat-7',
      requestedAtMs: 0,
      chatId: '42',
      windowCount: 7,
      chart: true,
    };
    expect(sent).toEqual({
      schemaVersion: 1,
      type: 'report-update',
      runId: runIdOf({ schemaVersion: 1, reportId: 'daily-usage', trigger }),
      revision: 1,
      content: {
        reportId: 'daily-usage',
        title: { en: 'Daily usage' },
        state: 'complete',
        windowStartMs: startMs - 7 * dayMs,
        windowEndMs: startMs,
        values: [{ queryId: 'a', title: { en: 'How many a' }, value: 35, parts: [2, 3, 4, 5, 6, 7, 8] }],
        missing: [],
        chart: true,
        trigger: 'history',
      },
      destinations: [{ type: 'telegram', chatId: '42', showsProgress: false, language: 'es' }],
    });
    expect(world.logged('history-answered')).toMatchObject([{ runId: sent?.runId, windowCount: 7, valueCount: 1 }]);
  });

  it('is about the windows up to the one that it names, although there are newer ones', async () => {
    await reportDays(world, [1, 2, 3, 10, 20, 30], 1);

    const { content } = (await ask(2, { endedByMs: startMs - 2 * dayMs + hourMs })) ?? {};

    expect(content).toMatchObject({
      windowStartMs: startMs - 4 * dayMs,
      windowEndMs: startMs - 2 * dayMs,
      values: [{ value: 13, parts: [3, 10], earlier: [3] }],
    });
  });

  it('is answered with what one run says where a file of it is wanted', async () => {
    await reportDays(world, [1, 2, 3], 1);

    const sent = await ask(1, { chart: false, fileOfRunId: scheduledRunId(0) });

    expect(sent).toMatchObject({
      runId: 'daily-usage/history/chat-7',
      content: {
        state: 'complete',
        windowEndMs: startMs,
        values: [{ value: 3, earlier: [1, 2] }],
        trigger: 'history',
        file: 'csv',
      },
    });
    expect(sent?.content).not.toHaveProperty('chart');
  });

  it('says so where that run is forgotten', async () => {
    await reportDays(world, [1], 1);

    const sent = await ask(1, { chart: false, fileOfRunId: 'daily-usage/schedule/2020-01-01T12:30:00.000Z' });

    expect(sent?.content).toMatchObject({ values: [], noRecords: true, isForgotten: true });
    expect(sent?.content).not.toHaveProperty('file');
  });

  it.each([
    [7, [10, 20, null, 30], -3],
    [4, [10, 20, null, 30], -3],
    [2, [null, 30], -1],
    [1, [30], 0],
  ])('for %i windows has gaps, and begins with the first report: %j', async (windowCount, parts, firstDay) => {
    await reportDays(world, [10, 20], -1);
    await reportDays(world, [30], 1);

    const content = (await ask(windowCount))?.content;

    expect(content?.values[0]?.parts).toEqual(parts);
    expect(content?.values[0]).not.toHaveProperty('earlier');
    expect(content?.windowStartMs).toBe(startMs + (firstDay - 1) * dayMs);
  });

  it('averages what can not be added up, and shows every number as the newest plan says', async () => {
    const shownAs = { numberId: 'people', title: { en: 'People' }, additive: false, better: 'more' } as const;
    const numbers = [
      { ...shownAs, field: 'people' },
      { numberId: 'never', field: 'never', title: { en: 'Never' }, unit: 'milliseconds' as const },
    ];
    const queries = [{ queryId: 'usage', title: { en: 'Usage' }, definition: '1', numbers }];
    const planned: Partial<ReportPlan> = { queries, title: { en: 'Usage', es: 'Uso' } };
    await report(world, dayPlan(-1, [], planned), { usage: rowsOf({ people: 1 }) });
    await report(world, dayPlan(0, [], planned), { usage: rowsOf({ people: 2 }) });

    expect((await ask(2, { chart: false }))?.content).toMatchObject({
      title: { en: 'Usage', es: 'Uso' },
      chart: false,
      values: [{ queryId: 'usage', ...shownAs, value: 1.5, parts: [1, 2] }],
    });
  });

  it('leaves out what was defined in another way, and what is not asked any more', async () => {
    await report(world, dayPlan(-1, ['a', 'gone']), { a: 1, gone: 1 });
    await report(world, dayPlan(0, [], { queries: [{ queryId: 'a', title: { en: 'A' }, definition: 'a-2' }] }), {
      a: 2,
    });

    expect((await ask(2))?.content.values).toEqual([{ queryId: 'a', title: { en: 'A' }, value: 2, parts: [null, 2] }]);
  });

  it('names numbers as the newest report does where the one that the button names is forgotten', async () => {
    const old = entryOf(-50, [{ queryId: 'a', definition: '1', value: 3 }]);
    await world.runs.store.keepHistory(old);
    await report(world, dayPlan(0, [], { queries: [{ queryId: 'a', title: { en: 'A' }, definition: '2' }] }), { a: 4 });

    expect((await ask(7, { endedByMs: old.windowEndMs }))?.content).toMatchObject({
      title: { en: 'Daily usage' },
      windowEndMs: old.windowEndMs,
      values: [{ queryId: 'a', title: { en: 'A' }, value: 3 }],
    });
  });

  it('has sums of other reports, too', async () => {
    const sum = { reportId: 'hourly', queryId: 'a', definition: 'a-1', title: { en: 'Sum' } };
    const plan = dayPlan(0, ['a'], { historySums: [sum] });
    await world.runs.store.keepHistory(
      entryOf(0, [{ queryId: 'a', definition: 'a-1', value: 9 }], { reportId: 'hourly' }),
    );
    await report(world, plan, { a: 1 });

    expect((await ask(1))?.content.values).toMatchObject([
      { title: { en: 'Sum' }, value: 9 },
      { title: { en: 'How many a' }, value: 1 },
    ]);
  });

  it('without any report says that there is nothing, over the time that was asked for', async () => {
    await reportDays(world, [1], 1);

    expect((await ask(7, { reportId: 'other' }))?.content).toEqual({
      reportId: 'other',
      title: { en: 'other' },
      state: 'complete',
      windowStartMs: startMs + hourMs - 7 * dayMs,
      windowEndMs: startMs + hourMs,
      values: [],
      missing: [],
      noRecords: true,
      chart: true,
      trigger: 'history',
    });
  });

  it('takes no window for the newest that had not ended when it was asked', async () => {
    await reportDays(world, [1, 2], 1);

    const sent = await ask(1, { requestedAtMs: startMs - minuteMs });

    expect(sent?.content.values).toMatchObject([{ value: 1 }]);
  });
});
