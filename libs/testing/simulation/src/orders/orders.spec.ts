import { silenceStacks } from '../crash-points/silence-stacks';
import {
  type ArrangedWorld,
  type Arrangement,
  deadlineDelayMs,
  findSends,
  permutationsOf,
  runArranged,
  slotMs,
} from './arrange';
import { type Trigger } from '../world/world-options';

const triggers: readonly Trigger[] = ['schedule', 'chat'];
const each = (counts: readonly number[]) =>
  triggers.flatMap((trigger) => counts.map((queryCount) => ({ trigger, queryCount })));

/** The number of orders of each run in a commit, evenly spread; the nightly run tries all. */
const ordersPerCommit = 8;

const someOf = (orders: readonly string[][]): string[][] =>
  orders.filter((_order, index) => isNightly || index % Math.ceil(orders.length / ordersPerCommit) === 0);

const resultsOf = (queryCount: number): string[] => Array.from({ length: queryCount }, (_, index) => `q${index + 1}`);

/** The final texts of every chat, without duplicates: all orders must agree. */
const finalTextsOf = (worlds: readonly ArrangedWorld[]): string[] => [
  ...new Set(worlds.map(({ trace }) => JSON.stringify(lastTexts(trace)))),
];

const lastTexts = ({ texts }: ArrangedWorld['trace']): Record<string, string> =>
  Object.fromEntries(texts.map(({ chatId, text }) => [chatId, text]));

const isPartialSeen = ({ trace }: ArrangedWorld): boolean =>
  trace.texts.some(({ report }) => report?.state === 'partial');

/** Only the events that the arrangement names, in their order. */
const arrivedIn = ({ arrangement: { order }, trace }: ArrangedWorld): string[] =>
  trace.arrivals.map(({ event }) => event).filter((event) => order.includes(event));

const msFromLastEventToLastText = ({ arrangement: { order }, trace }: ArrangedWorld): number =>
  (trace.texts.at(-1)?.atMs ?? Infinity) - (trace.arrivals[order.length - 1]?.atMs ?? 0);

function expectOneCompleteReport(worlds: readonly ArrangedWorld[], trigger: Trigger): void {
  const chatCount = trigger === 'chat' ? 1 : 2;
  for (const { arrangement, trace, result } of worlds) {
    const last = trace.texts.at(-1)?.report;
    expect({
      order: arrangement.order,
      violations: result.violations,
      messages: trace.texts.filter(({ isNew }) => isNew).length,
      state: last?.state,
      answers: last?.values.size,
    }).toEqual({
      order: arrangement.order,
      violations: [],
      messages: chatCount,
      state: 'complete',
      answers: arrangement.queryCount,
    });
  }
  expect(finalTextsOf(worlds)).toHaveLength(1);
}

silenceStacks();

describe('orders of arrival', () => {
  it.each(each(isNightly ? [1, 2, 3, 4, 5] : [3]))(
    'all lead to the same complete report of $queryCount results, asked for by $trigger, and to no partial one',
    async ({ trigger, queryCount }) => {
      const orders = permutationsOf(['run-opened', ...resultsOf(queryCount)]);

      const worlds = await runArranged(
        someOf(orders).map((order): Arrangement => ({ trigger, queryCount, order, firstAfterMs: 0 })),
      );

      expect(orders).toHaveLength([2, 6, 24, 120, 720][queryCount - 1] ?? 0);
      for (const world of worlds) expect(arrivedIn(world)).toEqual(world.arrangement.order);
      expectOneCompleteReport(worlds, trigger);
      expect(worlds.filter(isPartialSeen)).toEqual([]);
      // The last event closes the run: nothing waits for the deadline or the sweep.
      for (const world of worlds) expect(msFromLastEventToLastText(world)).toBeLessThan(slotMs);
    },
    3_600_000,
  );

  it.each(each(isNightly ? [1, 2, 3] : [2]))(
    'all lead to the complete report of $queryCount results, asked for by $trigger, when everything is late and the deadline comes at any place',
    async ({ trigger, queryCount }) => {
      const orders = permutationsOf(['run-opened', 'run-deadline', ...resultsOf(queryCount)]);

      const worlds = await runArranged(
        someOf(orders).map((order): Arrangement => ({
          ...{ trigger, queryCount, order },
          firstAfterMs: deadlineDelayMs + 60_000,
        })),
      );

      expect(orders).toHaveLength([6, 24, 120][queryCount - 1] ?? 0);
      for (const world of worlds) expect(arrivedIn(world)).toEqual(world.arrangement.order);
      expectOneCompleteReport(worlds, trigger);
      // The plan closes an overdue run at once: later answers come as an edit.
      for (const world of worlds) expect(isPartialSeen(world)).toBe(comesAfterThePlan(world.arrangement.order));
    },
    3_600_000,
  );

  it.each(each(isNightly ? [1, 2, 3] : [2]))(
    'and a second copy of any event at any place, with $queryCount results and by $trigger, change nothing',
    async ({ trigger, queryCount }) => {
      const events = ['run-opened', ...resultsOf(queryCount)];
      const afterAllSends = { trigger, queryCount, firstAfterMs: 60_000 };
      const sends = await findSends({ ...afterAllSends, order: events });
      expect([...sends.keys()].sort()).toEqual([...resultsOf(queryCount), 'run-deadline', 'run-opened']);

      const worlds = await runArranged(
        events.flatMap((event) =>
          someOf(permutationsOf([...events, event])).map((order): Arrangement => ({
            ...afterAllSends,
            order,
            script: new Map([[sends.get(event) ?? Number.NaN, { kind: 'drop-response', extraMs: 0 }]]),
          })),
        ),
      );

      if (isNightly) expect(worlds).toHaveLength([6, 36, 240][queryCount - 1] ?? 0);
      for (const world of worlds) expect(arrivedIn(world)).toEqual(world.arrangement.order);
      expectOneCompleteReport(worlds, trigger);
      expect(worlds.filter(isPartialSeen)).toEqual([]);
    },
    3_600_000,
  );
});

/** Whether a result comes after the plan. */
function comesAfterThePlan(order: readonly string[]): boolean {
  const planAt = order.findIndex((event) => event.startsWith('run-'));
  return order.some((event, index) => !event.startsWith('run-') && index > planAt);
}
