import { type DeliverRequest } from './deliver-request';
import { deliveryKeyOf } from './delivery-key';
import { type DeliverOutcome, type Moved, type Shown, done } from './delivery-outcome';
import { ChatKeepsMovingError } from './errors';
import { takeLease } from './lease';
import { pointToReport } from './point-to-report';
import { type DeliverDeps } from './ports';
import { showReport } from './show-report';

/** A group becomes a supergroup once; no chat moves more often than this. */
const maxMoveCount = 3;

/**
 * Brings one revision of a report, or a notice in its place, to one destination, wherever its chat is by now.
 *
 * A chat that has moved is served under its new id, as if the plan had named that one: where the plan names both, they
 * are one chat with one message. The placeholder stays behind, for its id means nothing in the new chat.
 *
 * @returns `done` when the destination shows this revision or a newer one, or takes nothing any more.
 * @throws {UnansweredCallError} The call may have taken effect. Retryable; the lease stays for as long as it still may.
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws {ChatKeepsMovingError} Retryable.
 * @throws What the store throws, and what makes Telegram unreachable. Retryable.
 */
export async function deliver(
  { runId, destination, report }: DeliverRequest,
  deps: DeliverDeps,
): Promise<DeliverOutcome> {
  let { chatId, placeholderMessageId } = destination;
  let isRepeat = false;
  for (let moveCount = 0; moveCount <= maxMoveCount; moveCount += 1) {
    const key = deliveryKeyOf(runId, { ...destination, chatId });
    const claim = await takeLease({ key, revision: report.revision, placeholderMessageId }, deps);
    const outcome: DeliverOutcome | Moved | Shown =
      claim.status === 'leased'
        ? await showReport(report, { chatId, placeholderMessageId, isRepeat }, claim.lease, deps)
        : claim;
    switch (outcome.status) {
      case 'done':
      case 'later':
        return outcome;
      case 'shown': {
        const { messageId = placeholderMessageId } = outcome;
        // Two requests of one run have posted a placeholder each; this one would go on saying "preparing".
        const leavesPlaceholder = placeholderMessageId !== undefined && messageId !== placeholderMessageId;
        return leavesPlaceholder ? await pointToReport(runId, destination, deps) : done;
      }
      case 'moved':
        break;
      default:
        return outcome satisfies never;
    }
    isRepeat ||= outcome.isRepeat;
    chatId = outcome.toChatId;
    placeholderMessageId = undefined;
  }
  throw new ChatKeepsMovingError();
}
