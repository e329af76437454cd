import { type TelegramDestination } from '@pulso/contracts/report-plan';
import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';

import { callTelegram } from './call-telegram';
import { type Call, type Outgoing, carryOut } from './carry-out';
import { deliveryKeyOf } from './delivery';
import { ChatKeepsMovingError } from './errors';
import { type DeliverOutcome } from './events';
import { type BotApi, type DeliverDeps, type Document, type Photo, type Place, type Text } from './ports';

/** A variant of a message: markup or plain text, repeated or not. It says by which calls a chat comes to show it. */
export interface MessageVariant {
  readonly send: (place: Omit<Place, 'silent'>, botApi: BotApi) => Promise<SendOutcome>;
  readonly edit: (chatId: string, messageId: number, botApi: BotApi) => Promise<EditOutcome>;
}

export const textVariant = (text: Text): MessageVariant => ({
  // Progress makes its sound, too: the report that follows is an edit of it, and edits are silent.
  send: (place, botApi) => botApi.sendMessage({ ...place, ...text, silent: false }),
  edit: (chatId, messageId, botApi) => botApi.editMessageText({ chatId, messageId, ...text }),
});

/** @param silent - Where the report beside it has made its sound. */
export const photoVariant = (photo: Photo, silent: boolean): MessageVariant => ({
  send: (place, botApi) => botApi.sendPhoto({ ...place, ...photo, silent }),
  edit: (chatId, messageId, botApi) => botApi.editMessageMedia({ chatId, messageId, ...photo }),
});

/** A file that a person keeps. It has one revision, and comes below a notice that may be there. */
export const fileVariant = (file: Document): MessageVariant => ({
  send: (place, botApi) => botApi.sendDocument({ ...place, ...file, silent: false }),
  edit: () => Promise.resolve({ status: 'not-editable', description: 'A file takes the place of no message.' }),
});

/** @returns The call that makes a chat show a variant of a message. */
export const callFor =
  (chatId: string, variantOf: (isRepeat: boolean, isPlain: boolean) => MessageVariant, deps: DeliverDeps): Call =>
  ({ wanted: { messageThreadId }, messageId, isRepeat, isPlain = false }) => {
    const { send, edit } = variantOf(isRepeat, isPlain);
    const call = () =>
      messageId === undefined ? send({ chatId, messageThreadId }, deps.botApi) : edit(chatId, messageId, deps.botApi);
    return callTelegram(chatId, call, deps);
  };

/** One message of a run. */
export interface ChatMessage {
  readonly runId: string;
  readonly part: 0 | 1;
  readonly wanted: Omit<Outgoing['wanted'], 'messageThreadId' | 'isTopicOptional' | 'isRepeat'>;
  readonly bring: (chatId: string) => Omit<Outgoing, 'wanted'>;
}

/** A group becomes a supergroup once; no chat moves more often than this. */
const maxMoveCount = 3;

/**
 * Brings a message to a chat, wherever it is by now. A topic of the stage's settings has to be there; one in which a person
 * has asked may be gone, or be closed to bots.
 *
 * @returns Also the chat's id by now.
 * @throws {ChatKeepsMovingError} Retryable.
 */
export async function bringToChat(
  destination: TelegramDestination,
  { runId, part, wanted, bring }: ChatMessage,
  deps: DeliverDeps,
): Promise<DeliverOutcome & { readonly chatId: string }> {
  const { messageThreadId, askedInThreadId } = destination;
  const topic = { messageThreadId: messageThreadId ?? askedInThreadId, isTopicOptional: messageThreadId === undefined };
  let { chatId } = destination;
  let wantedHere: Outgoing['wanted'] = { ...wanted, ...topic };
  for (let moveCount = 0; moveCount <= maxMoveCount; moveCount += 1) {
    const key = deliveryKeyOf(runId, { ...destination, chatId }, part);
    const outcome = await carryOut(key, { ...bring(chatId), wanted: wantedHere }, deps);
    if (outcome.status !== 'moved') return { ...outcome, chatId };
    chatId = outcome.toChatId;
    const isRepeat = wantedHere.isRepeat === true || outcome.isRepeat;
    // The placeholder's id means nothing in another chat.
    wantedHere = { ...wantedHere, isRepeat, placeholderMessageId: undefined };
  }
  throw new ChatKeepsMovingError();
}
