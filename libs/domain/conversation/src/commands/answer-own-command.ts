import { alarmedEvents } from '@pulso/contracts/naming';
import { type Log } from '@pulso/kit/logging';
import { html } from '@pulso/kit/telegram-html';
import { defined } from '@pulso/kit/text-limits';

import { type OutgoingFile, type Replies } from '../ports';
import { type AnswerResult } from '../reply/answer-result';
import { type RepliedTo } from '../reply/send-following-moves';
import { type ReplyMessage, sendMessages } from '../reply/send-messages';
import { settleFailure } from '../reply/settle-failure';
import { type FoundStates } from '../states/kept-states';
import { type StatesDeps, takeTurn } from '../states/take-turn';
import { type RequestContext, type UserRequest } from '../user-request';
import { OwnCommandError } from './errors';
import { ownButtonsOf } from './own-buttons';
import { type OwnCommand, type OwnCommandDeps, type OwnInput } from './own-command';
import { type OwnMessage, type OwnText, type OwnTurn } from './own-message';

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
 * @param found - What is kept of the person.
 * @throws The command fails, or returns what can't be sent. Telegram must deliver again.
 */
export async function answerOwnCommand(
  named: { readonly name: string; readonly command: OwnCommand },
  input: OwnInput,
  request: UserRequest & { readonly chatId: number },
  context: RequestContext,
  found: FoundStates,
  replies: Replies,
  deps: OwnAnswerDeps,
): Promise<AnswerResult> {
  const { name } = named;
  const { updateId } = request;
  const turn = await takeTurn(named, input, request, context, found, deps);
  if (!turn) {
    deps.log.error(alarmedEvents.updateGivenUp, { updateId, reason: 'it may have counted already' });
    return { type: 'settled', outcome: 'failed' };
  }
  const messages = messagesOf(name, turn);
  if (request.updateType === 'callback_query') {
    const { callbackQueryId, messageId } = request;
    const answered = await replies.answerCallbackQuery({ callbackQueryId, ...defined({ text: noticeOf(name, turn) }) });
    // What was pressed long ago takes no notice any more, and is answered all the same.
    if (answered.status !== 'answered') settleFailure(answered, updateId, deps.log);
    const { chatId } = request;
    if (turn.edit && messageId !== undefined) {
      const content = replyMessageOf(name, turn.edit);
      const edited = await replies.editMessage({ chatId, messageId, ...content });
      // A message that is gone can't be changed, and what it was to say is said.
      if (edited.status === 'message-lost' || edited.status === 'not-editable') messages.unshift(content);
      else if (edited.status !== 'edited') return settleFailure(edited, updateId, deps.log);
    }
  }
  // Below a pressed button the request itself is no message to which a reply could point.
  const place: RepliedTo = request.updateType === 'message' ? request : { ...request, messageId: undefined };
  const failure = await sendMessages(place, messages, context, replies);
  return failure ? settleFailure(failure, updateId, deps.log) : { type: 'settled', outcome: 'answered' };
}

function messagesOf(name: string, { messages = [] }: OwnTurn<unknown, unknown>): ReplyMessage[] {
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

function noticeOf(name: string, { notice }: OwnTurn<unknown, unknown>): string | undefined {
  if (notice !== undefined && notice.length > maxNoticeLength)
    throw new OwnCommandError(
      name,
      `shows a notice of ${notice.length} characters; Telegram takes ${maxNoticeLength}.`,
    );
  return notice;
}
