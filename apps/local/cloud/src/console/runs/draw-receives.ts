import { type RunItem, type RunItemDetail } from '@pulso/local/console-api';

import { waitsSinceMs } from './run-end';
import { laneIdOf, type Receive, type RunFacts } from './run-facts';
import { clockTime, waitInWords } from './standing-of';
import { type WaitingMessage } from './waiting-messages';
import { failureOf, hasFailed, nameOfHanded, ordinalOf, repeatOf, shortNameOf } from './words';

/** An item, and the lane in which it is drawn. */
export type PlacedItem = Omit<RunItem, 'isOnPath'> & { readonly laneId: string };

/** A shorter wait is none that a person would look for, ms. */
const shortestWaitMs = 20;

/** @returns The id of the item that shows how a receive was worked on; those of one batch may share one. */
export const workId = ({ invocation, laneId }: Receive): string => `work ${invocation.id} ${laneId}`;

/** @returns The id of the item that shows how its message waited. */
export const waitId = ({ invocation, handed }: Receive): string => `wait ${invocation.id} ${handed?.message?.id}`;

export const detail = (name: string, value: string): RunItemDetail => ({ name, value });

/** What an invocation did that was handed nothing of the run by name. */
const unnamed: Readonly<Record<string, string>> = {
  bot: 'it was asked for the report',
  aggregator: 'a sweep looked at the run',
};

/** @param receives - What one invocation has worked on in one lane, at least one. */
export function drawWork(receives: readonly Receive[], run: RunFacts): PlacedItem {
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
    ...(handed.length === 1 && messageOf(first)),
    details: [
      detail('request id', requestId),
      ...(status === undefined ? [] : [detail('status', status)]),
      ...handed.map((each) => detail(each.message ? `message ${each.message.id}` : 'event', each.body)),
    ],
  };
}

/** Copies and messages that were sent back stand with the first one. */
const messageOf = (receive: Receive): Pick<PlacedItem, 'messageId'> => {
  let first = receive;
  while (first.earlier) first = first.earlier;
  const id = first.handed?.message?.id;
  return id === undefined ? {} : { messageId: id };
};

/** @returns How a receive's message waited; empty when it hardly did, or lies in the queue on purpose. */
export function drawWait(receive: Receive, sinceMs: number, run: RunFacts): PlacedItem[] {
  const { invocation, handed } = receive;
  const { startedAtMs } = invocation;
  if (handed?.type === 'run-deadline' || startedAtMs - sinceMs < shortestWaitMs) return [];
  // Of one that lay among the dead letters, its tries before that tell more.
  const told = (receive.sentBackAtMs !== undefined && receive.earlier) || receive;
  const { message } = told.handed ?? {};
  return [
    {
      ...{ id: waitId(receive), kind: 'wait', laneId: messageLaneOf(receive), requestId: told.invocation.requestId },
      ...{ startMs: sinceMs, endMs: startedAtMs, isBad: receive.earlier !== undefined, isAgain: false },
      ...messageOf(receive),
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
  const { invocation, handed, earlier, sentBackAtMs } = receive;
  const { service } = invocation;
  if (!handed && service === 'aggregator') return 'the run went no further until a sweep looked at it';
  const name = handed ? nameOfHanded(handed) : 'the run';
  if (earlier && sentBackAtMs !== undefined) {
    return `${name} lay among the dead letters until ${clockTime(sentBackAtMs)}: ${failureOf(earlier, run)}`;
  }
  if (earlier) return `${name} waits until it is handed out again: ${failureOf(earlier, run)}`;
  const late = run.faults.find(({ kind, messageId }) => kind === 'delay' && messageId === handed?.message?.id);
  const why = late ? `: the queue delivered it late (fault: delay ${late.target})` : coldStartOf(receive);
  return `${name} waits for ${service}${why}`;
}

function coldStartOf({ invocation: { initDurationMs } }: Receive): string {
  return initDurationMs === undefined ? '' : `, with a cold start of ${(initDurationMs / 1000).toFixed(1)} s`;
}

/** The wait for an answer to be counted stands with its question. */
export const messageLaneOf = ({ handed, laneId }: Receive): string =>
  handed?.type === 'query-finished' ? laneIdOf('query-worker', handed) : laneId;

/** A message that waits has no end yet. The deadline lies in its queue on purpose. */
export function drawWaiting(message: WaitingMessage, run: RunFacts): PlacedItem[] {
  const { handed, laneId, sinceMs, receiveCount, visibleAtMs, isDeadLetter, queue, last } = message;
  if (handed.type === 'run-deadline' && !isDeadLetter) return [];
  return [
    {
      ...{ id: `waiting ${queue} ${handed.message?.id}`, kind: 'wait', laneId, startMs: sinceMs, isAgain: false },
      isBad: isDeadLetter || last !== undefined,
      ...(last ? messageOf(last) : handed.message && { messageId: handed.message.id }),
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

function shortTitleOfWaiting({ handed, isDeadLetter, givenUpTo, receiveCount, visibleAtMs }: WaitingMessage): string {
  const name = shortNameOf(handed);
  if (isDeadLetter) return `dead ${name}`;
  if (givenUpTo !== undefined) return `${name} to the dead letters`;
  const attempt = receiveCount > 0 ? `${ordinalOf(receiveCount + 1)} ${name}` : name;
  return visibleAtMs === undefined ? attempt : `${attempt} at ${clockTime(visibleAtMs)}`;
}

/** Of so many failed tries in a row only the first two and the last of a message are drawn: the others are one bar. */
const leastFoldedCount = 3;

/** @returns Tries of the same message that failed one after the other, in the order of their starts. */
export function foldTries({ receives }: Pick<RunFacts, 'receives'>): readonly (readonly Receive[])[] {
  const ofMessages = Map.groupBy(
    receives.filter(({ handed }) => handed?.message),
    ({ handed }) => handed?.message?.id,
  );
  return [...ofMessages.values()].flatMap((tries) => {
    const rows: Receive[][] = [[]];
    for (const each of tries.slice(2, -1)) {
      if (hasFailed(each)) rows.at(-1)?.push(each);
      else rows.push([]);
    }
    return rows.filter(({ length }) => length >= leastFoldedCount);
  });
}

/** @returns The id of the item that shows them. */
export const triesId = ([first]: readonly Receive[]): string => `tries ${first && waitId(first)}`;

/** @param tries - At least one. */
export function drawTries(tries: readonly Receive[], run: RunFacts): PlacedItem {
  const [first = {} as Receive, last = first] = [tries[0], tries.at(-1)];
  const reasons = [...Map.groupBy(tries, (each) => failureOf(each, run))].map(([reason, all]) =>
    all.length === tries.length ? `${reason} each time` : `${reason} (${all.length} ×)`,
  );
  const { handed } = first;
  const invocations = new Set(tries.map(({ invocation }) => invocation));
  const faultCount = run.faults.filter(({ invocation }) => invocation && invocations.has(invocation)).length;
  const struck = faultCount === 0 ? '' : `; ${faultCount} faults`;
  const [from, to] = [first, last].map(({ handed: had }) => had?.message?.receiveCount ?? 1) as [number, number];
  // Copies of a message have counts of their own.
  const which = to - from + 1 === tries.length ? `, the ${ordinalOf(from)} to the ${ordinalOf(to)}` : '';
  const name = handed ? nameOfHanded(handed) : 'the run';
  return {
    ...{ id: triesId(tries), kind: 'wait', laneId: first.laneId, isBad: true, isAgain: true },
    startMs: Math.min(waitsSinceMs(first) ?? Infinity, first.invocation.startedAtMs),
    endMs: last.invocation.endedAtMs ?? last.invocation.startedAtMs,
    title: `${tries.length} tries of ${name}${which}: ${reasons.join(', ')}${struck}`,
    shortTitle: `${tries.length} tries${handed ? ` of ${shortNameOf(handed)}` : ''}`,
    ...messageOf(first),
    details: [detail('message', handed?.message?.id ?? '-'), detail('body', handed?.body ?? '-')],
  };
}
