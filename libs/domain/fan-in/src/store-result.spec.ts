import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type QueryOutcome, resultLimits } from '@pulso/contracts/run-events';
import { jsonBytes } from '@pulso/kit/telegram';
import { dayMs, hourMs, minuteMs } from '@pulso/kit/time';
import * as fc from 'fast-check';

import { type QueryFinished, boundOutcome } from './store-result';
import {
  World,
  channel,
  dayPlan,
  deadline,
  failure,
  finished,
  mail,
  opened,
  planOf,
  rowsOf,
  runId,
  scheduledRunId,
  sweepEvent,
} from './testing/world';

let world: World;

beforeEach(() => {
  world = new World();
});

describe('an answer (A1, A2)', () => {
  it.each<[string, QueryFinished[], string[], object]>([
    ['counts once', [finished('a', 1), finished('a', 1)], [], { counter: 1, revision: 2 }],
    [
      'replaces a failure and is not counted',
      [finished('a', failure()), finished('a', 1)],
      [],
      { counter: 1, revision: 3 },
    ],
    [
      'stays when a failure follows',
      [finished('a', 1), finished('a', failure()), finished('b', 2)],
      ['complete a=1 b=2'],
      {},
    ],
    ['stays when another follows', [finished('a', 1), finished('a', 5), finished('b', 2)], ['complete a=1 b=2'], {}],
    [
      'that comes after the close corrects the report, which says the first of several reasons',
      [finished('a', failure('first')), finished('a', failure('second')), finished('b', 2), finished('a', 1)],
      ['partial b=2 a:first', 'complete a=1 b=2'],
      { revision: 5, sentRevision: 5 },
    ],
  ])('%s', async (_what, events, said, run) => {
    await world.deliver(opened(planOf(['a', 'b'])), ...events);

    expect(world.said).toEqual(said);
    expect(await world.storedRun()).toMatchObject(run);
  });

  it('is logged with the counter', async () => {
    await world.deliver(opened(planOf(['a', 'b'])), finished('a', 1), finished('a', 1));

    expect(world.logged('result-counted')).toMatchObject([
      { queryId: 'a', status: 'success', change: 'added', counter: 1, expectedCount: 2 },
      { change: 'duplicate', counter: 1 },
    ]);
  });
});

describe('boundOutcome', () => {
  it('makes an outcome that is too large for an item smaller before it is stored', async () => {
    await world.deliver(opened(planOf(['a'])), finished('a', '😀'.repeat(400_000)));

    expect(world.said).toEqual(['partial a:unexpected-result']);
    expect(jsonBytes(await world.deps.store.readResults(runId))).toBeLessThan(2_000);
  });

  it('cuts a long reason between characters, and cleans a strange code', () => {
    const reason = { code: `\u0000 <b>${'c'.repeat(500)}`, message: `x${'😀'.repeat(900)}` };

    expect(boundOutcome({ status: 'failed', reason })).toEqual({
      status: 'failed',
      reason: { code: `---b-${'c'.repeat(45)}`, message: `x${'😀'.repeat(499)}` },
    });
  });

  it('keeps the tables of a worker within the room of one result', () => {
    const { rows } = rowsOf(
      ...Array.from({ length: resultLimits.maxRows }, (_, index) => ({ command: `/c${index}`, calls: index })),
    );
    const long = rows.map((row) => row.map(({ field }) => ({ field, value: 'x'.repeat(200) })));
    const small = { ...rowsOf(), tables: [{ tableId: 't', rows, omittedRowCount: 3 }] };
    const large = { ...rowsOf(), tables: ['t', 'u', 'v'].map((tableId) => ({ tableId, rows: long })) };

    const bounded = boundOutcome(large);

    expect(boundOutcome(small)).toEqual(small);
    expect(bounded).toMatchObject({ tables: [{ tableId: 't' }, { rows: [] }, { omittedRowCount: rows.length }] });
    expect(jsonBytes(bounded)).toBeLessThan(resultLimits.maxBytes + 1000);
    expect(boundOutcome(bounded)).toEqual(bounded);
  });
});

describe('answers that come late', () => {
  /** Closes a due run with one answer of three. */
  const closeWithGaps = async (destinations: ReportPlan['destinations'] = [mail]) => {
    const plan = planOf(['a', 'b', 'c'], { destinations });
    await world.deliver(opened(plan), finished('a', 1));
    world.nowMs = plan.reportDueAtMs;
    await world.deliver(deadline(plan));
    world.nowMs += minuteMs;
  };

  it('wait for two minutes if readers would get a message for each, and make one correction', async () => {
    await closeWithGaps([channel, mail]);

    const response = await world.process([finished('b', 2), finished('c', 3)]);
    const [pauses, countBefore] = [
      world.paused.map(({ visibilityTimeoutSeconds }) => visibilityTimeoutSeconds),
      world.reports.length,
    ];
    await world.deliverPaused();

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-1' }]);
    expect([pauses, countBefore, world.logged('message-waits').length]).toEqual([[120, 120], 1, 2]);
    expect(world.said).toEqual(['partial a=1 b:no-answer c:no-answer', 'complete a=1 b=2 c=3']);
    expect(world.paused).toEqual([]);
  });

  it('are sent by an earlier sweep, and then not again', async () => {
    await closeWithGaps();

    await world.deliver(finished('b', 2), sweepEvent);
    await world.deliverPaused();

    expect(world.said.slice(1)).toEqual(['partial a=1 b=2 c:no-answer']);
  });

  it('are sent when they come back, although hiding them failed', async () => {
    await closeWithGaps();
    const changeVisibility = async () => Promise.reject(new Error('The queue is away.'));

    await world.process([finished('b', 2)], { changeVisibility });
    const countBefore = world.reports.length;
    await world.deliver(finished('b', 2));

    expect([countBefore, ...world.said.slice(1)]).toEqual([1, 'partial a=1 b=2 c:no-answer']);
  });

  it('are sent at once to messages that can be edited', async () => {
    await closeWithGaps([channel]);

    await world.deliver(finished('b', 2));

    expect(world.said.slice(1)).toEqual(['partial a=1 b=2 c:no-answer']);
  });

  it('are compared with in later reports, in whatever order they came', async () => {
    const outcomes = fc.array(fc.option(fc.nat({ max: 99 })), { minLength: 1, maxLength: 3 });
    const stories = fc.record({ '-3': outcomes, '-2': outcomes, '-1': outcomes }).chain((answersOf) => {
      const late = Object.entries(answersOf).flatMap(([day, values]) => values.map((value) => ({ day, value })));
      return fc.shuffledSubarray([...late, ...late], { minLength: late.length });
    });
    await fc.assert(
      fc.asyncProperty(stories, async (late) => {
        const story = new World();
        for (const day of [-3, -2, -1]) await story.report(dayPlan(day, ['a']), {});
        for (const { day, value } of late)
          await story.deliver(finished('a', value ?? failure(), scheduledRunId(Number(day))));

        const content = await story.report(dayPlan(0, ['a']), { a: 1 });

        const firstOf = (of: string) => late.find(({ day, value }) => day === of && value !== null)?.value ?? null;
        const truth = ['-3', '-2', '-1'].map(firstOf);
        const firstKnown = truth.findIndex((value) => value !== null);
        expect(content?.values[0]?.earlier).toEqual(firstKnown < 0 ? undefined : truth.slice(firstKnown));
      }),
    );
  });
});

describe('a backfill (A13)', () => {
  const title = { en: 'Activity' };
  const plan = planOf([], {
    queries: [
      {
        queryId: 'a',
        title,
        definition: 'd1',
        numbers: [
          { numberId: 'requests', field: 'requests', title },
          { numberId: 'failed', field: 'failed', title },
          { numberId: 'people', field: 'people', title, additive: false },
          { numberId: 'p95', field: 'p95', title, unit: 'milliseconds', additive: false },
        ],
      },
      { queryId: 'b', title, definition: 'd2' },
    ],
  });
  const row = (requests: number, people: number, p95 = 40, failed = 7) => rowsOf({ requests, failed, people, p95 });
  const { windowStartMs, windowEndMs } = plan;
  const backfill = { definition: 'd1', windowStartMs, windowEndMs };

  const backfillEvent = (outcome: QueryOutcome, overrides: Partial<QueryFinished> = {}): QueryFinished => ({
    ...finished('a', outcome),
    finishedAtMs: plan.plannedAtMs + dayMs,
    backfill,
    ...overrides,
  });

  /** Opens a run, closes it when it is due, and lets a day pass. */
  const closeRun = async (
    answers = [finished('a', row(100, 10)), finished('b', 5)],
    overrides: Partial<ReportPlan> = {},
  ) => {
    await world.deliver(opened({ ...plan, ...overrides }), ...answers);
    world.nowMs = plan.reportDueAtMs;
    await world.deliver(deadline(plan));
    world.nowMs += dayMs;
  };
  const valuesNow = () => world.lastReport?.content.values.map(({ value, backfilledFrom }) => [value, backfilledFrom]);
  const valuesInHistory = () =>
    [...world.runs.history.values()].flatMap(({ values }) => values.map(({ value }) => value));

  it('that found more corrects the report, which says so, and the history', async () => {
    await closeRun();
    const before = await world.storedRun();

    await world.deliver(backfillEvent(row(103, 11, 41)));

    expect(valuesNow()).toEqual([
      [103, 100],
      [7, undefined],
      [11, 10],
      [41, 40],
      [5, undefined],
    ]);
    expect(valuesInHistory()).toEqual([103, 7, 11, 41, 5]);
    expect(await world.storedRun()).toMatchObject({ counter: before.counter, revision: before.revision + 1 });
    expect(world.logged('result-counted').at(-1)).toMatchObject({ change: 'backfilled' });
  });

  it('that found yet more keeps the number that readers saw first', async () => {
    await closeRun();

    await world.deliver(
      backfillEvent(row(103, 11)),
      backfillEvent(row(104, 11), { finishedAtMs: plan.plannedAtMs + 25 * hourMs }),
    );

    expect(valuesNow()?.[0]).toEqual([104, 100]);
  });

  it.each<[string, QueryOutcome, Partial<QueryFinished>]>([
    ['says the same', row(100, 10), {}],
    ['says less, since some logs were deleted', row(60, 12), {}],
    ['says less of one count and more of another', row(103, 11, 41, 6), {}],
    ['says as many, with other estimates', row(100, 12, 55), {}],
    ['is a failure', failure(), {}],
    ['is no row', rowsOf({ calls: 'x' }), {}],
    ['is about another definition', row(103, 11), { backfill: { ...backfill, definition: 'd9' } }],
    ['is about another window', row(103, 11), { backfill: { ...backfill, windowStartMs: windowStartMs - hourMs } }],
    ['is about a question that the plan does not have', row(103, 11), { queryId: 'c' }],
  ])('changes nothing if it %s', async (_what, outcome, overrides) => {
    await closeRun();

    await world.deliver(backfillEvent(outcome, overrides));

    expect(world.reports).toHaveLength(1);
    expect(valuesInHistory()).toEqual([100, 7, 10, 40, 5]);
  });

  it('stores nothing for a run that does not exist, and changes no open run', async () => {
    await world.deliver(backfillEvent(row(103, 11)), backfillEvent(failure()));
    world.nowMs += hourMs;
    await world.deliver(sweepEvent);
    const before = await world.deps.store.readRun(runId);
    const running = planOf([], { ...plan, reportDueAtMs: world.nowMs + hourMs });
    await world.deliver(opened(running), finished('b', 5), backfillEvent(row(103, 11)));

    expect([before, world.logged('run-without-plan'), world.reports]).toEqual([undefined, [], []]);
  });

  it.each([
    ['has failed', [finished('b', 5), finished('a', failure())]],
    ['has had no answer', [finished('b', 5)]],
  ])('answers a question that %s, like any late success', async (_what, answers) => {
    await closeRun(answers);

    await world.deliver(backfillEvent(row(103, 11)));

    expect(world.said.at(-1)).toBe('complete a=103 a=7 a=11 a=40 b=5');
    expect(valuesNow()?.[0]).toEqual([103, undefined]);
  });

  it('does not wait for others if a destination gets mails: it sends none', async () => {
    await closeRun(undefined, { destinations: [channel, mail] });

    await world.deliver(backfillEvent(row(103, 11)));

    expect([world.paused, valuesNow()?.[0]]).toEqual([[], [103, 100]]);
  });

  it('is compared with the answer that was stored meanwhile', async () => {
    await closeRun();
    const { replaceSuccess } = world.deps.store;
    const other = jest.fn(replaceSuccess).mockImplementationOnce(async (result, read) => {
      await replaceSuccess({ ...result, outcome: row(105, 12), finishedAtMs: 7 }, read);
      return await replaceSuccess(result, read);
    });

    await world.process([backfillEvent(row(103, 11))], { store: { replaceSuccess: other } });

    expect(valuesInHistory().slice(0, 3)).toEqual([105, 7, 12]);
  });
});
