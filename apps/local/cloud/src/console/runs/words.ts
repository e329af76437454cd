import { describeLine, type LogLine } from '../../log-line';
import { type Handed } from './read-handed';
import { type Receive, type RunFacts } from './run-facts';

const names: Readonly<Record<string, (handed: Handed) => string>> = {
  'query-job': ({ queryId, attempt }) => `the job of "${queryId}"${attempt > 0 ? ' (put back before)' : ''}`,
  'query-finished': ({ queryId }) => `the answer of "${queryId}"`,
  'run-opened': () => 'the plan of the run',
  'run-deadline': () => 'the deadline of the run',
  'report-update': ({ revision }) => reportOf(revision),
  deliver: ({ destination, revision }) =>
    `${reportOf(revision)}${destination === undefined ? '' : ` for ${destination}`}`,
  'run-request': () => 'the request for the run',
  'request-failed': () => 'the request that has failed for good',
};

const reportOf = (revision: number | undefined): string =>
  revision === undefined ? 'the report' : `revision ${revision} of the report`;

/** @returns What a message is, as part of a sentence: `the job of "groups"`. */
export const nameOfHanded = (handed: Handed): string => names[handed.type]?.(handed) ?? `a message (${handed.type})`;

/** @returns What a message is, in a word or two. */
export function shortNameOf(handed: Handed): string {
  const name = /\bthe (\w+)/.exec(nameOfHanded(handed))?.[1] ?? 'message';
  return handed.revision === undefined ? name : `${name} ${handed.revision}`;
}

/** How a message comes again: in front of its name, and as a sentence has it. */
interface Repeat {
  readonly mark: string;
  readonly note: string;
}

/** @returns undefined for what comes for the first time. */
export function repeatOf({ handed, earlier, isCopy, sentBackAtMs }: Receive): Repeat | undefined {
  const count = handed?.message?.receiveCount ?? 1;
  if (sentBackAtMs !== undefined) return { mark: 'returned', note: 'sent back from the dead letters' };
  if (isCopy) return { mark: 'copy of', note: 'a copy that the queue made' };
  if (count > 1) return { mark: ordinalOf(count), note: `${ordinalOf(count)} receive` };
  return earlier && { mark: 'repeated', note: 'tried again by Lambda' };
}

/** @returns `21st` and the like. */
export function ordinalOf(count: number): string {
  const isTeen = count % 100 > 10 && count % 100 < 14;
  return `${count}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')}`;
}

/** The fields of a line that say most beside its event. */
const tellingFields = ['status', 'reason', 'why', 'cause', 'pollCount', 'delaySeconds', 'method', 'errorMessage'];

/** @returns What a line says, in short. */
export function titleOfLine(fields: LogLine['fields']): string {
  if (fields['event'] === 'query-requeued') return `the job is put back (${fields['why']})`;
  const described = describeLine(fields)?.replace(/^\w+: /, '');
  if (described !== undefined) return described;
  const told = tellingFields.flatMap((name) => (fields[name] === undefined ? [] : [`${name} ${fields[name]}`]));
  return [String(fields['event']).replaceAll('-', ' '), ...told].join(', ').slice(0, 200);
}

/** @returns Whether the message was left for another receive, as far as the invocation says. */
export const hasFailed = ({ invocation, handed }: Receive): boolean =>
  (invocation.status ?? 'success') !== 'success' || lineOfFailure(invocation.lines, handed) !== undefined;

const lineOfFailure = (lines: readonly LogLine[], handed?: Handed): LogLine['fields'] | undefined =>
  handed?.message && lines.find(({ fields }) => fields['messageId'] === handed.message?.id)?.fields;

/**
 * Says why a message was left for another receive.
 *
 * @returns With the service as the subject: `query-worker was killed`.
 */
export function failureOf({ invocation, handed }: Receive, { faults, runId }: RunFacts): string {
  const { service, status = 'success', lines } = invocation;
  const isKilled = faults.some((fault) => fault.kind === 'kill' && fault.invocation === invocation);
  if (status === 'timeout') return `${service} ran out of time`;
  if (status !== 'success') return `${service} ${isKilled ? 'was killed by a fault' : `failed (${status})`}`;
  const line = lineOfFailure(lines, handed);
  if (!line) return `${service} had it, and it was not deleted`;
  const reason = String(line['errorMessage'])
    .replace(/^Query .* failed at receive \d+: /, '')
    .replaceAll(runId, 'the run');
  return `${service} ${line['event'] === 'message-waits' ? 'left it to wait' : 'could not settle it'} (${reason})`;
}
