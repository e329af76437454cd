import { historyRunIdOf, readRunRequest, runIdOf } from '@pulso/contracts/run-requests';

import { readFields, type LogLine } from '../../log-line';

/** What of a run a message or an event is about. */
export interface Subject {
  readonly runId: string;
  /** As in the message; `query-job`, `run-request` and `request-failed` have none of their own. */
  readonly type: string;
  /** As part of a sentence: `the job of "groups"`. */
  readonly name: string;
  /** In a word or two. */
  readonly shortName: string;
  readonly queryId?: string;
  /** Where it shall be shown, where that is one place. */
  readonly destination?: string;
  /** Of a report: whether it is what its destinations shall have at last. */
  readonly isFinal: boolean;
  /** Of a report. */
  readonly revision?: number;
}

type Fields = LogLine['fields'];

/** As far as messages and events of a run have them; they may be malformed, and are looked at all the same. */
interface Body {
  readonly type?: string;
  readonly queryId?: string;
  readonly destination?: Destination | null;
  readonly destinations?: readonly (Destination | null)[];
  readonly content?: { readonly state?: string } | null;
  readonly attempt?: number;
  readonly revision?: number;
}

interface Destination {
  readonly type: string;
  readonly chatId?: string;
  readonly messageThreadId?: number;
  readonly name?: string;
}

/**
 * Reads of a message's body, or of an event for a function, what it has to do with a run.
 *
 * @returns undefined for what belongs to no run, a sweep for example.
 */
export function readSubject(text: string): Subject | undefined {
  const fields = readFields(text) ?? {};
  const runId = runIdIn(fields);
  if (runId === undefined) return undefined;
  const { type = typeOf(fields), queryId, destination, destinations, content, attempt = 0, revision } = fields as Body;
  const only = destination ?? (destinations?.length === 1 ? destinations[0] : undefined);
  const shown = only ? nameOfDestination(only) : undefined;
  const names = { type, queryId, attempt, revision, destination: shown };
  return {
    ...{ runId, type, name: nameOf(names), shortName: shortNameOf(names) },
    ...(queryId !== undefined && { queryId }),
    ...(revision !== undefined && { revision }),
    ...(shown !== undefined && { destination: shown }),
    isFinal: typeof content?.state === 'string' && content.state !== 'progress',
  };
}

const typeOf = ({ requestPayload, trigger }: Fields): string => {
  if (requestPayload !== undefined) return 'request-failed';
  return trigger === undefined ? 'query-job' : 'run-request';
};

/** Also of what Lambda sends to the notifier when the dispatcher has failed for good. */
function runIdIn(fields: Fields): string | undefined {
  const { type, runId, reportId, requestId, requestPayload, trigger } = fields;
  if (typeof runId === 'string') return runId;
  if (type === 'history-requested') return historyRunIdOf(String(reportId), String(requestId));
  if (requestPayload === undefined && trigger === undefined) return undefined;
  try {
    return runIdOf(readRunRequest(requestPayload ?? fields));
  } catch {
    return undefined;
  }
}

/** As lines name it, but for a chat, whose id no line has. */
const nameOfDestination = ({ type, chatId, messageThreadId, name }: Destination): string =>
  chatId === undefined
    ? `${type}:${name}`
    : [type, chatId, messageThreadId && `topic ${messageThreadId}`].filter(Boolean).join(' ');

interface Names {
  readonly type: string;
  readonly queryId: string | undefined;
  readonly attempt: number;
  readonly revision: number | undefined;
  readonly destination: string | undefined;
}

function nameOf({ type, queryId, attempt, revision, destination }: Names): string {
  const report = revision === undefined ? 'the report' : `revision ${revision} of the report`;
  switch (type) {
    case 'query-job':
      return `the job of "${queryId}"${attempt > 0 ? ' (put back before)' : ''}`;
    case 'query-finished':
      return `the answer of "${queryId}"`;
    case 'run-opened':
      return 'the plan of the run';
    case 'run-deadline':
      return 'the deadline of the run';
    case 'report-update':
    case 'deliver':
      return `${report}${destination === undefined ? '' : ` for ${destination}`}`;
    case 'run-request':
      return 'the request for the run';
    case 'request-failed':
      return 'the request that has failed for good';
    default:
      return `a message (${type})`;
  }
}

function shortNameOf(names: Names): string {
  const name = /\bthe (\w+)/.exec(nameOf(names))?.[1] ?? 'message';
  return names.revision === undefined ? name : `${name} ${names.revision}`;
}
