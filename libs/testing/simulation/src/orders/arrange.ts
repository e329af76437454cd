import { type CallFault } from '../lambda/environment';
import { names } from '../services/names';
import { runWorlds, type WorldResult } from '../world/run-worlds';
import { runEventName, type Trace } from '../world/trace';
import { type Trigger, type WorldOptions } from '../world/world-options';

/** An order in which the events of one run are to arrive at the aggregator. */
export interface Arrangement {
  readonly trigger: Trigger;
  readonly queryCount: number;
  /**
   * Names of events: `run-opened`, `run-deadline`, and a query's id for its result. An event that is sent twice is
   * named twice. Others arrive at any time.
   */
  readonly order: readonly string[];
  /** How long the first of them waits, ms. */
  readonly firstAfterMs: number;
  readonly script?: ReadonlyMap<number, CallFault> | undefined;
}

export interface ArrangedWorld {
  readonly arrangement: Arrangement;
  readonly trace: Trace;
  readonly result: WorldResult;
}

/** Its queries take seconds: far less than the time between two arrivals. */
const seed = 0;

/** Between two arrivals, ms: longer than all effects of one of them. */
export const slotMs = 30_000;

/** The dispatcher's own delay of the deadline, ms: a report is due ten minutes after it was planned. */
export const deadlineDelayMs = 600_000;

/** Runs one world per arrangement, in which each message waits in its queue until it is its turn. */
export async function runArranged(arrangements: readonly Arrangement[]): Promise<ArrangedWorld[]> {
  const running = new Map<WorldOptions, Arrangement>();
  const worlds: ArrangedWorld[] = [];
  await runWorlds(
    (index) => {
      const arrangement = arrangements[index];
      if (!arrangement) return undefined;
      const { queryCount, trigger, script } = arrangement;
      const delayMsOf = delaysFor(arrangement);
      const record = (): void => undefined;
      const options: WorldOptions = { seed, queryCount, trigger, faults: { rules: [] }, script, delayMsOf, record };
      running.set(options, arrangement);
      return options;
    },
    (result, { trace }) => {
      const arrangement = running.get(result.options);
      if (arrangement) worlds.push({ arrangement, trace, result });
    },
  );
  return worlds;
}

/** The first message with an event waits for the event's first place in the order, the next one for the next. */
function delaysFor({ order, firstAfterMs }: Arrangement): (queueName: string, body: string) => number {
  const taken = new Set<number>();
  return (queueName, body) => {
    if (queueName !== names.runEventsQueue) return 0;
    const event = runEventName(body);
    const place = order.findIndex((name, index) => name === event && !taken.has(index));
    if (place < 0) return 0;
    taken.add(place);
    return firstAfterMs + place * slotMs - (event === 'run-deadline' ? deadlineDelayMs : 0);
  };
}

/**
 * Finds the calls that put run events into their queue. When the answer of such a call is lost, its client repeats it,
 * and each of its events is there twice: two messages with one content, whose places can be chosen.
 *
 * The numbers hold for every order whose first event waits at least as long as all queries take: calls of the
 * aggregator must not come in between.
 *
 * @param quiet - Names each event once.
 * @returns The call's number by the event's name.
 */
export async function findSends(quiet: Arrangement): Promise<ReadonlyMap<string, number>> {
  const [undisturbed] = await runArranged([quiet]);
  const callIndexes = Array.from({ length: undisturbed?.result.callCount ?? 0 }, (_, index) => index);
  const worlds = await runArranged(
    callIndexes.map((index) => ({ ...quiet, script: new Map([[index, { kind: 'drop-response', extraMs: 0 }]]) })),
  );
  const sends = new Map<string, number>();
  for (const { arrangement, trace } of worlds) {
    const [callIndex] = arrangement.script?.keys() ?? [];
    const struck = trace.calls.find(({ fault }) => fault !== undefined);
    if (struck?.target !== 'sqs.SendMessageBatch' || callIndex === undefined) continue;
    for (const { event } of trace.arrivals) {
      // The dispatcher's jobs, twice, lead to two results each; this is about two copies of one.
      const isOwn = struck.functionName === (event.startsWith('run-') ? 'dispatcher' : 'query-worker');
      if (isOwn && trace.arrivals.filter((other) => other.event === event).length === 2) sends.set(event, callIndex);
    }
  }
  return sends;
}

/**
 * @returns Every order of the items; equal items are not told apart, so that no order comes twice.
 * @example
 * permutationsOf(['a', 'a', 'b']); // aab, aba, baa
 */
export function permutationsOf(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return [...new Set(items)].flatMap((first) => {
    const rest = [...items];
    rest.splice(rest.indexOf(first), 1);
    return permutationsOf(rest).map((order) => [first, ...order]);
  });
}
