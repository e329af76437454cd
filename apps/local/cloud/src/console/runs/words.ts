import { describeLine, type LogLine } from '../../runs/log-line';
import { type Handed } from './read-handed';
import { type Invocation } from './run-index';
import { type RunFacts } from './run-facts';

/** @returns What a message is, as part of a sentence: `the job of "groups"`. */
export function nameOfHanded({ type, queryId, destination, attempt }: Handed): string {
  switch (type) {
    case 'query-job':
      return `the job of "${queryId}"${attempt > 0 ? ` (put back ${times(attempt)})` : ''}`;
    case 'query-finished':
      return `the answer of "${queryId}"`;
    case 'run-opened':
      return 'the plan of the run';
    case 'run-deadline':
      return 'the deadline of the run';
    case 'report-update':
      return 'the report';
    case 'deliver':
      return `the report for ${destination}`;
    case 'run-request':
      return 'the request for the run';
    default:
      return `a message (${type})`;
  }
}

/** @returns `once`, `twice`, `3 times`. */
export const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

/** @returns A duration in seconds to a tenth, with minutes where there are some. */
export function secondsText(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** The fields of a line that say most beside its event. */
const tellingFields = ['status', 'reason', 'why', 'cause', 'pollCount', 'delaySeconds', 'method', 'errorMessage'];

/** @returns What a line says, in short. */
export function titleOfLine(fields: LogLine['fields']): string {
  const described = describeLine(fields)?.replace(/^\w+: /, '');
  if (described !== undefined) return described;
  const told = tellingFields.flatMap((name) => (fields[name] === undefined ? [] : [`${name} ${fields[name]}`]));
  return [String(fields['event']).replaceAll('-', ' '), ...told].join(', ').slice(0, 200);
}

/**
 * Says why a message was not deleted after an invocation that had it.
 *
 * @returns With the service as the subject: `query-worker was killed`.
 */
export function failureOf(invocation: Invocation, messageId: string | undefined, { faults }: RunFacts): string {
  const { service, status = 'success', errorType = '', lines } = invocation;
  const isKilled = faults.some((fault) => fault.kind === 'kill' && fault.invocation === invocation);
  if (status === 'timeout') return `${service} ran out of time`;
  if (status !== 'success') return `${service} ${isKilled ? 'was killed' : `failed (${errorType || status})`}`;
  const line = lines.find(({ fields }) => messageId !== undefined && fields['messageId'] === messageId)?.fields;
  if (!line) return `${service} had it, and it was not deleted`;
  const what = line['event'] === 'message-waits' ? 'left it to wait' : 'could not settle it';
  return `${service} ${what} (${String(line['errorMessage']).slice(0, 160)})`;
}

/** @returns Whether an invocation failed, or could not settle one of the messages. */
export const hasFailed = ({ status = 'success', lines }: Invocation): boolean =>
  status !== 'success' || lines.some(({ fields }) => fields['event'] === 'message-not-settled');
