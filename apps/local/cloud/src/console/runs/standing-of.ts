import { type RunStanding } from '@pulso/local/console-api';

import { type LogLine } from '../../log-line';
import { type RunFacts } from './run-facts';
import { type WaitingMessage } from './waiting-messages';
import { failureOf, nameOfHanded, ordinalOf } from './words';

/** @returns `12:30:05` in UTC. */
export const clockTime = (atMs: number): string => new Date(atMs).toISOString().slice(11, 19);

/**
 * Says in a sentence where a run stands: what it waits for, or why it failed or lacks answers.
 *
 * @param waiting - What of it lies in queues.
 * @returns undefined for a run that is complete.
 */
export function standingOf(
  run: RunFacts,
  state: 'going' | 'complete' | 'partial' | 'failed',
  waiting: readonly WaitingMessage[],
): RunStanding | undefined {
  const letters = waiting.filter(({ isDeadLetter }) => isDeadLetter);
  const [letter] = letters;
  const sentences = [
    ...(state === 'going' ? [whatComesNext(run, waiting)] : []),
    ...(state === 'failed' || state === 'partial' ? whyNot(run) : []),
    ...(letters.length > 0 ? [deadLettersInWords(letters)] : []),
  ];
  if (sentences.length === 0) return undefined;
  return { text: sentences.join(' '), ...(letter && { deadLetterQueue: letter.queue }) };
}

function whatComesNext(run: RunFacts, waiting: readonly WaitingMessage[]): string {
  const working = run.receives.findLast(({ invocation }) => invocation.endedAtMs === undefined);
  if (working) {
    const { invocation, handed } = working;
    const what = handed ? nameOfHanded(handed) : 'the run';
    return `${invocation.service} has worked on ${what} since ${clockTime(invocation.startedAtMs)}.`;
  }
  const others = waiting.filter(({ handed, isDeadLetter }) => !isDeadLetter && handed.type !== 'run-deadline');
  const [next] = others;
  if (next) {
    const more = others.length > 1 ? ` ${others.length - 1} more ${others.length > 2 ? 'wait' : 'waits'}, too.` : '';
    return `${waitInWords(next, run)}.${more}`;
  }
  const deadline = waiting.find(({ handed, isDeadLetter }) => !isDeadLetter && handed.type === 'run-deadline');
  if (deadline?.visibleAtMs !== undefined) {
    return `Nothing is on its way: at ${clockTime(deadline.visibleAtMs)} the deadline looks at it, and the sweep every five minutes.`;
  }
  return 'Nothing is on its way: the sweep looks at it every five minutes.';
}

/** @returns What a message waits for, without an end: `The job of "groups" waits for its 3rd try at 12:37:34: ...`. */
export function waitInWords(message: WaitingMessage, run: RunFacts): string {
  const { handed, service, receiveCount, visibleAtMs, last, queue, isDeadLetter } = message;
  const name = capitalized(nameOfHanded(handed));
  if (isDeadLetter) return `${name} lies in ${queue} until an operator sends it back`;
  const why = last ? `: ${failureOf(last, run)}` : '';
  if (visibleAtMs === undefined) return `${name} waits for ${service}${why}`;
  const attempt = receiveCount > 0 ? `its ${ordinalOf(receiveCount + 1)} try` : service;
  return `${name} waits for ${attempt} at ${clockTime(visibleAtMs)}${why}`;
}

function deadLettersInWords(letters: readonly WaitingMessage[]): string {
  const names = [...new Set(letters.map(({ handed }) => nameOfHanded(handed)))];
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(', ');
  return `Given up after all tries: ${shown}.`;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Why there is no report, or no answer to some question, as lines of the run say. */
function whyNot({ runId, invocations }: RunFacts): string[] {
  const lines = invocations
    .flatMap(({ lines: own }) => own)
    .filter(({ fields }) => fields['runId'] === runId)
    .sort((a, b) => a.timestamp - b.timestamp);
  const all = (event: string): LogLine['fields'][] =>
    lines.map(({ fields }) => fields).filter((fields) => fields['event'] === event);
  const [notStarted] = all('run-not-started');
  if (notStarted) return [`It was never planned: ${reasonIn(notStarted) ?? 'the dispatcher has failed each time'}.`];
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
  return found === undefined ? undefined : String(found).replace(/\.$/, '');
}
