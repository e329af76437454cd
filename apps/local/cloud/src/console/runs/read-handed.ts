import { historyRunIdOf, readRunRequest, runIdOf } from '@pulso/contracts/run-requests';

import { type LogLine, readFields } from '../../log-line';

/** A message, or a request for a run, as a function was handed it. */
export interface Handed {
  readonly runId: string;
  /** As in the message; `query-job`, `run-request` and `request-failed` have none of their own. */
  readonly type: string;
  readonly body: string;
  /** The question that it is about. */
  readonly queryId?: string;
  /** Where it shall be shown, where that is one place. */
  readonly destination?: string;
  /** How many destinations it is for, and whether it is what they shall have at last. */
  readonly destinationCount: number;
  readonly isFinal: boolean;
  /** Of the report. */
  readonly revision?: number;
  /** Of a job that was put back: from 1 on. */
  readonly attempt: number;
  /** Absent for a request, which comes through no queue. */
  readonly message?: { readonly id: string; readonly receiveCount: number; readonly sentAtMs: number };
}

type Fields = LogLine['fields'];

/**
 * Reads of an invocation's payload what it has to do with runs.
 *
 * @param payload - JSON text, of any function: an event of a queue, a run request, or something else.
 * @returns In the order of the batch; empty for what belongs to no run, a sweep for example.
 */
export function readHanded(payload: string): Handed[] {
  const event = readFields(payload) ?? {};
  if (!Array.isArray(event['Records'])) return handedOf(event, payload, runIdOfRequest(event), 'run-request');
  return (event['Records'] as readonly QueueRecord[]).flatMap(({ messageId, body, attributes }) =>
    handedOfMessage(body, {
      id: messageId,
      receiveCount: Number(attributes.ApproximateReceiveCount),
      sentAtMs: Number(attributes.SentTimestamp),
    }),
  );
}

/** Reads of a message what it has to do with runs, as {@link readHanded}. */
export function handedOfMessage(body: string, message: NonNullable<Handed['message']>): Handed[] {
  const fields = readFields(body) ?? {};
  const otherType = fields['requestPayload'] === undefined ? 'query-job' : 'request-failed';
  return handedOf(fields, body, runIdOfMessage(fields), otherType).map((handed) => ({ ...handed, message }));
}

interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string; readonly SentTimestamp: string };
}

function handedOf(fields: Fields, body: string, runId: string | undefined, otherType: string): Handed[] {
  if (runId === undefined) return [];
  const { type, queryId, destination, destinations, content, attempt, revision } = fields as {
    readonly type?: string;
    readonly queryId?: string;
    readonly destination?: Destination;
    readonly destinations?: readonly Destination[];
    readonly content?: { readonly state?: string } | null;
    readonly attempt?: number;
    readonly revision?: number;
  };
  const only = destination ?? (destinations?.length === 1 ? destinations[0] : undefined);
  return [
    {
      ...{ runId, type: type ?? otherType, body, attempt: attempt ?? 0 },
      ...(queryId !== undefined && { queryId }),
      ...(revision !== undefined && { revision }),
      ...(only && { destination: nameOf(only) }),
      destinationCount: destinations?.length ?? (destination ? 1 : 0),
      // A message may be malformed, and is looked at all the same.
      isFinal: typeof content?.state === 'string' && content.state !== 'progress',
    },
  ];
}

interface Destination {
  readonly type: string;
  readonly chatId?: string;
  readonly messageThreadId?: number;
  readonly name?: string;
}

/** As lines name it, but for a chat, whose id no line has. */
const nameOf = ({ type, chatId, messageThreadId, name }: Destination): string =>
  chatId === undefined
    ? `${type}:${name}`
    : [type, chatId, messageThreadId && `topic ${messageThreadId}`].filter(Boolean).join(' ');

/** Also of what Lambda sends to the notifier when the dispatcher has failed for good. */
function runIdOfMessage({ type, runId, reportId, requestId, requestPayload }: Fields): string | undefined {
  if (typeof runId === 'string') return runId;
  if (type === 'history-requested') return historyRunIdOf(String(reportId), String(requestId));
  return requestPayload === undefined ? undefined : runIdOfRequest(requestPayload);
}

function runIdOfRequest(request: unknown): string | undefined {
  try {
    return runIdOf(readRunRequest(request));
  } catch {
    return undefined;
  }
}
