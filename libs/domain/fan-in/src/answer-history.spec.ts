import { type HistoryEntry } from '@pulso/domain/report-content';
import { runIdOf } from '@pulso/contracts/run-requests';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';

import { type HistoryRequested } from './answer-history';
import { World, dayPlan, scheduledRunId, startMs } from './testing/world';

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

  /** Reports on days, the last of which is day 0. */
  const reportDays = async (...values: number[]) => {
    for (const [index, a] of values.entries()) await world.report(dayPlan(1 - values.length + index, ['a']), { a });
  };

  /** Asks, and gives what was sent because of it. */
  const ask = async (...request: Parameters<typeof requestOf>) => {
    await world.deliver(requestOf(...request));
    return world.lastReport;
  };

  it('is answered with a sum and its parts, to the one who asks, under the id of the request', async () => {
    await reportDays(1, 2, 3, 4, 5, 6, 7, 8);

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
    await reportDays(1, 2, 3, 10, 20, 30);

    const { content } = (await ask(2, { endedByMs: startMs - 2 * dayMs + hourMs })) ?? {};

    expect(content).toMatchObject({
      windowStartMs: startMs - 4 * dayMs,
      windowEndMs: startMs - 2 * dayMs,
      values: [{ value: 13, parts: [3, 10], earlier: [3] }],
    });
  });

  it('is answered with what one run says where a file of it is wanted', async () => {
    await reportDays(1, 2, 3);

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
    await reportDays(1);

    const sent = await ask(1, { chart: false, fileOfRunId: 'daily-usage/schedule/2020-01-01T12:30:00.000Z' });

    expect(sent?.content).toMatchObject({ values: [], noRecords: true, isForgotten: true });
    expect(sent?.content).not.toHaveProperty('file');
  });

  it('names numbers as the newest report does where the one that the button names is forgotten', async () => {
    const old: HistoryEntry = {
      reportId: 'daily-usage',
      runId: scheduledRunId(-50),
      revision: 3,
      state: 'complete',
      windowStartMs: startMs - 51 * dayMs,
      windowEndMs: startMs - 50 * dayMs,
      values: [{ queryId: 'a', definition: '1', value: 3 }],
      missing: [],
      expiresAtSeconds: startMs / 1000 + dayMs,
    };
    await world.runs.store.keepHistory(old);
    await world.report(dayPlan(0, [], { queries: [{ queryId: 'a', title: { en: 'A' }, definition: '2' }] }), { a: 4 });

    expect((await ask(7, { endedByMs: old.windowEndMs }))?.content).toMatchObject({
      title: { en: 'Daily usage' },
      windowEndMs: old.windowEndMs,
      values: [{ queryId: 'a', title: { en: 'A' }, value: 3 }],
    });
  });

  it('takes no window for the newest that had not ended when it was asked', async () => {
    await reportDays(1, 2);

    const sent = await ask(1, { requestedAtMs: startMs - minuteMs });

    expect(sent?.content.values).toMatchObject([{ value: 1 }]);
  });
});
