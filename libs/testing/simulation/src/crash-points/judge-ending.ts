import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';

import { type Trace, type TracedCall, type TracedText } from '../world/trace';

/** Something about one world that is not as it should be. */
export interface Objection {
  /** Short name of the rule. */
  readonly rule: string;
  readonly message: string;
}

export interface Expectation {
  readonly queryCount: number;
  /** What the script of this world did. */
  readonly faultCount: number;
  /** The chats that get the report in the world without faults. */
  readonly chatIds: readonly string[];
}

/** A stroke costs at most the longest time after which a queue hands a message out again, ms. */
const longestReturnMs =
  1000 *
  Math.max(
    ...[queryJobsDelivery, runEventsDelivery, reportUpdatesDelivery].map(
      ({ visibilityTimeoutSeconds }) => visibilityTimeoutSeconds,
    ),
  );

/** What the run takes besides, ms. */
const undisturbedMs = 60_000;

const isClosedReport = ({ report }: TracedText): boolean => report !== undefined && report.state !== 'progress';

/**
 * Judges the end of a world with one or two scripted faults, by what people saw. Stricter than the invariants, which
 * must allow for any number of faults:
 *
 * - every question is answered: the report is complete, everywhere, and no chat ever shows a partial one;
 * - it is there after one visibility timeout per fault, plus a minute: long before the run is due;
 * - a chat gets one message, and another one only for a message whose id was lost with its process or its answer;
 * - only such a send is marked as repeated.
 */
export function judgeEnding({ calls, texts }: Trace, { queryCount, faultCount, chatIds }: Expectation): Objection[] {
  const objections: Objection[] = [];
  const object = (rule: string, message: string): void => void objections.push({ rule, message });

  // Before a report is due, the aggregator only sweeps.
  const firstAtMs = calls.find(({ functionName }) => functionName !== 'aggregator')?.atMs ?? 0;
  const struckCount = calls.filter(({ fault }) => fault !== undefined).length;
  if (struckCount !== faultCount) object('fault-missed', `${struckCount} of ${faultCount} faults took place`);

  const lost = lostAnswersIn(calls);
  const messageCount = texts.filter(({ isNew }) => isNew).length;
  if (messageCount !== chatIds.length + lost.forgottenMessages) {
    object('message-count', `${messageCount} messages in ${chatIds.length} chats, ${lost.forgottenMessages} forgotten`);
  }
  const markedCount = texts.filter(({ isNew, report }) => isNew && report?.marker === 'repeated').length;
  if (markedCount > lost.unansweredIntents) {
    object('needless-mark', `${markedCount} marked as repeated after ${lost.unansweredIntents} unanswered sends`);
  }
  if (texts.some(({ report }) => report?.state === 'partial')) object('partial', 'A partial report was shown');

  const latestMs = firstAtMs + undisturbedMs + faultCount * longestReturnMs;
  for (const chatId of chatIds) {
    const closed = texts.filter((text) => text.chatId === chatId && isClosedReport(text));
    const last = closed.at(-1)?.report;
    if (last?.state !== 'complete' || last.values.size !== queryCount) {
      object('not-complete', `${chatId} shows ${last ? `${last.values.size} of ${queryCount}` : 'no report'}`);
    }
    const [first] = closed;
    if (first && first.atMs > latestMs) object('slow', `${chatId} waits for ${first.atMs - firstAtMs} ms`);
  }
  return objections;
}

/** What the faults of one world have cut off, by the calls that they struck. */
export interface LostAnswers {
  /** Processes that had said that they would send, and never learned what came of it: each allows one mark. */
  readonly unansweredIntents: number;
  /** Messages that are in a chat, and whose ids were never stored: each leads to another message. */
  readonly forgottenMessages: number;
}

const isEffective = ({ fault }: TracedCall): boolean => fault !== 'kill-before' && fault !== 'refuse';

const isUnanswered = ({ fault }: TracedCall): boolean => fault === 'drop-response' || fault === 'late-effect';

const isKill = ({ fault }: TracedCall): boolean => fault === 'kill-before' || fault === 'kill-after';

/**
 * Tells which faults hit a send: the time from the stored intent to the stored id of a message, in which no process can
 * know afterwards what the chat shows. No other fault excuses a second message or a mark.
 */
export function lostAnswersIn(calls: readonly TracedCall[]): LostAnswers {
  let unansweredIntents = 0;
  let forgottenMessages = 0;
  calls.forEach((struck, index) => {
    if (struck.fault === undefined) return;
    const before = calls.slice(0, index + 1).filter((call) => isOfSameInvocation(call, struck) && isEffective(call));
    const isSent = before.some(({ target }) => target === 'telegram.sendMessage');
    if (struck.functionName === 'notifier' && isBetweenIntentAndId(struck, before)) {
      unansweredIntents += 1;
      if (isSent) forgottenMessages += 1;
    }
    if (struck.functionName === 'bot' && isBeforeTheClaimIsDone(struck, before) && isSent) forgottenMessages += 1;
  });
  return { unansweredIntents, forgottenMessages };
}

const isOfSameInvocation = (one: TracedCall, other: TracedCall): boolean =>
  one.processNumber === other.processNumber && one.invocation === other.invocation;

/** The notifier writes twice around a send: the intent, with its lease, and the id. Before an edit it has an id. */
const isBetweenIntentAndId = (struck: TracedCall, before: readonly TracedCall[]): boolean =>
  isKill(struck)
    ? before.filter(({ target }) => target === 'dynamodb.PutItem').length === 1
    : struck.target === 'telegram.sendMessage' && isUnanswered(struck);

/** The bot marks an update as done last; until then the next delivery of the update is handled from the start. */
const isBeforeTheClaimIsDone = (struck: TracedCall, before: readonly TracedCall[]): boolean =>
  isKill(struck)
    ? !before.some(({ target }) => target === 'dynamodb.UpdateItem')
    : struck.target === 'telegram.sendMessage' && isUnanswered(struck);
