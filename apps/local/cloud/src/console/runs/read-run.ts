import { consumers, services } from '@pulso/contracts/envelope';
import { queueNameOf } from '@pulso/local/lambda';
import { type CloudDefinition } from '@pulso/world/stacks';

import { type InjectedFault } from '../../faults/inject-faults';
import { type LogLine } from '../../log-line';
import { type Heard, type HeardEvent, type HeardMessage, type Invocation } from '../heard';
import { type Subject } from './read-subject';

/** One time that a function was handed a message or an event. */
export interface Try {
  /** Epoch ms. */
  readonly startMs: number;
  /** undefined: it goes on. */
  readonly endMs: number | undefined;
  /** undefined: what received it was no function, or it is no longer known. */
  readonly invocation: Invocation | undefined;
  /** Why it is to be tried again; undefined: it has succeeded, or that is not decided yet. */
  readonly failure: string | undefined;
}

/** A message or an asynchronous event of a run, and what has become of it. */
export interface Piece extends Subject {
  /** Of the message, or of the request; with a mark for a copy. */
  readonly id: string;
  readonly body: string;
  /** Epoch ms. */
  readonly sentAtMs: number;
  /** undefined: no function has sent it. */
  readonly sentBy: Invocation | undefined;
  /** By how much its sender has delayed it, ms. */
  readonly delayMs: number;
  readonly isCopy: boolean;
  /** The dead letter that it was before. */
  readonly sentBackFrom: string | undefined;
  /** What takes it. */
  readonly service: string;
  /** The queue in which it lies, or has lain; undefined: it is an event of Lambda. */
  readonly queue: string | undefined;
  readonly isDeadLetter: boolean;
  readonly tries: readonly Try[];
  /** When it was done with, epoch ms; undefined: it is on its way. */
  readonly goneAtMs: number | undefined;
  /** When it is tried next, epoch ms; undefined: it is done with, at once, or never. */
  readonly nextAtMs: number | undefined;
  /** Where it goes instead of being tried once more. */
  readonly givenUpTo: string | undefined;
}

export const isWorkedOn = ({ tries }: Piece): boolean => tries.length > 0 && tries.at(-1)?.endMs === undefined;

/** What is known of one run. */
export interface Run {
  readonly runId: string;
  /** In the order of their starts: also those that were handed nothing of it, as sweeps. */
  readonly invocations: readonly Invocation[];
  /** In the order in which they were sent. */
  readonly pieces: readonly Piece[];
  /** Those that struck it. */
  readonly faults: readonly InjectedFault[];
  /** Lines about it, in the order of time. */
  readonly lines: readonly RunLine[];
  readonly nowMs: number;
}

export type RunLine = LogLine & { readonly invocation: Invocation };

/** @returns undefined for a run of which nothing was heard. */
export function readRun(
  runId: string,
  heard: Heard,
  queues: CloudDefinition['queues'],
  nowMs: number,
): Run | undefined {
  const known = heard.runs.get(runId);
  if (!known) return undefined;
  const pieces = [
    ...known.messages.map((each) => pieceOfMessage(each, heard, queues, nowMs)),
    ...known.events.map((each) => pieceOfEvent(each, heard)),
  ].sort((left, right) => left.sentAtMs - right.sentAtMs);
  const handedTo = pieces.flatMap(({ tries }) => tries.flatMap(({ invocation }) => invocation ?? []));
  const invocations = [...new Set([...known.invocations, ...handedTo])].sort((a, b) => a.startedAtMs - b.startedAtMs);
  const lines = invocations
    .flatMap((invocation) => invocation.lines.map((line) => ({ ...line, invocation })))
    .filter(({ fields }) => fields['runId'] === runId)
    .sort((left, right) => left.timestamp - right.timestamp);
  const ids = [
    ...invocations.map(({ requestId }) => requestId),
    ...known.messages.map((each) => each.message.messageId),
  ];
  const own = new Set(ids);
  const faults = heard.faults.filter(
    ({ struck: { requestId = '', messageId = '' } }) => own.has(requestId) || own.has(messageId),
  );
  return { runId, invocations, pieces, faults, lines, nowMs };
}

function pieceOfMessage(
  { message, subject, queue }: HeardMessage,
  heard: Heard,
  queues: CloudDefinition['queues'],
  nowMs: number,
): Piece {
  const { messageId, body, sentAtMs, delayMs, isCopy = false, sentBackFrom, visibleAtMs = 0, goneAtMs } = message;
  const { redrive } = queues.find(({ name }) => name === queue) ?? {};
  const source = message.deadLetterSourceArn ?? queue;
  const isLast = redrive !== undefined && message.receiveCount >= redrive.maxReceiveCount;
  return {
    ...subject,
    ...{ id: isCopy ? `${messageId} copy` : messageId, body, sentAtMs, delayMs, isCopy, sentBackFrom, queue, goneAtMs },
    sentBy: heard.attemptAt(message.sentBy, sentAtMs),
    service: consumers.find((each) => source.endsWith(each.queue))?.service ?? 'notifier',
    isDeadLetter: message.deadLetterSourceArn !== undefined,
    tries: message.receives.map(({ atMs, by, failure }) => {
      const invocation = heard.attemptAt(by, atMs);
      const startMs = Math.max(atMs, invocation?.startedAtMs ?? atMs);
      return { startMs, endMs: invocation ? invocation.endedAtMs : atMs, invocation, failure };
    }),
    nextAtMs: goneAtMs === undefined && visibleAtMs > nowMs ? visibleAtMs : undefined,
    givenUpTo: isLast ? queueNameOf(redrive.deadLetterTargetArn) : undefined,
  };
}

function pieceOfEvent({ event, subject }: HeardEvent, heard: Heard): Piece {
  const { requestId, payload, acceptedAtMs, sentBy, failures, nextAtMs, givenUpAtMs, definition } = event;
  const tries = heard.attemptsOf(requestId).map((invocation, index) => {
    return { startMs: invocation.startedAtMs, endMs: invocation.endedAtMs, invocation, failure: failures[index] };
  });
  const last = tries.at(-1);
  return {
    ...subject,
    ...{ id: requestId, body: payload, sentAtMs: acceptedAtMs, delayMs: 0, isCopy: false, isDeadLetter: false, tries },
    ...{ sentBackFrom: undefined, queue: undefined, givenUpTo: undefined, nextAtMs },
    sentBy: heard.attemptAt(sentBy, acceptedAtMs),
    service: services.find((service) => definition.name.endsWith(`-${service}`)) ?? definition.name,
    goneAtMs: givenUpAtMs ?? (last?.failure === undefined ? last?.endMs : undefined),
  };
}
