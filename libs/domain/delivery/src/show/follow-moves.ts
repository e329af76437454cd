import { ChatKeepsMovingError } from '../errors';
import { type Moved } from '../lease/delivery-outcome';

/** A group becomes a supergroup once; no chat moves more often than this. */
const maxMoveCount = 3;

/** Where a chat is by now. */
export interface CurrentChat {
  readonly chatId: string;
  readonly hasMoved: boolean;
  /** Whether what is said there may have been said under an earlier id. */
  readonly isRepeat: boolean;
}

/**
 * Does something in a chat, wherever it is by now.
 *
 * @param act - Called again with the new id for as long as the chat turns out to have moved.
 * @throws {ChatKeepsMovingError} Retryable.
 */
export async function followMoves<Outcome extends { readonly status: string }>(
  firstChatId: string,
  act: (chat: CurrentChat) => Promise<Outcome | Moved>,
): Promise<Outcome> {
  let chatId = firstChatId;
  let isRepeat = false;
  for (let moveCount = 0; moveCount <= maxMoveCount; moveCount += 1) {
    const outcome = await act({ chatId, hasMoved: moveCount > 0, isRepeat });
    if (!isMoved(outcome)) return outcome;
    isRepeat ||= outcome.isRepeat;
    chatId = outcome.toChatId;
  }
  throw new ChatKeepsMovingError();
}

const isMoved = (outcome: { readonly status: string }): outcome is Moved => outcome.status === 'moved';
