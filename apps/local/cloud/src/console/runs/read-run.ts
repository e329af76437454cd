import { services } from '@pulso/contracts/envelope';
import { queueNameOf } from '@pulso/local/lambda';
import { type CloudDefinition } from '@pulso/world/stacks';

import { type InjectedFault } from '../../faults/inject-faults';
import { type LogLine, readFields } from '../../log-line';
import { type Heard, type HeardEvent, type HeardMessage, type Invocation } from '../heard';
import { type Subject } from './read-subject';

/** One time that a function was handed a message or an event. */
export interface Try {
  /** Epoch ms. */
  readonly startMs: number;
  /** Absent while it goes on. */
  readonly endMs?: number;
  /** Absent: what received it was no function, or it is no longer known. */
  readonly invocation?: Invocation;
  /** Why it is to be tried again; absent: it has succeeded, or that is not decided yet. */
  readonly failure?: string;
}

/** A message or an asynchronous event of a run, and what has become of it. */
export interface Piece extends Subject {
  /** Of the message, or of the request; with a mark for a copy. */
  readonly id: string;
  readonly body: string;
  /** Where it was sent, epoch ms, and by which invocation; absent: no function has. */
  readonly sentAtMs: number;
  readonly sentBy?: Invocation;
  /** By how much its sender has delayed it, ms. */
  readonly delayMs: number;
  readonly isCopy: boolean;
  /** The dead letter that it was before. */
  readonly sentBackFrom?: string;
  /** What takes it. */
  readonly service: string;
  /** The queue in which it lies, or has lain; absent: it is an event of Lambda. */
  readonly queue?: string;
  readonly isDeadLetter: boolean;
  readonly tries: readonly Try[];
  /** When it was done with, epoch ms; absent: it is on its way. */
  readonly goneAtMs?: number;
  /** When it is tried next, epoch ms; absent: it is done with, at once, or never. */
  readonly nextAtMs?: number;
  /** Where it goes instead of being tried once more. */
  readonly givenUpTo?: string;
}

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

/** Of the stacks, what gives messages up. */
type Queues = CloudDefinition['queues'];

/** @returns undefined for a run of which nothing was heard. */
export function readRun(runId: string, heard: Heard, queues: Queues, nowMs: number): Run | undefined {
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
  const struck = new Set([
    ...invocations.map(({ requestId }) => requestId),
    ...known.messages.map(({ message }) => message.messageId),
  ]);
  const faults = heard.faults.filter(
    ({ struck: { requestId = '', messageId = '' } }) => struck.has(requestId) || struck.has(messageId),
  );
  return { runId, invocations, pieces, faults, lines, nowMs };
}

function pieceOfMessage({ message, subject, queue }: HeardMessage, heard: Heard, queues: Queues, nowMs: number): Piece {
  const { messageId, body, sentAtMs, sentBy, delayMs, isCopy = false, sentBackFrom, receives, receiveCount } = message;
  const sender = heard.attemptAt(sentBy, sentAtMs);
  const { redrive } = queues.find(({ name }) => name === queue) ?? {};
  const isDeadLetter = message.deadLetterSourceArn !== undefined;
  const tries = receives.map(({ atMs, by, failure }): Try => {
    const invocation = heard.attemptAt(by, atMs);
    const endMs = invocation ? invocation.endedAtMs : atMs;
    return {
      startMs: Math.max(atMs, invocation?.startedAtMs ?? atMs),
      ...(endMs !== undefined && { endMs }),
      ...(invocation && { invocation }),
      ...(failure !== undefined && { failure }),
    };
  });
  const visibleAtMs = message.visibleAtMs ?? 0;
  const source = (message.deadLetterSourceArn ?? queue).replace(/-dlq$/, '');
  const taker = { 'query-jobs': 'query-worker', 'run-events': 'aggregator', 'report-updates': 'notifier' };
  const [, service = 'notifier'] = Object.entries(taker).find(([name]) => source.endsWith(name)) ?? [];
  return {
    ...subject,
    ...{
      id: isCopy ? `${messageId} copy` : messageId,
      body,
      sentAtMs,
      delayMs,
      isCopy,
      service,
      queue,
      isDeadLetter,
      tries,
    },
    ...(sender && { sentBy: sender }),
    ...(sentBackFrom !== undefined && { sentBackFrom }),
    ...(message.goneAtMs !== undefined && { goneAtMs: message.goneAtMs }),
    ...(message.goneAtMs === undefined && visibleAtMs > nowMs && { nextAtMs: visibleAtMs }),
    ...(redrive && receiveCount >= redrive.maxReceiveCount && { givenUpTo: queueNameOf(redrive.deadLetterTargetArn) }),
  };
}

function pieceOfEvent({ event, subject }: HeardEvent, heard: Heard): Piece {
  const { requestId, payload, acceptedAtMs, sentBy, failures, nextAtMs, givenUpAtMs } = event;
  const sender = heard.attemptAt(sentBy, acceptedAtMs);
  const attempts = heard.attemptsOf(requestId);
  const tries = attempts.map((invocation, index): Try => {
    const { startedAtMs: startMs, endedAtMs: endMs } = invocation;
    const failure = failures[index];
    return { startMs, invocation, ...(endMs !== undefined && { endMs }), ...(failure !== undefined && { failure }) };
  });
  const last = tries.at(-1);
  const goneAtMs = givenUpAtMs ?? (last?.failure === undefined ? last?.endMs : undefined);
  return {
    ...subject,
    ...{ id: requestId, body: payload, sentAtMs: acceptedAtMs, delayMs: 0, isCopy: false, isDeadLetter: false, tries },
    service: services.find((service) => event.definition.name.endsWith(`-${service}`)) ?? event.definition.name,
    ...(sender && { sentBy: sender }),
    ...(goneAtMs !== undefined && { goneAtMs }),
    ...(nextAtMs !== undefined && { nextAtMs }),
  };
}

/** @returns The lane in which a piece is drawn: an answer stands with its question, until it is counted. */
export function laneIdOf({
  service,
  type,
  queryId,
  destination,
}: Pick<Piece, 'destination' | 'queryId' | 'service' | 'type'>): string {
  if (type === 'query-finished') return service;
  if (service === 'query-worker' && queryId !== undefined) return `${service}: ${queryId}`;
  if (service === 'notifier' && destination !== undefined) return `${service}: ${destination}`;
  return service;
}

/** What a question asks, and of which logs and time. */
export interface AskedQuestion {
  readonly query: string;
  readonly logGroups: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
}

/** @returns By question, as its first job asks it: a later one may ask again of an earlier day. */
export function questionsOf({ pieces }: Pick<Run, 'pieces'>): ReadonlyMap<string, AskedQuestion> {
  const asked = new Map<string, AskedQuestion>();
  for (const { type, queryId, body } of pieces) {
    const { queryString, logGroupNames, startTimeSeconds, endTimeSeconds, recount } = readFields(body) ?? {};
    if (type !== 'query-job' || queryId === undefined || asked.has(queryId) || recount !== undefined) continue;
    asked.set(queryId, {
      query: String(queryString),
      logGroups: (logGroupNames ?? []) as readonly string[],
      startMs: Number(startTimeSeconds) * 1_000,
      // The queue's are inclusive.
      endMs: (Number(endTimeSeconds) + 1) * 1_000,
    });
  }
  return asked;
}
