import { reportTexts } from '@pulso/kit/texts';
import { type RunStanding } from '@pulso/local/console-api';

import { type LogLine } from '../../log-line';
import { linesOf } from './run-end';
import { type Receive, type RunFacts } from './run-facts';
import { type WaitingMessage } from './waiting-messages';
import { failureOf, hasFailed, nameOfHanded, ordinalOf } from './words';

/** @returns `12:30:05` in UTC. */
export const clockTime = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);

/**
 * Says in a few sentences where a run stands: what it waits for, why it failed or lacks answers, and what of it goes on
 * after its end.
 *
 * @param waiting - What of it lies in queues.
 * @returns undefined for a run that is complete, and of which nothing is left.
 */
export function standingOf(
  run: RunFacts,
  state: 'going' | 'complete' | 'partial' | 'failed',
  waiting: readonly WaitingMessage[],
): RunStanding | undefined {
  const letters = waiting.filter(({ isDeadLetter }) => isDeadLetter);
  const tried = waiting.filter(({ handed, isDeadLetter }) => !isDeadLetter && handed.type !== 'run-deadline');
  const [letter] = letters;
  const sentences = [
    ...(state === 'going' ? [...answersIn(run), ...whatComesNext(run, waiting, tried)] : []),
    ...(state === 'failed' || state === 'partial' ? whyNot(run) : []),
    ...(state === 'complete' && tried.length + letters.length > 0 ? ['It was delivered; this is left of it.'] : []),
    ...(state !== 'going' && tried.length > 0 ? [`Still in queues: ${countedNames(tried)}.`] : []),
    ...(letters.length > 0 ? [`Given up after all tries: ${countedNames(letters)}.`] : []),
  ];
  if (sentences.length === 0) return undefined;
  const [next] = tried;
  return {
    text: sentences.join(' '),
    ...(next && { queue: next.queue }),
    ...(letter && { deadLetterQueue: letter.queue }),
  };
}

/** How far the questions are, which says what of the run is missing. */
function answersIn(run: RunFacts): string[] {
  const own = linesOf(run).map(({ fields }) => fields);
  const count = own.find(({ event, queryCount }) => event === 'run-dispatched' && queryCount !== undefined)?.[
    'queryCount'
  ];
  if (typeof count !== 'number') return [];
  const answered = new Set(own.flatMap(({ event, queryId }) => (event === 'query-finished' ? [queryId] : []))).size;
  const isClosed = own.some(({ event }) => event === 'run-closed');
  return isClosed && answered >= count
    ? [`${count === 1 ? 'The question is' : `All ${count} questions are`} answered; what is missing is the delivery.`]
    : [`${answered} of ${count} questions are answered.`];
}

function whatComesNext(run: RunFacts, waiting: readonly WaitingMessage[], tried: readonly WaitingMessage[]): string[] {
  const working = run.receives.findLast(({ invocation }) => invocation.endedAtMs === undefined);
  if (working) {
    const { invocation, handed } = working;
    const what = handed ? nameOfHanded(handed) : 'the run';
    return [`${invocation.service} has worked on ${what} since ${clockTime(invocation.startedAtMs)}.`];
  }
  // The newest revision of the report is the one that the run is about.
  const [next] = tried.toSorted((a, b) => (b.handed.revision ?? 0) - (a.handed.revision ?? 0));
  if (next) {
    const name = nameOfHanded(next.handed);
    const same = tried.filter(({ handed }) => nameOfHanded(handed) === name);
    const others = tried.filter((each) => !same.includes(each));
    const also = others.length === 0 ? [] : [`Also in queues: ${countedNames(others)}.`];
    return [same.length > 1 ? severalInWords(name, same, run) : `${waitInWords(next, run)}.`, ...also];
  }
  const deadline = waiting.find(({ handed, isDeadLetter }) => !isDeadLetter && handed.type === 'run-deadline');
  if (deadline?.visibleAtMs === undefined) return ['Nothing is on its way: the sweep looks at it every five minutes.'];
  const at = clockTime(deadline.visibleAtMs);
  return [`Nothing is on its way: at ${at} the deadline looks at it, and the sweep every five minutes.`];
}

/** Which of them is tried next changes with every try: they are told of together. */
function severalInWords(name: string, messages: readonly WaitingMessage[], run: RunFacts): string {
  const tries = messages.reduce((sum, { receiveCount }) => sum + receiveCount, 0);
  const next = messages.find(({ visibleAtMs }) => visibleAtMs !== undefined);
  const last = messages.find((message) => message.last)?.last;
  const when = next?.visibleAtMs === undefined ? '' : `, the next one at ${clockTime(next.visibleAtMs)}`;
  const why = last ? `: ${whyAgain(last, run)}` : '';
  return `${capitalized(name)} waits in ${messages.length} messages after ${tries} tries in all${when}${why}.`;
}

/** @returns What a message waits for, without an end: `The job of "groups" waits for its 3rd try at 12:37:34: ...`. */
export function waitInWords(message: WaitingMessage, run: RunFacts): string {
  const { handed, service, receiveCount, visibleAtMs, last, queue, isDeadLetter, givenUpTo } = message;
  const name = capitalized(nameOfHanded(handed));
  if (isDeadLetter) return `${name} lies in ${queue} until an operator sends it back`;
  const why = last ? `: ${whyAgain(last, run)}` : '';
  if (givenUpTo !== undefined) {
    const at = visibleAtMs === undefined ? 'now' : `at ${clockTime(visibleAtMs)}`;
    return `${name} goes to ${givenUpTo} ${at}, after its ${ordinalOf(receiveCount)} and last try${why}`;
  }
  if (visibleAtMs === undefined) return `${name} waits for ${service}${why}`;
  const attempt = receiveCount > 0 ? `its ${ordinalOf(receiveCount + 1)} try` : service;
  return `${name} waits for ${attempt} at ${clockTime(visibleAtMs)}${why}`;
}

/** Why the last try failed, and whether those before did for the same reason. */
function whyAgain(last: Receive, run: RunFacts): string {
  const reason = failureOf(last, run);
  let [isSame, count] = [true, 1];
  for (let before = last.earlier; before; before = before.earlier) {
    isSame &&= failureOf(before, run) === reason;
    count += 1;
  }
  return isSame && count > 2 ? `${reason} each time` : reason;
}

/** @returns `7 × revision 8 of the report, the job of "groups" and others`. */
function countedNames(messages: readonly WaitingMessage[]): string {
  const byName = [...Map.groupBy(messages, ({ handed }) => nameOfHanded(handed))].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  const names = byName.map(([name, all]) => (all.length === 1 ? name : `${all.length} × ${name}`));
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(', ');
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Says why there is no report, or no answer to some question, in sentences, as lines of the run say. */
export function whyNot(run: RunFacts): readonly string[] {
  const lines = linesOf(run);
  const all = (event: string): LogLine['fields'][] =>
    lines.map(({ fields }) => fields).filter((fields) => fields['event'] === event);
  const [notStarted] = all('run-not-started');
  if (notStarted) {
    const last = run.receives.findLast(({ invocation }) => invocation.service === 'dispatcher');
    const why = last && hasFailed(last) ? `: ${failureOf(last, run)}` : '';
    return [`It was never planned: ${reasonIn(notStarted) ?? `the dispatcher has failed each time${why}`}.`];
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
  const told: string = (reasons as Readonly<Record<string, string>>)[String(found)] ?? String(found);
  return told.replace(/\.$/, '');
}

/** By the codes that lines have. */
const { reasons } = reportTexts('en');
