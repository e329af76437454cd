import { type LogLine } from '../../log-line';
import { type Invocation } from '../heard';
import { type Piece, type Run, type Try } from './read-run';

type About = Pick<Piece, 'id' | 'queryId' | 'runId'>;

/**
 * Says why a function has left a message or an event to be tried again.
 *
 * @param faults - Of which those that struck the invocation are named.
 * @returns With the service as the subject: `query-worker: query-job-failed: socket hang up`; undefined: it has not.
 */
export function failureOf({ failure, invocation }: Try, about: About, faults: Run['faults']): string | undefined {
  if (failure === undefined) return undefined;
  const struck = faults.filter(
    ({ struck: { requestId } }) => requestId !== undefined && requestId === invocation?.requestId,
  );
  const names = [...new Set(struck.map(({ kind, target }) => `${kind} ${target}`))];
  const why = failure === 'batch item failure' && invocation ? (toldIn(invocation, about) ?? failure) : failure;
  const fault = names.length > 0 ? ` (${names.length > 1 ? 'faults' : 'fault'}: ${names.join(', ')})` : '';
  return `${invocation?.service ?? 'Lambda'}: ${shortened(why).replaceAll(about.runId, 'the run')}${fault}`;
}

/**
 * Says why an invocation has put a piece aside, by the last line that it has logged about it: what went wrong, else what
 * the piece has to wait for.
 */
export function toldIn({ lines }: Pick<Invocation, 'lines'>, about: About): string | undefined {
  const own = lines.map(({ fields }) => fields).filter((fields) => isAbout(fields, about));
  const told =
    own.findLast(({ level }) => level === 'WARN' || level === 'ERROR') ??
    own.findLast(({ event }) => event === 'query-requeued') ??
    own.findLast(({ event }) => event === 'message-waits');
  if (!told) return undefined;
  const { event, why } = told;
  const reason = [told['errorMessage'], told['reason'], told['cause'], told['description'], why].find(
    (each) => each !== undefined,
  );
  return reason === undefined ? String(event) : `${String(event)}: ${String(reason).replace(/\.$/, '')}`;
}

/** A line names the message, or what it is about. */
const isAbout = ({ messageId, runId, queryId }: LogLine['fields'], about: About): boolean =>
  typeof messageId === 'string'
    ? about.id.startsWith(messageId)
    : runId === about.runId && (about.queryId === undefined || queryId === about.queryId);

/** Lambda's words for what has a short name. */
const shortened = (failure: string): string =>
  failure
    .replace(/^Runtime\.ExitError: Runtime exited with error: signal: killed$/, 'its process was killed')
    .replace(/^Sandbox\.Timedout: Task timed out/, 'it ran out of time')
    .replace(/: Query .* failed at receive \d+: /, ': ');

/** @returns `21st` and the like. */
export function ordinalOf(count: number): string {
  const isTeen = count % 100 > 10 && count % 100 < 14;
  return `${count}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')}`;
}

/** @returns `12:30:05` in UTC. */
export const clockTime = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);

/** Says what a piece on its way waits for, and why it was not done before. */
export function waitInWords(piece: Piece, run: Pick<Run, 'faults'>): string {
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
function whyAgain(piece: Piece, { faults }: Pick<Run, 'faults'>): string | undefined {
  const { tries, sentBy, service } = piece;
  const reasons = tries.map((each) => failureOf(each, piece, faults));
  const last = reasons.at(-1);
  if (last !== undefined) return reasons.length > 2 && new Set(reasons).size === 1 ? `${last} each time` : last;
  if (sentBy?.service !== service) return undefined;
  const told = toldIn(sentBy, piece);
  return told === undefined ? undefined : `${service} has put it back: ${told}`;
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
