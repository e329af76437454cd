import { type RunItemDetail, type RunLane } from '@pulso/local/console-api';

import { type PlacedItem, detail, drawWait, drawWork, messageLaneOf, waitId, workId } from './draw-receives';
import { laneIdOf, namesIn } from './list-receives';
import { type RunFacts } from './run-facts';
import { type Invocation } from './run-index';
import { askedAtMsOf } from './summarize-run';
import { type Step, waitsSinceMs } from './trace-back';
import { nameOfHanded, titleOfLine } from './words';

/** The order of the lanes, those of one service in the order of their first items. */
const serviceOrder = ['bot', 'dispatcher', 'query-worker', 'aggregator', 'notifier'];

/**
 * Draws a run as lanes: one for each service, question and destination.
 *
 * @param steps - What the end of the run waited for.
 */
export function drawLanes(run: RunFacts, steps: readonly Step[]): RunLane[] {
  const path = new Set(steps.map(({ kind, receive }) => (kind === 'wait' ? waitId(receive) : workId(receive))));
  const messageWaits = run.receives.map((receive) => ({ receive, fromMs: waitsSinceMs(receive) }));
  // A request, or a run that went no further, waits in no queue.
  const otherWaits = steps.filter(({ kind, receive }) => kind === 'wait' && waitsSinceMs(receive) === undefined);
  const items = [
    requestItem(run),
    ...[...Map.groupBy(run.receives, workId).values()].map((receives) => drawWork(receives, run)),
    ...[...messageWaits, ...otherWaits].flatMap(({ receive, fromMs }) =>
      fromMs === undefined ? [] : drawWait(receive, fromMs, run),
    ),
    ...run.invocations.flatMap((invocation) => momentItems(invocation, run)),
    ...faultItems(run),
  ];
  const lanes = Map.groupBy(
    items.toSorted((a, b) => a.startMs - b.startMs),
    ({ laneId }) => laneId,
  );
  return [...lanes]
    .map(([id, laneItems]) => {
      const [service = id, ...title] = id.split(': ');
      const drawn = laneItems.map(({ laneId: _, ...item }) => ({ ...item, isOnPath: path.has(item.id) }));
      return { id, service, title: title.join(': ') || service, items: drawn };
    })
    .sort((a, b) => serviceOrder.indexOf(a.service) - serviceOrder.indexOf(b.service));
}

const triggerTitles: Readonly<Record<string, string>> = {
  schedule: 'the schedule fired',
  manual: 'asked for by hand',
};

function requestItem(run: RunFacts): PlacedItem {
  const [, trigger = ''] = run.runId.split('/');
  const title = triggerTitles[trigger] ?? 'asked for in a chat';
  return {
    ...moment('request', askedAtMsOf(run), title, [detail('run', run.runId)]),
    laneId: run.invocations[0]?.service ?? 'dispatcher',
  };
}

function momentItems({ id, service, lines, requestId }: Invocation, { runId, receives }: RunFacts): PlacedItem[] {
  const lanes = receives.filter(({ invocation }) => invocation.id === id).map(({ laneId }) => laneId);
  return lines.flatMap(({ fields, timestamp }, index): PlacedItem[] => {
    const { event, runId: named = runId, level } = fields;
    if (typeof event !== 'string' || named !== runId || event === 'sweep-finished') return [];
    const laneId = laneIdOf(service, namesIn(fields));
    const details = Object.entries(fields).map(([name, value]) => detail(name, String(value)));
    return [
      {
        ...moment(`line ${id} ${index}`, timestamp, titleOfLine(fields), details),
        ...{ isBad: level !== 'INFO', isAgain: event === 'query-requeued', requestId },
        laneId: lanes.find((each) => each === laneId) ?? lanes.find(isOfKind(laneId)) ?? lanes[0] ?? service,
      },
    ];
  });
}

/** A line says to what kind of chat a report went, not to which. */
const isOfKind = (laneId: string) => (other: string) =>
  laneId.startsWith('notifier: telegram') && other.startsWith('notifier: telegram');

/** A fault of a call stands in each lane of the invocation: which of its messages the call was for is not known. */
function faultItems({ faults, receives }: RunFacts): PlacedItem[] {
  return faults.flatMap(({ atMs, kind, target, invocation, messageId }, index) => {
    const struck = receives.filter((each) =>
      invocation ? each.invocation === invocation : each.handed?.message?.id === messageId,
    );
    const [first] = struck;
    const what = !invocation && first?.handed ? nameOfHanded(first.handed) : target;
    const details = [detail('kind', kind), detail('target', target), detail('message', messageId ?? '-')];
    return [...new Set(struck.map((each) => (invocation ? each.laneId : messageLaneOf(each))))].map((laneId) => ({
      ...moment(`fault ${index} ${laneId}`, atMs, `${kind} ${what}`, details),
      ...{ kind: 'fault' as const, isBad: true, laneId, ...(first && { requestId: first.invocation.requestId }) },
    }));
  });
}

const moment = (id: string, atMs: number, title: string, details: readonly RunItemDetail[]) => ({
  ...{ id, kind: 'moment' as const, startMs: atMs, endMs: atMs, title, shortTitle: title, details },
  ...{ isAgain: false, isBad: false },
});
