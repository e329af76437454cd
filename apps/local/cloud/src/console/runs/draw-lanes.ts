import { type RunItemDetail, type RunLane } from '@pulso/local/console-api';

import {
  detail,
  drawTries,
  drawWait,
  drawWaiting,
  drawWork,
  foldTries,
  messageLaneOf,
  triesId,
  type PlacedItem,
  waitId,
  workId,
} from './draw-receives';
import { askedAtMsOf, type Step, waitsSinceMs } from './run-end';
import { laneIdOf, namesIn, type Receive, type RunFacts } from './run-facts';
import { type Invocation } from './run-index';
import { type WaitingMessage } from './waiting-messages';
import { nameOfHanded, titleOfLine } from './words';

/** The order of the lanes, those of one service in the order of their first items. */
const serviceOrder = ['bot', 'dispatcher', 'query-worker', 'aggregator', 'notifier'];

/**
 * Draws a run as lanes: one for each service, question and destination.
 *
 * @param steps - What the end of the run waited for.
 * @param waiting - What of it lies in queues now.
 */
export function drawLanes(run: RunFacts, steps: readonly Step[], waiting: readonly WaitingMessage[] = []): RunLane[] {
  const path = new Set(steps.map(({ kind, receive }) => (kind === 'wait' ? waitId(receive) : workId(receive))));
  const folds = foldTries(run);
  const folded = new Set(folds.flat());
  for (const tries of folds) {
    if (tries.some((each) => path.has(workId(each)) || path.has(waitId(each)))) path.add(triesId(tries));
  }
  const drawn = run.receives.filter((receive) => !folded.has(receive));
  // What happened in tries that are one bar is told by the bar.
  const hidden = new Set([...folded].map(({ invocation }) => invocation));
  for (const { invocation } of drawn) hidden.delete(invocation);
  const messageWaits = drawn.map((receive) => ({ receive, fromMs: waitsSinceMs(receive) }));
  // A request, or a run that went no further, waits in no queue.
  const otherWaits = steps.filter(({ kind, receive }) => kind === 'wait' && waitsSinceMs(receive) === undefined);
  const items = [
    requestItem(run),
    ...[...Map.groupBy(drawn, workId).values()].map((receives) => drawWork(receives, run)),
    ...folds.map((tries) => drawTries(tries, run)),
    ...[...messageWaits, ...otherWaits].flatMap(({ receive, fromMs }) =>
      fromMs === undefined ? [] : drawWait(receive, fromMs, run),
    ),
    ...run.invocations.flatMap((invocation) => (hidden.has(invocation) ? [] : momentItems(invocation, run))),
    ...faultItems(run, hidden),
    ...run.receives.flatMap((receive) => sentBackItems(receive)),
    ...waiting.flatMap((message) => drawWaiting(message, run)),
  ];
  // A batch may hold a message and its copy.
  const once = [...Map.groupBy(items, ({ id }) => id).values()].flatMap(([first]) => first ?? []);
  const lanes = Map.groupBy(
    once.sort((a, b) => a.startMs - b.startMs),
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

/** A redrive makes a new message of one: the first receive tells of it. */
function sentBackItems({ handed, sentBackAtMs, laneId }: Receive): PlacedItem[] {
  if (!handed?.message || sentBackAtMs === undefined) return [];
  const title = `an operator sent ${nameOfHanded(handed)} back from the dead letters`;
  const details = [detail('message', handed.message.id), detail('body', handed.body)];
  return [{ ...moment(`back ${handed.message.id}`, sentBackAtMs, title, details), laneId }];
}

/** A fault of a call stands where the invocation stands first: for which of its messages the call was is not known. */
function faultItems({ faults, receives }: RunFacts, hidden: ReadonlySet<Invocation>): PlacedItem[] {
  return faults.flatMap(({ atMs, kind, target, invocation, messageId }, index) => {
    const struck = receives.filter((each) =>
      invocation ? each.invocation === invocation : each.handed?.message?.id === messageId,
    );
    const [first] = struck;
    const what = !invocation && first?.handed ? nameOfHanded(first.handed) : target;
    const details = [detail('kind', kind), detail('target', target), detail('message', messageId ?? '-')];
    if (!first || (invocation && hidden.has(invocation))) return [];
    const { requestId } = first.invocation;
    const laneId = invocation ? first.laneId : messageLaneOf(first);
    const item = moment(`fault ${index} ${laneId}`, atMs, `${kind} ${what}`, details);
    return [{ ...item, kind: 'fault' as const, isBad: true, laneId, requestId }];
  });
}

const moment = (id: string, atMs: number, title: string, details: readonly RunItemDetail[]) => ({
  ...{ id, kind: 'moment' as const, startMs: atMs, endMs: atMs, title, shortTitle: title, details },
  ...{ isAgain: false, isBad: false },
});
