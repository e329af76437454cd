import { type Arrangement, runArranged } from './arrange';

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
