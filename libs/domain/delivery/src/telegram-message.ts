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

/** A variant of a message: markup or plain text, repeated or not; a chart; a file. */
export type MessageVariant = Text | Photo | Document;

/** @returns The call that makes the wanted place show a variant of a message. */
export const callFor =
  (variantOf: (isRepeat: boolean, isPlain: boolean) => MessageVariant, deps: DeliverDeps): Call =>
  ({ wanted: { place }, messageId, isRepeat, isPlain = false }) => {
    if (!place) throw new TypeError('A message needs a chat.');
    const { chatId } = place;
    const variant = variantOf(isRepeat, isPlain);
    const call = (): Promise<SendOutcome | EditOutcome> =>
      messageId === undefined ? send(variant, place, deps.botApi) : edit(variant, { chatId, messageId }, deps.botApi);
    return callTelegram(chatId, call, deps);
  };

function send(variant: MessageVariant, place: Place, botApi: BotApi): Promise<SendOutcome> {
  if ('html' in variant) return botApi.sendMessage({ ...place, ...variant });
  return 'png' in variant ? botApi.sendPhoto({ ...place, ...variant }) : botApi.sendDocument({ ...place, ...variant });
}

async function edit(variant: MessageVariant, message: SentMessage, botApi: BotApi): Promise<EditOutcome> {
  if ('html' in variant) return await botApi.editMessageText({ ...message, ...variant });
  if ('png' in variant) return await botApi.editMessageMedia({ ...message, ...variant });
  // It comes below any notice.
  return { status: 'not-editable', description: 'A file replaces no message.' };
}

/** One message of a run. */
export interface ChatMessage extends Omit<Outgoing, 'wanted'> {
  readonly runId: string;
  readonly part: 0 | 1;
  readonly wanted: Omit<Outgoing['wanted'], 'place' | 'isTopicOptional' | 'isRepeat'>;
  readonly silent?: boolean;
}

/** A group becomes a supergroup once; no chat moves more often than this. */
const maxMoveCount = 3;

/**
 * Shows a message in a chat and follows the chat when it moves. Only a topic in which a person asked may be missing.
 *
 * @returns Also the chat's current id.
 * @throws {ChatKeepsMovingError} Retryable.
 */
export async function bringToChat(
  destination: TelegramDestination,
  { runId, part, wanted, silent = false, ...outgoing }: ChatMessage,
  deps: DeliverDeps,
): Promise<DeliverOutcome & { readonly chatId: string }> {
  const { messageThreadId = destination.askedInThreadId } = destination;
  const isTopicOptional = destination.messageThreadId === undefined;
  let { chatId } = destination;
  let wantedHere: Outgoing['wanted'] = { ...wanted, isTopicOptional };
  for (let moveCount = 0; moveCount <= maxMoveCount; moveCount += 1) {
    const key = deliveryKeyOf(runId, { ...destination, chatId }, part);
    const place = { chatId, messageThreadId, silent };
    const outcome = await carryOut(key, { ...outgoing, wanted: { ...wantedHere, place } }, deps);
    if (outcome.status !== 'moved') return { ...outcome, chatId };
    chatId = outcome.toChatId;
    const isRepeat = wantedHere.isRepeat === true || outcome.isRepeat;
    // The placeholder's id means nothing in another chat.
    wantedHere = { ...wantedHere, isRepeat, placeholderMessageId: undefined };
  }
  throw new ChatKeepsMovingError();
}
