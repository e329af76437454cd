import { type LogLine } from '../../log-line';
import { type Piece, type Run, type Try } from './read-run';

type About = Pick<Piece, 'id' | 'queryId' | 'runId'>;

/** Of what a run is about, what tells why: all of it is not needed to look at one message. */
export type Told = Pick<Run, 'faults' | 'lines'>;

/**
 * Says why a function has left a message or an event to be tried again.
 *
 * A message that only waits, as a report does behind a call of Telegram without an answer, waits for what went wrong
 * before, in the hands of the same service.
 *
 * @returns With the service as the subject: `query-worker: query-job-failed: socket hang up`; undefined: it has not.
 */
export function failureOf({ failure, invocation, startMs }: Try, about: About, run: Told): string | undefined {
  if (failure === undefined) return undefined;
  const { service = 'Lambda', lines = [] } = invocation ?? {};
  const own = failure === 'batch item failure' ? lineAbout(lines, about) : undefined;
  const before =
    own?.fields['event'] === 'message-waits'
      ? run.lines.findLast(
          ({ fields, timestamp, ...line }) =>
            isWarning(fields) && isAbout(fields, about) && line.invocation.service === service && timestamp <= startMs,
        )
      : undefined;
  const requestId = (before?.invocation ?? invocation)?.requestId;
  const struck = run.faults.filter((fault) => requestId !== undefined && fault.struck.requestId === requestId);
  const names = [...new Set(struck.map(({ kind, target }) => `${kind} ${target}`))].join(', ');
  const why = shortened(before || own ? reasonIn((before ?? own)?.fields ?? {}) : failure);
  return `${service}${/^(was|ran) /.test(why) ? '' : ':'} ${why.replaceAll(about.runId, 'the run')}${names === '' ? '' : ` (fault: ${names})`}`;
}

const isWarning = ({ level }: LogLine['fields']): boolean => level === 'WARN' || level === 'ERROR';

/** The last line about a piece of what went wrong, else of what it has to wait for. */
function lineAbout(lines: readonly LogLine[], about: About): LogLine | undefined {
  const own = lines.filter(({ fields }) => isAbout(fields, about));
  return (
    own.findLast(({ fields }) => isWarning(fields)) ??
    own.findLast(({ fields }) => fields['event'] === 'query-job-waits') ??
    own.findLast(({ fields }) => fields['event'] === 'message-waits')
  );
}

function reasonIn(fields: LogLine['fields']): string {
  const names = ['errorMessage', 'reason', 'cause', 'description', 'why'];
  const reason = names.map((name) => fields[name]).find((each) => each !== undefined);
  const event = String(fields['event']);
  return reason === undefined ? event : `${event}: ${String(reason).replace(/\.$/, '')}`;
}

/** A line names the message, or what it is about. */
const isAbout = ({ messageId, runId, queryId }: LogLine['fields'], about: About): boolean =>
  typeof messageId === 'string'
    ? about.id.startsWith(messageId)
    : runId === about.runId && (about.queryId === undefined || queryId === about.queryId);

/** Lambda's words for what has a short name. */
const shortened = (failure: string): string =>
  failure
    .replace(/^Runtime\.ExitError: Runtime exited with error: signal: killed$/, 'was killed')
    .replace(/^Sandbox\.Timedout: Task timed out/, 'ran out of time')
    .replace(/: Query .* failed at receive \d+: /, ': ')
    .replace(/\.$/, '');

/** @returns `21st` and the like. */
export function ordinalOf(count: number): string {
  const isTeen = count % 100 > 10 && count % 100 < 14;
  return `${count}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')}`;
}

/** @returns `12:30:05` in UTC. */
export const clockTime = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);

/** Says what a piece on its way waits for, and why it was not done before. */
export function waitInWords(piece: Piece, run: Told): string {
  const { name, service, tries, nextAtMs, queue, isDeadLetter, givenUpTo, delayMs } = piece;
  const why = whyAgain(piece, run);
  const because = why === undefined ? '' : `: ${why}`;
  const at = nextAtMs === undefined ? '' : ` at ${clockTime(nextAtMs)}`;
  const what = capitalized(name);
  if (isDeadLetter)
    return `${what} lies in ${queue} after ${tries.length} receives, until an operator sends it back${because}`;
  if (givenUpTo !== undefined) {
    return `${what} goes to ${givenUpTo}${at || ' now'}, after its ${ordinalOf(tries.length)} and last try${because}`;
  }
  if (tries.length > 0) {
    const who = queue === undefined ? ' by Lambda' : '';
    return `${what} waits for its ${ordinalOf(tries.length + 1)} try${who}${at}${because}`;
  }
  const late = run.faults.find(
    ({ kind, struck }) => kind === 'delay' && struck.messageId !== undefined && piece.id.startsWith(struck.messageId),
  );
  const delays = [
    ...(delayMs > 0 ? [`its sender has delayed it by ${delayMs / 1_000} s`] : []),
    ...(late ? [`the queue delivers it late (fault: delay ${late.target})`] : []),
    ...(why === undefined ? [] : [why]),
  ];
  return `${what} waits for ${service}${at}${delays.length > 0 ? `: ${delays.join('; ')}` : ''}`;
}

/** Why the last try failed, and whether all did for the same reason; of a job that was put back, why that was. */
function whyAgain(piece: Piece, run: Told): string | undefined {
  const { tries, sentBy, service } = piece;
  const reasons = tries.map((each) => failureOf(each, piece, run));
  const last = reasons.at(-1);
  if (last !== undefined) return reasons.length > 2 && new Set(reasons).size === 1 ? `${last} each time` : last;
  if (sentBy?.service !== service) return undefined;
  const line = lineAbout(sentBy.lines, piece);
  return line && `${service} has put it back: ${reasonIn(line.fields)}`;
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
