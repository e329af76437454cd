import { type TelegramDestination } from '@pulso/contracts/report-plan';
import { type MessageText } from '@pulso/domain/report-rendering';
import { type EditOutcome, html, type Html, type SendOutcome } from '@pulso/kit/telegram';

import { callTelegram } from './call-telegram';
import { type Call, type Outgoing, carryOut } from './carry-out';
import { type DeliveryKey } from './delivery';
import { ChatKeepsMovingError } from './errors';
import { type DeliveryOutcome, type Wanted } from './events';
import { type BotApi, type Buttons, type DeliverDeps, type DocumentToSend, type Photo } from './ports';

/** How one message of a chat looks, and by which calls it comes to look so. */
export interface Look {
  readonly send: (place: Topic, botApi: BotApi) => Promise<SendOutcome>;
  readonly edit: (chatId: string, messageId: number, botApi: BotApi) => Promise<EditOutcome>;
}

interface Topic {
  readonly chatId: string;
  readonly messageThreadId: number | undefined;
}

export const textLook = (text: Html, buttons?: Buttons): Look => ({
  // Progress as well: the report that follows is an edit of it, and an edit makes no sound.
  send: (place, botApi) => botApi.sendMessage({ ...place, html: text, silent: false, buttons }),
  edit: (chatId, messageId, botApi) => botApi.editMessageText({ chatId, messageId, html: text, buttons }),
});

/** Without what Telegram may have refused, which may be the buttons. */
export const plainLook = ({ text }: MessageText): Look => textLook(html`${text}`);

export const textMethods = { send: 'sendMessage', edit: 'editMessageText' };

/** @param silent - Where the report beside it has made its sound. */
export const photoLook = (photo: Photo, silent: boolean): Look => ({
  send: (place, botApi) => botApi.sendPhoto({ ...place, ...photo, silent }),
  edit: (chatId, messageId, botApi) => botApi.editMessageMedia({ chatId, messageId, ...photo }),
});

export const photoMethods = { send: 'sendPhoto', edit: 'editMessageMedia' };

/** A file that a person keeps. It has one revision; what may be there before it is a notice, below which it comes. */
export const fileLook = (file: Pick<DocumentToSend, 'fileName' | 'contentType' | 'content' | 'caption'>): Look => ({
  send: (place, botApi) => botApi.sendDocument({ ...place, ...file, silent: false }),
  edit: () => Promise.resolve({ status: 'not-editable', description: 'A file takes the place of no message.' }),
});

export const fileMethods = { send: 'sendDocument', edit: 'none' };

/** @returns The call that makes a message in this chat look so. */
export const callOf =
  (chatId: string, lookOf: (isRepeat: boolean, isPlain: boolean) => Look, deps: DeliverDeps): Call =>
  ({ messageId, messageThreadId, isRepeat, isPlain = false }) => {
    const look = lookOf(isRepeat, isPlain);
    const call = () =>
      messageId === undefined
        ? look.send({ chatId, messageThreadId }, deps.botApi)
        : look.edit(chatId, messageId, deps.botApi);
    return callTelegram(chatId, call, deps);
  };

/** A group becomes a supergroup once; no chat moves more often than this. */
const maxMoveCount = 3;

/** One message of a chat. */
export interface ChatMessage {
  readonly keyIn: (chatId: string) => DeliveryKey;
  readonly wanted: Omit<Wanted, 'queued' | 'messageThreadId' | 'isTopicOptional' | 'isRepeat'>;
  readonly bring: (chatId: string) => Omit<Outgoing, 'wanted'>;
}

/**
 * Brings a message to a chat, wherever it is by now. A topic of the stage's settings has to be there; one in which a person
 * has asked may be gone, or be one to which Telegram lets no bot write.
 *
 * @returns Also the chat's id by now.
 * @throws {ChatKeepsMovingError} Retryable.
 */
export async function bringToChat(
  { chatId: firstChatId, messageThreadId, askedInThreadId }: TelegramDestination,
  { keyIn, wanted, bring }: ChatMessage,
  deps: DeliverDeps,
): Promise<Exclude<DeliveryOutcome, { status: 'failed' | 'replaced' | 'moved' }> & { readonly chatId: string }> {
  const { messageId, shortestPauseMs } = deps;
  const topic = { messageThreadId: messageThreadId ?? askedInThreadId, isTopicOptional: messageThreadId === undefined };
  let chatId = firstChatId;
  let isRepeat = false;
  for (let moveCount = 0; moveCount <= maxMoveCount; moveCount += 1) {
    const wantedHere: Wanted = { ...wanted, ...topic, isRepeat, queued: { messageId, shortestPauseMs } };
    // The placeholder's id means nothing in another chat.
    const { placeholderMessageId: _, ...elsewhere } = wantedHere;
    const outgoing = { ...bring(chatId), wanted: moveCount === 0 ? wantedHere : elsewhere };
    const outcome = await carryOut(keyIn(chatId), outgoing, deps);
    if (outcome.status !== 'moved') return { ...outcome, chatId };
    isRepeat ||= outcome.isRepeat;
    chatId = outcome.toChatId;
  }
  throw new ChatKeepsMovingError();
}
