import { type TelegramDestination } from '@pulso/contracts/report-plan';
import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';

import { callTelegram } from './call-telegram';
import { type Call, type Outgoing, carryOut } from './carry-out';
import { deliveryKeyOf } from './delivery';
import { ChatKeepsMovingError } from './errors';
import { type DeliverOutcome } from './events';
import {
  type BotApi,
  type DeliverDeps,
  type Document,
  type Photo,
  type Place,
  type SentMessage,
  type Text,
} from './ports';

/** A variant of a message: markup or plain text, repeated or not; a chart; a file that a person keeps. */
export type MessageVariant = Text | Photo | Document;

/** @returns The call that makes a chat show a variant of a message. */
export const callFor =
  (
    { chatId, silent = false }: { readonly chatId: string; readonly silent?: boolean },
    variantOf: (isRepeat: boolean, isPlain: boolean) => MessageVariant,
    deps: DeliverDeps,
  ): Call =>
  ({ wanted: { messageThreadId }, messageId, isRepeat, isPlain = false }) => {
    const variant = variantOf(isRepeat, isPlain);
    const call = (): Promise<SendOutcome | EditOutcome> =>
      messageId === undefined
        ? send(variant, { chatId, messageThreadId, silent }, deps.botApi)
        : edit(variant, { chatId, messageId }, deps.botApi);
    return callTelegram(chatId, call, deps);
  };

function send(variant: MessageVariant, place: Place, botApi: BotApi): Promise<SendOutcome> {
  if ('html' in variant) return botApi.sendMessage({ ...place, ...variant });
  return 'png' in variant ? botApi.sendPhoto({ ...place, ...variant }) : botApi.sendDocument({ ...place, ...variant });
}

async function edit(variant: MessageVariant, message: SentMessage, botApi: BotApi): Promise<EditOutcome> {
  if ('html' in variant) return await botApi.editMessageText({ ...message, ...variant });
  if ('png' in variant) return await botApi.editMessageMedia({ ...message, ...variant });
  // It comes below a notice that may be there.
  return { status: 'not-editable', description: 'A file takes the place of no message.' };
}

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
