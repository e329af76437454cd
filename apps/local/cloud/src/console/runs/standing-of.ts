import { reportTexts } from '@pulso/kit/texts';
import { type RunState, type RunSummary } from '@pulso/local/console-api';

import { type LogLine, readFields } from '../../log-line';
import { type Piece, type Run, type RunLine, isWorkedOn } from './read-run';
import { capitalized, clockTime, failureOf, ordinalOf, waitInWords } from './why';

/** Lines that say that a destination has the report, or will never have it. */
const settlingEvents: ReadonlySet<unknown> = new Set(['report-delivered', 'delivery-ended', 'report-unchanged']);

/** Lines that say that there will be no report; one that was delivered all the same counts for more. */
const failingEvents: ReadonlySet<unknown> = new Set(['run-not-started', 'report-not-sent', 'run-not-dispatched']);

/** A run, as far as its end tells. */
interface RunEnd {
  readonly state: RunState;
  /** Absent while it goes. */
  readonly endedAtMs?: number;
}

/**
 * What a reader waits for: the deadline lies in its queue on purpose, an older revision brings nothing new, and beside what
 * has a report already only a newer one counts.
 */
const isAwaited = ({ type, isFinal, goneAtMs, isDeadLetter }: Piece, isDelivered: boolean): boolean =>
  goneAtMs === undefined &&
  !isDeadLetter &&
  (isFinal || (!isDelivered && !['run-deadline', 'deliver', 'report-update'].includes(type)));

/** A run has ended when its report at last, or the word that there is none, is done with, and nothing of it is on its way. */
export function endOf(run: Pick<Run, 'lines' | 'pieces'>): RunEnd {
  const { lines, pieces } = run;
  const reports = pieces.filter(
    ({ isFinal, goneAtMs, isDeadLetter }) => isFinal && (goneAtMs !== undefined || isDeadLetter),
  );
  const failing = lines.findLast(({ fields }) => failingEvents.has(fields['event']));
  const isOver = reports.length > 0 || (failing !== undefined && failing.fields['event'] !== 'run-not-dispatched');
  const isDelivered = deliveryIn(lines) !== undefined;
  if (!isOver || pieces.some((piece) => isAwaited(piece, isDelivered))) return { state: 'going' };
  const settled = lines.filter(({ fields }) => settlingEvents.has(fields['event']));
  const delivered = reports.filter(({ isDeadLetter }) => !isDeadLetter);
  // An invocation that is killed behind its delivery logs no line of it.
  const line = settled.at(-1) ?? (delivered.length === 0 ? failing : undefined);
  const lastTry = reports.at(-1)?.tries.at(-1);
  return { state: stateOf(lines, delivered), endedAtMs: line?.timestamp ?? lastTry?.endMs ?? 0 };
}

const deliveryIn = (lines: readonly RunLine[]): RunLine | undefined =>
  lines.findLast(({ fields }) => fields['event'] === 'report-delivered');

function stateOf(lines: readonly RunLine[], delivered: readonly Piece[]): RunState {
  const find = (event: string): LogLine['fields'] | undefined =>
    lines.find(({ fields }) => fields['event'] === event)?.fields;
  if (find('history-answered')) return 'complete';
  // A report that has nothing to say is made, and not sent.
  const withheld = find('report-not-sent');
  if (delivered.length === 0 && !withheld) return 'failed';
  const { content } = readFields(delivered.at(-1)?.body ?? '') ?? {};
  const { state } = (content ?? withheld ?? {}) as { readonly state?: string };
  return state === 'complete' ? 'complete' : 'partial';
}

/** A schedule that is fired by hand names the time that it is due at, which may lie ahead. */
export function askedAtMsOf({ runId, invocations, pieces, nowMs }: Omit<Run, 'faults' | 'lines'>): number {
  const firstMs = Math.min(invocations[0]?.startedAtMs ?? nowMs, pieces[0]?.sentAtMs ?? nowMs);
  const dueMs = Date.parse(/\/schedule\/(.*)$/.exec(runId)?.[1] ?? '');
  return Number.isNaN(dueMs) ? firstMs : Math.min(dueMs, firstMs);
}

/** @returns What a list shows of a run. */
export function summaryOf(run: Run): RunSummary {
  const [reportId = '', trigger = ''] = run.runId.split('/');
  const { state, endedAtMs } = endOf(run);
  const askedAtMs = askedAtMsOf(run);
  const bytes = run.lines.map(({ fields }) =>
    fields['event'] === 'query-finished' ? Number(fields['bytesScanned'] ?? 0) : 0,
  );
  const standing = standingOf(run, state);
  return {
    ...{ runId: run.runId, reportId, trigger, askedAtMs, state },
    ...(standing && { standing }),
    ...(endedAtMs !== undefined && { durationMs: endedAtMs - askedAtMs }),
    bytesScanned: bytes.reduce((sum, each) => sum + each, 0),
    faultCount: run.faults.filter(({ atMs }) => atMs <= (endedAtMs ?? Infinity)).length,
  };
}

/**
 * Says in a few sentences where a run stands: what it waits for, why it failed or lacks answers, and what of it goes on
 * after its end.
 *
 * @returns undefined for a run that is complete, and of which nothing is left.
 */
export function standingOf(run: Run, state: RunState): RunSummary['standing'] {
  const onWay = run.pieces.filter(({ goneAtMs }) => goneAtMs === undefined);
  const letters = onWay.filter(({ isDeadLetter }) => isDeadLetter);
  const waiting = onWay
    .filter((piece) => !piece.isDeadLetter && piece.type !== 'run-deadline' && !isWorkedOn(piece))
    // The newest revision of the report is the one that the run is about, and then what comes first.
    .sort((a, b) => (b.revision ?? 0) - (a.revision ?? 0) || (a.nextAtMs ?? 0) - (b.nextAtMs ?? 0));
  const delivery = deliveryIn(run.lines);
  const sentences = [
    ...(delivery?.fields['state'] === 'partial' && state !== 'complete'
      ? [`A partial report was delivered at ${clockTime(delivery.timestamp)}.`]
      : []),
    ...(state === 'going' ? answersIn(run) : []),
    ...(state === 'failed' || state === 'partial' ? whyNot(run) : []),
    ...(state === 'complete' && waiting.length + letters.length > 0 ? ['It was delivered; this is left of it.'] : []),
    ...(state === 'going' || waiting.length > 0 ? whatComesNext(run, onWay, waiting) : []),
    ...(letters.length > 1 ? [`Given up after all tries: ${countedNames(letters)}.`] : []),
    ...letters.slice(0, 1).map((letter) => `${waitInWords(letter, run)}.`),
  ];
  if (sentences.length === 0) return undefined;
  const queue = waiting.find((each) => each.queue !== undefined)?.queue;
  const [letter] = letters;
  return {
    text: sentences.join(' '),
    ...(queue !== undefined && { queue }),
    ...(letter?.queue !== undefined && { deadLetterQueue: letter.queue }),
  };
}

/** How many of the plan's questions have an answer: a backfill of an earlier day does not count. */
function answersIn({ pieces, lines }: Run): string[] {
  const planned = pieces.find(({ type }) => type === 'run-opened' || type === 'run-deadline');
  const { plan } = readFields(planned?.body ?? '') ?? {};
  const { queries = [] } = (plan ?? {}) as { readonly queries?: readonly { readonly queryId: string }[] };
  const wanted = new Set(queries.map(({ queryId }) => queryId));
  if (wanted.size === 0) return [];
  const all = lines.flatMap(({ fields: { event, queryId } }) => (event === 'query-finished' ? [String(queryId)] : []));
  const count = new Set(all.filter((queryId) => wanted.has(queryId))).size;
  if (count < wanted.size) return [`${count} of ${wanted.size} questions are answered.`];
  const isClosed = lines.some(({ fields }) => fields['event'] === 'run-closed');
  const answered = wanted.size === 1 ? 'The question is answered' : `All ${wanted.size} questions are answered`;
  return [`${answered}; what is missing is ${isClosed ? 'the delivery' : 'the report'}.`];
}

function whatComesNext(run: Run, onWay: readonly Piece[], waiting: readonly Piece[]): string[] {
  const working = onWay.findLast(isWorkedOn);
  if (working) {
    const since = clockTime(working.tries.at(-1)?.startMs ?? 0);
    return [`${working.service} has worked on ${working.name} since ${since}.`];
  }
  const [next] = waiting;
  if (next) {
    const same = waiting.filter(({ name }) => name === next.name);
    const others = waiting.filter(({ name }) => name !== next.name);
    const also = others.length === 0 ? [] : [`Also on the way: ${countedNames(others)}.`];
    const more = same.length > 1 ? ` So do ${same.length - 1} more of it.` : '';
    return [`${waitInWords(next, run)}.${more}`, ...also];
  }
  const deadline = onWay.find(({ type, isDeadLetter }) => type === 'run-deadline' && !isDeadLetter);
  if (deadline?.nextAtMs === undefined) return ['Nothing is on its way: the sweep looks at it every five minutes.'];
  const at = clockTime(deadline.nextAtMs);
  return [`Nothing is on its way: at ${at} the deadline looks at it, and the sweep every five minutes.`];
}

/** @returns `7 × revision 8 of the report, the job of "groups" and others`. */
function countedNames(pieces: readonly Piece[]): string {
  const byName = [...Map.groupBy(pieces, ({ name }) => name)].sort(([a], [b]) => a.localeCompare(b));
  const names = byName.map(([name, all]) => (all.length === 1 ? name : `${all.length} × ${name}`));
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(', ');
}

/** Says why there is no report, or no answer to some question, in sentences, as lines of the run say. */
function whyNot(run: Run): readonly string[] {
  const all = (event: string): LogLine['fields'][] =>
    run.lines.map(({ fields }) => fields).filter((fields) => fields['event'] === event);
  const [notStarted] = all('run-not-started');
  const isPlanned = run.pieces.some(({ type }) => type === 'report-update' || type === 'deliver');
  if (notStarted && !isPlanned) {
    const request = run.pieces.find(({ type }) => type === 'run-request');
    const last = request?.tries.at(-1);
    const why = last && request && failureOf(last, request, run);
    const times = request ? `, at its ${ordinalOf(request.tries.length)} and last try` : '';
    return [`It was never planned: ${reasonIn(notStarted) ?? why ?? 'the dispatcher has failed each time'}${times}.`];
  }
  const unanswered = new Map(
    all('query-finished').map((fields) => [
      String(fields['queryId']),
      fields['status'] === 'success' ? undefined : (reasonIn(fields) ?? 'no reason is known'),
    ]),
  );
  const missing = [...unanswered].flatMap(([queryId, reason]) =>
    reason === undefined ? [] : [`"${queryId}" (${reason})`],
  );
  const ended = all('delivery-ended').map(
    (fields) => `${String(fields['destination'])} takes nothing: ${reasonIn(fields) ?? 'it was refused'}.`,
  );
  const [closed] = all('run-closed');
  if (closed && missing.length + ended.length === 0) {
    return [`It was closed with ${String(closed['counter'])} of ${String(closed['expectedCount'])} answers.`];
  }
  const shown = missing.length > 3 ? [...missing.slice(0, 3), `${missing.length - 3} more`] : missing;
  return [...(missing.length > 0 ? [`No answer to ${shown.join(', ')}.`] : []), ...new Set(ended)];
}

function reasonIn(fields: LogLine['fields']): string | undefined {
  const found = [fields['reason'], fields['cause'], fields['errorMessage'], fields['code']].find(
    (value) => value !== undefined,
  );
  if (found === undefined) return undefined;
  const told = reasons[String(found)]?.[0] ?? String(found);
  return capitalized(told.replace(/\.$/, ''));
}

/** By the codes that lines have. */
const reasons: Readonly<Record<string, readonly string[]>> = reportTexts('en').reasons;
