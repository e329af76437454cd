import { type RunItemDetail, type RunLane, type RunItem } from '@pulso/local/console-api';

import { askedAtMsOf, type Step, waitsSinceMs } from './run-end';
import { laneIdOf, namesIn, type RunFacts, type Receive } from './run-facts';
import { type Invocation } from './run-index';
import { clockTime, waitInWords } from './standing-of';
import { type WaitingMessage } from './waiting-messages';
import { nameOfHanded, ordinalOf, titleOfLine, failureOf, hasFailed, repeatOf, shortNameOf } from './words';

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
    ...waiting.flatMap((message) => drawWaiting(message, run)),
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

/** A message that waits has no end yet. The deadline lies in its queue on purpose. */
function drawWaiting(message: WaitingMessage, run: RunFacts): PlacedItem[] {
  const { handed, laneId, sinceMs, receiveCount, visibleAtMs, isDeadLetter, queue, last } = message;
  if (handed.type === 'run-deadline' && !isDeadLetter) return [];
  return [
    {
      ...{ id: `waiting ${queue} ${handed.message?.id}`, kind: 'wait', laneId, startMs: sinceMs, isAgain: false },
      isBad: isDeadLetter || last !== undefined,
      title: waitInWords(message, run),
      shortTitle: shortTitleOfWaiting(message),
      details: [
        detail('queue', queue),
        detail('message', handed.message?.id ?? '-'),
        detail('receives', String(receiveCount)),
        ...(visibleAtMs === undefined ? [] : [detail('next at', new Date(visibleAtMs).toISOString())]),
        detail('body', handed.body),
      ],
    },
  ];
}

function shortTitleOfWaiting({ handed, isDeadLetter, receiveCount, visibleAtMs }: WaitingMessage): string {
  const name = shortNameOf(handed);
  if (isDeadLetter) return `dead ${name}`;
  const attempt = receiveCount > 0 ? `${ordinalOf(receiveCount + 1)} ${name}` : name;
  return visibleAtMs === undefined ? attempt : `${attempt} at ${clockTime(visibleAtMs)}`;
}

/** A fault of a call stands where the invocation stands first: for which of its messages the call was is not known. */
function faultItems({ faults, receives }: RunFacts): PlacedItem[] {
  return faults.flatMap(({ atMs, kind, target, invocation, messageId }, index) => {
    const struck = receives.filter((each) =>
      invocation ? each.invocation === invocation : each.handed?.message?.id === messageId,
    );
    const [first] = struck;
    const what = !invocation && first?.handed ? nameOfHanded(first.handed) : target;
    const details = [detail('kind', kind), detail('target', target), detail('message', messageId ?? '-')];
    if (!first) return [];
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

type PlacedItem = Omit<RunItem, 'isOnPath'> & { readonly laneId: string };

/** A shorter wait is none that a person would look for, ms. */
const shortestWaitMs = 20;

/** @returns The id of the item that shows how a receive was worked on; those of one batch may share one. */
const workId = ({ invocation, laneId }: Receive): string => `work ${invocation.id} ${laneId}`;

/** @returns The id of the item that shows how its message waited. */
const waitId = ({ invocation, handed }: Receive): string => `wait ${invocation.id} ${handed?.message?.id}`;

const detail = (name: string, value: string): RunItemDetail => ({ name, value });

/** What an invocation did that was handed nothing of the run by name. */
const unnamed: Readonly<Record<string, string>> = {
  bot: 'it was asked for the report',
  aggregator: 'a sweep looked at the run',
};

/** @param receives - What one invocation has worked on in one lane, at least one. */
function drawWork(receives: readonly Receive[], run: RunFacts): PlacedItem {
  const [first = {} as Receive] = receives;
  const { service, requestId, startedAtMs, endedAtMs, status } = first.invocation;
  const handed = receives.flatMap((each) => each.handed ?? []);
  const failed = receives.find(hasFailed);
  const names = new Set(handed.map(nameOfHanded));
  const repeats = receives.flatMap((each) => repeatOf(each) ?? []);
  const notes = [
    [...names].join(', ') || unnamed[service] || 'it worked on the run',
    ...new Set(repeats.map(({ note }) => note)),
    ...(failed ? [failureOf(failed, run)] : []),
  ];
  return {
    ...{ id: workId(first), laneId: first.laneId, kind: 'work', requestId, startMs: startedAtMs },
    ...(endedAtMs !== undefined && { endMs: endedAtMs }),
    title: `${notes.join('; ')}${coldStartOf(first)}`,
    shortTitle: names.size > 1 ? `${handed.length} messages` : shortTitleOf(first, handed.length),
    isAgain: repeats.length > 0,
    isBad: failed !== undefined,
    details: [
      detail('request id', requestId),
      ...(status === undefined ? [] : [detail('status', status)]),
      ...handed.map((each) => detail(each.message ? `message ${each.message.id}` : 'event', each.body)),
    ],
  };
}

/** @returns How a receive's message waited; empty when it hardly did, or lies in the queue on purpose. */
function drawWait(receive: Receive, sinceMs: number, run: RunFacts): PlacedItem[] {
  const { invocation, handed } = receive;
  const { startedAtMs, requestId } = invocation;
  if (handed?.type === 'run-deadline' || startedAtMs - sinceMs < shortestWaitMs) return [];
  const { message } = handed ?? {};
  return [
    {
      ...{ id: waitId(receive), kind: 'wait', laneId: messageLaneOf(receive), requestId },
      ...{ startMs: sinceMs, endMs: startedAtMs, isBad: receive.earlier !== undefined, isAgain: false },
      title: titleOfWait(receive, run),
      shortTitle: shortTitleOf(receive),
      details: [
        ...(message ? [detail('message', message.id), detail('receive', String(message.receiveCount))] : []),
        ...(message ? [detail('sent', new Date(message.sentAtMs).toISOString())] : []),
        ...(handed ? [detail('body', handed.body)] : []),
      ],
    },
  ];
}

/** @param count - How many of it one invocation was handed at once: one and its copies. */
function shortTitleOf(receive: Receive, count = 1): string {
  const name = receive.handed ? shortNameOf(receive.handed) : receive.invocation.service;
  const mark = count > 1 ? `${count} ×` : repeatOf(receive)?.mark;
  return mark === undefined ? name : `${mark} ${name}`;
}

function titleOfWait(receive: Receive, run: RunFacts): string {
  const { invocation, handed, earlier } = receive;
  const { service } = invocation;
  if (!handed && service === 'aggregator') return 'the run went no further until a sweep looked at it';
  const name = handed ? nameOfHanded(handed) : 'the run';
  if (earlier) return `${name} waits until it is handed out again: ${failureOf(earlier, run)}`;
  const late = run.faults.find(({ kind, messageId }) => kind === 'delay' && messageId === handed?.message?.id);
  const why = late ? `: the queue delivered it late (fault: delay ${late.target})` : coldStartOf(receive);
  return `${name} waits for ${service}${why}`;
}

function coldStartOf({ invocation: { initDurationMs } }: Receive): string {
  return initDurationMs === undefined ? '' : `, with a cold start of ${(initDurationMs / 1000).toFixed(1)} s`;
}

/** The wait for an answer to be counted stands with its question. */
const messageLaneOf = ({ handed, laneId }: Receive): string =>
  handed?.type === 'query-finished' ? laneIdOf('query-worker', handed) : laneId;
