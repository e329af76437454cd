import { type TracedCall } from './read-trace';

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
  one.process === other.process && one.invocation === other.invocation;

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
