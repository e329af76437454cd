import { alarmedEvents } from '@pulso/contracts/envelope';
import { type Log, type LogFields, errorFields } from '@pulso/kit/runtime';
import { type CallFailure, defined, html } from '@pulso/kit/telegram';

import { type OutgoingFile, type Replies } from '../ports';
import { type AnswerResult } from '../reply/answer-result';
import { type RepliedTo } from '../reply/send-following-moves';
import { type ReplyMessage, sendMessages } from '../reply/send-messages';
import { settleFailure } from '../reply/settle-failure';
import { type FoundStates } from '../states/kept-states';
import { type StatesDeps, takeTurn } from '../states/take-turn';
import { type CallbackRequest, type RequestContext, type UserRequest } from '../user-request';
import { OwnCommandError } from './errors';
import { ownButtonsOf } from './own-buttons';
import { type OwnCommand, type OwnCommandDeps, type OwnInput } from './own-command';
import { type OwnMessage, type OwnPressTurn, type OwnText } from './own-message';

export interface OwnAnswerDeps extends StatesDeps, OwnCommandDeps {
  readonly log: Log;
}

/** Telegram takes about one message a second in a chat. @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits */
const maxMessages = 5;

/** @see https://core.telegram.org/bots/api#answercallbackquery */
const maxNoticeLength = 200;

/**
 * Gives a person what a command of the team answers to a message, to a pressed button or to what it has asked.
 *
 * A command that does what can't be done for it has a bug, which another delivery would only meet again: nothing is kept,
 * nothing is said, and an alarm rings.
 *
 * @param found - What is kept of the person.
 * @returns `not-asked`: it was to be an answer, and the question is over.
 * @throws The command fails. Telegram must deliver again.
 */
export async function answerOwnCommand(
  { name, command }: { readonly name: string; readonly command: OwnCommand },
  input: OwnInput,
  request: UserRequest & { readonly chatId: number },
  context: RequestContext,
  found: FoundStates,
  replies: Replies,
  deps: OwnAnswerDeps,
): Promise<AnswerResult | 'not-asked'> {
  const { updateId } = request;
  const giveUp = (fields: LogFields): AnswerResult => {
    deps.log.error(alarmedEvents.updateGivenUp, { updateId, ...fields });
    return { type: 'settled', outcome: 'failed' };
  };
  try {
    const prepare = (turn: OwnPressTurn<unknown, unknown>): PreparedTurn => preparedOf(name, turn);
    const turn = await takeTurn({ name, command, input }, { request, context, found }, prepare, deps);
    if (turn === 'not-asked') return turn;
    return turn ? await say(turn, request, context, replies, deps) : giveUp({ reason: 'it may have counted already' });
  } catch (error) {
    if (error instanceof OwnCommandError) return giveUp(errorFields(error));
    throw error;
  }
}

/** What a command does, as it will be sent. */
interface PreparedTurn {
  readonly messages: readonly ReplyMessage[];
  readonly edit: ReplyMessage | undefined;
  readonly notice: string | undefined;
}

/** @throws {OwnCommandError} It can't be sent. Not retryable. */
const preparedOf = (name: string, turn: OwnPressTurn<unknown, unknown>): PreparedTurn => ({
  messages: messagesOf(name, turn),
  edit: turn.edit && replyMessageOf(name, turn.edit),
  notice: noticeOf(name, turn),
});

async function say(
  { messages, edit, notice }: PreparedTurn,
  request: UserRequest & { readonly chatId: number },
  context: RequestContext,
  replies: Replies,
  deps: OwnAnswerDeps,
): Promise<AnswerResult> {
  const { updateId } = request;
  // Below a pressed button the request itself is no message to which a reply could point.
  const place: RepliedTo = request.updateType === 'message' ? request : { ...request, messageId: undefined };
  const failure =
    request.updateType === 'message'
      ? await sendMessages(place, messages, context, replies)
      : ((await change(edit, notice, { ...request, place }, context, replies, deps)) ??
        // The change of the pressed message counts as the first one.
        (await sendMessages(place, messages, afterOne(context), replies)));
  return failure ? settleFailure(failure, updateId, deps.log) : { type: 'settled', outcome: 'answered' };
}

const afterOne = ({ sentCount, noteSent }: RequestContext): Pick<RequestContext, 'sentCount' | 'noteSent'> => ({
  sentCount: Math.max(sentCount - 1, 0),
  noteSent: (count) => noteSent(count + 1),
});

/** Shows the notice, and changes the pressed message, or says what it was to say where that is gone. */
async function change(
  edit: ReplyMessage | undefined,
  notice: string | undefined,
  {
    callbackQueryId,
    chatId,
    messageId,
    updateId,
    place,
  }: CallbackRequest & { readonly chatId: number; readonly place: RepliedTo },
  { sentCount, noteSent }: RequestContext,
  replies: Replies,
  deps: OwnAnswerDeps,
): Promise<CallFailure | undefined> {
  const answered = await replies.answerCallbackQuery({ callbackQueryId, ...defined({ text: notice }) });
  // What was pressed long ago takes no notice any more, and is answered all the same.
  if (answered.status !== 'answered') settleFailure(answered, updateId, deps.log);
  if (!edit || messageId === undefined || sentCount > 0) return undefined;
  const edited = await replies.editMessage({ chatId, messageId, ...edit });
  if (edited.status !== 'edited' && edited.status !== 'message-lost' && edited.status !== 'not-editable') return edited;
  const failure =
    edited.status === 'edited' ? undefined : await sendMessages(place, [edit], { sentCount, noteSent }, replies);
  if (!failure) await noteSent(1);
  return failure;
}

function messagesOf(name: string, { messages = [] }: OwnPressTurn<unknown, unknown>): ReplyMessage[] {
  if (messages.length > maxMessages)
    throw new OwnCommandError(name, `answers with ${messages.length} messages; at most ${maxMessages} are sent.`);
  return messages.map((message) => replyMessageOf(name, message));
}

function replyMessageOf(name: string, message: OwnMessage<unknown> | OwnText<unknown>): ReplyMessage {
  if ('html' in message) return { text: message };
  return { text: message.text ?? html``, ...defined({ file: fileOf(message), buttons: ownButtonsOf(name, message) }) };
}

function fileOf(message: Exclude<OwnMessage<unknown>, { html: string }>): OutgoingFile | undefined {
  if ('photo' in message) return { kind: 'photo', source: message.photo };
  return 'document' in message ? { kind: 'document', source: message.document } : undefined;
}

function noticeOf(name: string, { notice }: OwnPressTurn<unknown, unknown>): string | undefined {
  if (notice !== undefined && notice.length > maxNoticeLength)
    throw new OwnCommandError(
      name,
      `shows a notice of ${notice.length} characters; Telegram takes ${maxNoticeLength}.`,
    );
  return notice;
}
