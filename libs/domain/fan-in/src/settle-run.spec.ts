import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { type QueryOutcome, type RunEvent } from '@pulso/contracts/run-events';
import { hourMs, minuteMs } from '@pulso/kit/time';

import {
  World,
  channel,
  chat,
  chatPlan,
  dayPlan,
  deadline,
  failure,
  finished,
  opened,
  planOf,
  rowsOf,
  runId,
  scheduledRunId,
  startMs,
  withoutNotifier,
} from './testing/world';

const plan = planOf(['a', 'b']);
const away = async () => Promise.reject(new Error('The table is away.'));

let world: World;

beforeEach(() => {
  world = new World();
});

describe('closing (A3, A4)', () => {
  it('sends what there is when the time is over', async () => {
    await world.deliver(opened(plan), finished('b', 2));
    world.nowMs = plan.reportDueAtMs;
    await world.deliver(deadline(plan));

    expect([world.said, world.paused]).toEqual([['partial b=2 a:no-answer'], []]);
  });

  it('raises the alarm when no question was answered, whether the run is finished or due', async () => {
    const alarm = { level: 'ERROR', runId, reportId: plan.reportId, trigger: plan.trigger };
    await world.deliver(finished('x', 9), opened(plan), finished('a', failure()), finished('b', failure()));
    world.nowMs = plan.reportDueAtMs;
    await world.deliver(deadline(plan, 'daily-usage/manual/1'));

    expect(world.logged('report-without-answers')).toMatchObject([
      { ...alarm, why: 'finished' },
      { ...alarm, runId: 'daily-usage/manual/1', why: 'due' },
    ]);
  });

  it.each<[string, RunEvent[], number]>([
    ['no logs are kept for any question', [finished('a', failure('not-kept')), finished('b', failure('not-kept'))], 0],
    ['logs are kept for one question', [finished('a', failure('not-kept')), finished('b', failure())], 1],
    ['one question was answered', [finished('a', 0), finished('b', failure())], 0],
  ])('where %s it raises so many: %#', async (_where, answers, alarmCount) => {
    await world.deliver(opened(plan), ...answers, opened(planOf([]), 'daily-usage/manual/1'));

    expect(world.logged('run-closed')).toHaveLength(2);
    expect(world.logged('report-without-answers')).toHaveLength(alarmCount);
  });

  it('has raised it by the time the close is stored, also if the process dies there', async () => {
    await world.deliver(opened(plan), finished('a', failure()));

    await world.process([finished('b', failure())], { store: { closeRun: away } });

    expect(await world.storedRun()).toMatchObject({ state: 'running' });
    expect(world.logged('report-without-answers')).toHaveLength(1);
  });

  it.each<[string, RunEvent]>([
    ['an answer', finished('b', 2)],
    ['a duplicate', finished('a', 1)],
    ['a second opening', opened(plan)],
  ])('closes an overdue run on the occasion of %s', async (_what, event) => {
    await world.deliver(opened(plan), finished('a', 1));
    world.nowMs = plan.reportDueAtMs;
    await world.deliver(event);

    expect(await world.storedRun()).toMatchObject({ state: 'closed' });
    expect(world.reports).toHaveLength(1);
  });

  it('sends the report although another delivery has won the close', async () => {
    await world.deliver(opened(planOf(['a'])));
    const closeRun: typeof world.deps.store.closeRun = async (run) => {
      await world.deps.store.closeRun(run);
      return 'not-running';
    };

    await world.process([finished('a', 1)], { store: { closeRun } });

    expect(world.said).toEqual(['complete a=1']);
    expect(await world.storedRun()).toMatchObject({ revision: 3, sentRevision: 3 });
  });
});

describe('the deadline (A7)', () => {
  const pauses = () => world.paused.map(({ visibilityTimeoutSeconds }) => visibilityTimeoutSeconds);

  it('waits in its queue for the time that is left when it comes early', async () => {
    world.nowMs = plan.reportDueAtMs - 90_500;

    const response = await world.process([deadline(plan)]);

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
    expect([pauses(), world.logged('message-waits').length, world.published]).toEqual([[91], 1, []]);
  });

  it('waits in several steps of 900 s for a late due time, and closes the run then', async () => {
    const steps: number[] = [];

    await world.deliver(deadline(planOf(['a'], { reportDueAtMs: startMs + 40 * minuteMs })));
    for (let step = 0; world.paused.length > 0 && step < 9; step += 1) {
      steps.push(...pauses());
      await world.deliverPaused();
    }

    expect([steps, world.said]).toEqual([[900, 900, 600], ['partial a:no-answer']]);
  });

  it('goes by the stored plan, not by the plan that the event carries', async () => {
    await world.deliver(opened(plan), deadline({ ...plan, reportDueAtMs: plan.reportDueAtMs + 5 * minuteMs }));

    expect(pauses()).toEqual([600]);
  });
});

it('reads the revision before the results (A5): a result between the two is sent again and never lost', async () => {
  await world.deliver(opened(plan), finished('a', failure()));
  let isFirst = true;
  const readRun: typeof world.deps.store.readRun = async (id) => {
    const run = await world.deps.store.readRun(id);
    if (run?.state === 'closed' && isFirst) {
      isFirst = false;
      await world.process([finished('a', 1)], { store: { readRun: async () => undefined } });
    }
    return run;
  };

  await world.process([finished('b', 2)], { store: { readRun } });

  const run = await world.storedRun();
  expect(world.said.at(-1)).toBe('complete a=1 b=2');
  expect(world.lastReport?.revision).toBe(run.sentRevision);
  expect(run.sentRevision).toBeLessThan(run.revision);
});

describe('sending (A6)', () => {
  it.each<[number, number[]]>([
    [1, [0, 1]],
    [2, [0, 1, 2]],
    [6, [2, 5, 6]],
    [20, [9, 19, 20]],
    [95, [9, 19, 29, 39, 49, 59, 69, 79, 89, 95]],
  ])('shows progress of a run of %d questions when so many are answered: %j', async (questionCount, counts) => {
    const ids = Array.from({ length: questionCount }, (_, index) => `q${index}`);

    await world.deliver(opened(chatPlan(ids)), ...ids.map((id) => finished(id, 1)));

    expect(world.reports.map(({ content }) => content.values.length)).toEqual(counts);
    expect(world.reports.map(({ content }) => content.state)).toEqual([
      ...counts.slice(1).map(() => 'progress'),
      'complete',
    ]);
  });

  it('sends progress only to destinations that show it, the closed report to all', async () => {
    await world.deliver(opened(chatPlan(['a'], { destinations: [channel, chat] })), finished('a', 1));

    expect(world.reports.map(({ destinations }) => destinations)).toEqual([[chat], [channel, chat]]);
  });

  it('sends on the occasion of a duplicate what an earlier delivery did not get to send', async () => {
    await world.deliver(opened(planOf(['a'])));
    const first = await world.process([finished('a', 1)], withoutNotifier);

    await world.deliver(finished('a', 1));

    expect(first.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
    expect(world.said).toEqual(['complete a=1']);
  });
});

describe('the history (A9, A14)', () => {
  const key = `daily-usage ${startMs}`;

  it('keeps the numbers of a closed scheduled run, and a later revision of them', async () => {
    await world.deliver(opened(plan), finished('a', failure()), finished('b', 2));
    const first = world.runs.history.get(key);
    await world.deliver(finished('a', 1));

    expect(first).toMatchObject({ state: 'partial', missing: [{ queryId: 'a', code: 'gave-up' }] });
    expect(world.runs.history.get(key)).toMatchObject({
      runId,
      state: 'complete',
      values: [
        { queryId: 'a', value: 1 },
        { queryId: 'b', value: 2 },
      ],
      missing: [],
    });
  });

  it.each(['chat', 'manual'] as const)('keeps nothing of a %s run', async (trigger) => {
    await world.deliver(opened(planOf(['a'], { trigger })), finished('a', 1));

    expect(world.runs.history.size).toBe(0);
  });

  it('is written again when the first attempt has failed', async () => {
    await world.deliver(opened(planOf(['a'])));
    await world.process([finished('a', 1)], { store: { keepHistory: away } });

    await world.deliver(finished('a', 1));

    expect(world.runs.history.get(key)).toMatchObject({ state: 'complete' });
  });

  it('is read once the run is over: progress needs none', async () => {
    await world.report(dayPlan(-1, ['a']), { a: 1 });
    const readHistory = jest.fn(world.deps.store.readHistory);

    await world.process([opened(chatPlan(['a', 'b'])), finished('a', 1)], { store: { readHistory } });
    const whileOpen = readHistory.mock.calls.length;
    await world.process([finished('b', 1)], { store: { readHistory } });

    expect([whileOpen, readHistory.mock.calls.length]).toEqual([0, 1]);
    expect(world.lastReport?.content.values[0]?.earlier).toEqual([1]);
  });

  it('is waited for when the table is away: a report is compared or comes later', async () => {
    await world.report(dayPlan(-1, ['a']), { a: 1 });
    await world.deliver(opened(dayPlan(0, ['a']), scheduledRunId(0)));
    const before = world.reports.length;

    await world.process([finished('a', 2, scheduledRunId(0))], { store: { readHistory: away } });
    const meanwhile = world.reports.length;
    await world.deliver(finished('a', 2, scheduledRunId(0)));

    expect(meanwhile).toBe(before);
    expect(world.lastReport?.content.values).toMatchObject([{ value: 2, earlier: [1] }]);
  });

  it('has a gap for an entry that cannot be read, and a log line', async () => {
    await world.report(dayPlan(-1, ['a']), { a: 1 });
    await world.deliver(opened(dayPlan(0, ['a']), scheduledRunId(0)));
    const readHistory: typeof world.deps.store.readHistory = async (...range) => ({
      ...(await world.deps.store.readHistory(...range)),
      unreadable: ['history#daily-usage / x: values is not JSON'],
    });

    await world.process([finished('a', 2, scheduledRunId(0))], { store: { readHistory } });

    expect(world.lastReport?.content.values).toMatchObject([{ value: 2, earlier: [1] }]);
    expect(world.logged('history-unreadable')).toMatchObject([{ level: 'WARN', reportId: 'daily-usage' }]);
  });

  it('rings once where nothing is left of what a plan watches, and no more for a correction', async () => {
    for (const [index, a] of [900, 10, 20, 30].entries()) await world.report(dayPlan(index - 4, ['a']), { a });

    await world.report(dayPlan(0, ['a', 'b'], { watched: { queryId: 'a' } }), { a: 0, b: failure() });
    await world.deliver(finished('b', 7, scheduledRunId(0)));
    await world.sweepUntil(world.nowMs + hourMs);

    expect(world.lastReport?.content.values[0]).toMatchObject({ isAnomaly: true });
    expect(world.logged('no-requests')).toMatchObject([
      {
        level: 'ERROR',
        runId: scheduledRunId(0),
        reportId: 'daily-usage',
        queryId: 'a',
        baselineLow: 10,
        baselineHigh: 30,
      },
    ]);
  });
});

describe('a report with a condition (A11)', () => {
  const failures: PlannedQuery = {
    queryId: 'failures',
    title: { en: 'Failures' },
    definition: '1',
    numbers: [{ numberId: 'share', field: 'share', title: { en: 'Failed' }, unit: 'percent' }],
  };
  const onlyIf = { queryId: 'failures', numberId: 'share', above: 1 };
  const conditional = (overrides: Partial<ReportPlan> = {}): ReportPlan =>
    dayPlan(0, [], { queries: [failures], onlyIf, ...overrides });
  const share = (value: number | string): QueryOutcome => rowsOf({ share: value });

  it.each<[string, Readonly<Record<string, QueryOutcome>>, Partial<ReportPlan>, string[]]>([
    ['above the bound', { failures: share(1.01) }, {}, ['complete failures=1.01']],
    ['at the bound', { failures: share(1) }, {}, []],
    ['with nothing to measure', { failures: rowsOf() }, {}, []],
    ['about a time of which no logs are kept', { failures: failure('not-kept') }, {}, []],
    ['when its question has failed', { failures: failure() }, {}, ['partial failures:gave-up']],
    ['when its question has not answered', {}, {}, ['partial failures:no-answer']],
    [
      'when it names no question',
      { failures: share(0) },
      { onlyIf: { queryId: 'x', above: 1 } },
      ['complete failures=0'],
    ],
    [
      'for another number of the same name',
      { failures: share(0.2), b: share(5) },
      { queries: [{ ...failures, queryId: 'b' }, failures] },
      [],
    ],
    ['to a chat as progress, which nothing would end', { failures: share(0) }, { destinations: [chat] }, []],
    ['to a person who asks', { failures: share(0) }, { trigger: 'manual' }, ['complete failures=0']],
  ])('is sent, or not, %s', async (_when, outcomes, overrides, said) => {
    await world.report(conditional(overrides), outcomes);

    expect(world.said).toEqual(said);
  });

  it('is settled and kept where it is not sent', async () => {
    await world.report(conditional(), { failures: share(0.2) });
    await world.sweepUntil(startMs + hourMs);

    const run = await world.runs.store.readRun(scheduledRunId(0));
    expect(run).toMatchObject({ state: 'closed', sentRevision: run?.revision });
    expect([world.said, world.logged('report-not-sent').length]).toEqual([[], 1]);
    expect(world.runs.history.get(`daily-usage ${startMs}`)).toMatchObject({ values: [{ value: 0.2 }] });
  });

  it.each<[string, object]>([
    ['have seen', {}],
    ['may have seen, when the process has died behind it', { markSent: away }],
  ])('corrects what readers %s, also when there is nothing to say any more', async (_what, store) => {
    await world.deliver(opened(conditional(), scheduledRunId(0)));
    await world.process([finished('failures', failure(), scheduledRunId(0))], { store });

    await world.deliver(finished('failures', share(0.2), scheduledRunId(0)));

    expect(world.said).toEqual(['partial failures:gave-up', 'complete failures=0.2']);
  });

  it('is sent when a later revision is above the bound', async () => {
    const queries = [...conditional().queries, { queryId: 'b', title: { en: 'B' }, definition: '1' }];
    await world.report(conditional({ queries }), { failures: failure('not-kept'), b: 1 });
    const before = world.said;

    await world.deliver(finished('failures', share(9), scheduledRunId(0)));

    expect([before, world.said]).toEqual([[], ['complete failures=9 b=1']]);
  });
});
