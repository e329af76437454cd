import { type Destination } from '@pulso/contracts/report-plan';

import { deliveryKeyOf } from './delivery-key';
import { ChatKeepsMovingError } from './errors';
import { type LeaseDeps, type Moved, type Shown, takeLease } from './lease';
import { type DeliverOutcome } from './record-outcome';
import { type ReportToShow, type ShowDeps, showReport } from './show-report';

export type ShowInChatDeps = LeaseDeps & ShowDeps;

export interface ShowRequest {
  readonly runId: string;
  readonly destination: Destination;
  readonly report: Omit<ReportToShow, 'chatId' | 'placeholderMessageId' | 'isRepeat'>;
}

type ShowOutcome = DeliverOutcome | Moved | Shown;

/** @see Shown */
export interface ShownInChat {
  readonly status: Shown['status'];
  /** The placeholder that came with the destination is another message, and goes on saying "preparing". */
  readonly leavesPlaceholder: boolean;
}

/** A group becomes a supergroup once; more moves than this are no chat's life. */
const maxMoveCount = 3;

/**
 * Shows one revision at a destination, wherever its chat is by now.
 *
 * A chat that has moved is served under its new id, as if the plan had named that one: where the plan names both, they
 * are one chat with one message. The placeholder stays behind, for its id means nothing in the new chat.
 *
 * @returns Also whether the report is shown in another message than the destination's placeholder: two requests of one run
 *   have posted one each, and the news that one of them failed may have come before the report of the other.
 * @throws {ChatKeepsMovingError} Retryable.
 * @throws As {@link showReport} and the store do. Retryable.
 */
export async function showInChat(
  { runId, destination, report }: ShowRequest,
  deps: ShowInChatDeps,
): Promise<DeliverOutcome | ShownInChat> {
  let { chatId, placeholderMessageId } = destination;
  let isRepeat = false;
  for (let moveCount = 0; moveCount <= maxMoveCount; moveCount += 1) {
    const key = deliveryKeyOf(runId, { ...destination, chatId });
    const claim = await takeLease({ key, revision: report.revision, placeholderMessageId }, deps);
    const outcome: ShowOutcome =
      claim.status === 'leased'
        ? await showReport({ ...report, chatId, placeholderMessageId, isRepeat }, claim.lease, deps)
        : claim;
    switch (outcome.status) {
      case 'done':
      case 'later':
        return outcome;
      case 'shown':
      case 'up-to-date': {
        const { status, messageId = placeholderMessageId } = outcome;
        return { status, leavesPlaceholder: placeholderMessageId !== undefined && messageId !== placeholderMessageId };
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
