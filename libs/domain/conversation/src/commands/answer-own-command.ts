import { alarmedEvents } from '@pulso/contracts/envelope';
import { type LogFields, errorFields } from '@pulso/kit/runtime';
import { type CallFailure, defined, jsonBytes } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

import { OwnCommandError } from '../errors';
import { type CallbackRequest, type UserRequest } from '../intake/user-request';
import { type AnswerResult, type CallOutward, type OutgoingFile, type OutwardAnswer } from '../ports';
import { type RepliedTo, type ReplyMessage, answerPress, reply, sendMessages } from '../reply/send-messages';
import { settleFailure } from '../reply/settle-failure';
import { type RequestContext, type WebhookDeps } from '../webhook-deps';
import { changeKept } from './change-kept';
import { type Effect, type FoundStates, type KeptState } from './kept-states';
import { type OwnCall } from './own-command';
import { type OwnMessage, type OwnPressTurn, type OwnText, htmlOf, ownButtonsOf } from './own-message';

/** Telegram takes about one message a second in a chat. @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits */
const maxMessages = 5;

/** @see https://core.telegram.org/bots/api#answercallbackquery */
const maxNoticeLength = 200;

/** The limit of a command's state of one person, bytes of JSON. */
const maxStateBytes = 4 * 1024;

type Press = CallbackRequest & { readonly chatId: number };
type AnyTurn = OwnPressTurn<unknown, unknown>;

/**
 * Lets a command of the team answer a message, a pressed button or the reply to its question.
 *
 * A command that asks for the impossible has a bug, and another delivery would not help: nothing is kept, nothing is
 * sent, and an alarm rings.
 *
 * @param found - What is kept of the person.
 * @returns `not-asked`: the text was an answer, but the question has ended.
 * @throws The command fails. Telegram must deliver again.
 */
export async function answerOwnCommand(
  call: OwnCall,
  request: UserRequest & { readonly chatId: number },
  context: RequestContext,
  found: FoundStates,
  deps: WebhookDeps,
): Promise<AnswerResult | 'not-asked'> {
  const { updateId } = request;
  const giveUp = (failure: string, fields: LogFields): AnswerResult => {
    deps.log.error(alarmedEvents.updateGivenUp, { updateId, ...fields });
    return { type: 'settled', outcome: 'failed', failure };
  };
  try {
    const turn = await changeKept(found, context, deps, (states) => takeTurn(call, request, states, deps));
    if (turn === 'not-asked') return turn;
    if (!turn) return giveUp('repeated', { reason: 'it may have counted already' });
    const result =
      request.updateType === 'message'
        ? await reply(request, turn.messages, context, deps)
        : await answerOwnPress(turn, request, context, deps);
    const { failure } = turn;
    if (failure === undefined || result.type === 'try-again' || result.outcome !== 'answered') return result;
    deps.log.warn('outward-call-failed', { updateId, command: call.name, reason: failure });
    return { type: 'settled', outcome: 'failed', failure };
  } catch (error) {
    if (error instanceof OwnCommandError) return giveUp(error.name, errorFields(error));
    throw error;
  }
}

/**
 * Lets the command act.
 *
 * @returns The turn, and how it changes the state. `not-asked`: another update has ended the question.
 * @throws {OwnCommandError} It asks for what Pulso can't do. Not retryable.
 */
async function takeTurn(
  call: OwnCall,
  request: UserRequest,
  states: FoundStates,
  deps: WebhookDeps,
): Promise<{ readonly result: PreparedTurn | 'not-asked'; readonly effect: Effect }> {
  const { name, command, input } = call;
  const isAsking = states.question?.command === name;
  if (input.type === 'answer' && !isAsking) return { result: 'not-asked', effect: { question: 'kept' } };
  const watched = watchCalls(deps.callOutward);
  const turn = await command.take(input, states.stateOf(name)?.value, request, { ...deps, ...watched });
  // Before anything is kept, so that what can't be sent leaves nothing behind.
  const result = { ...preparedOf(name, turn), failure: watched.failure() };
  if (turn.asks && !command.takesAnswers) throw new OwnCommandError(name, 'asks, and has no function `answer`.');
  const asks = turn.asks === true && request.chatType === 'private';
  // A pressed button may be that of another command, far above in the chat.
  const leavesQuestion = input.type === 'press' && (turn.asks === undefined || !isAsking);
  const question = asks ? 'asked' : leavesQuestion ? 'kept' : 'ended';
  const state = turn.state === undefined ? {} : { kept: { state: keptOf(call, turn.state, deps.clock) } };
  return { result, effect: { command: name, question, ...state } };
}

/** Notes why a call outward has failed. One that is made after that, and succeeds, makes up for it. */
function watchCalls(callOutward: CallOutward) {
  let failure: string | undefined;
  const watched: CallOutward = async (call) => {
    const known = failure;
    const answer = await callOutward(call);
    const found = failureOf(answer);
    if (found !== undefined || failure === known) failure = found;
    return answer;
  };
  return { callOutward: watched, failure: () => failure };
}

/** Other codes, such as 404, may be what was asked for. */
function failureOf(answer: OutwardAnswer): string | undefined {
  if (answer.type === 'failed') return answer.reason;
  return /^(5..|401|403|429)$/.test(`${answer.statusCode}`) ? `http-${answer.statusCode}` : undefined;
}

function keptOf({ name, command }: OwnCall, value: unknown, clock: WebhookDeps['clock']): KeptState | undefined {
  if (value === null) return undefined;
  const byteCount = jsonBytes(value);
  if (byteCount > maxStateBytes)
    throw new OwnCommandError(name, `keeps ${byteCount} bytes of a person as JSON; at most ${maxStateBytes} are kept.`);
  return { value, untilMs: clock.nowMs() + (command.retentionDays ?? 0) * dayMs };
}

/** What a command does, as it will be sent. */
interface PreparedTurn {
  readonly messages: readonly ReplyMessage[];
  readonly edit: ReplyMessage | undefined;
  readonly notice: string | undefined;
  readonly failure?: string | undefined;
}

/** @throws {OwnCommandError} It can't be sent. Not retryable. */
function preparedOf(name: string, { messages = [], edit, notice }: AnyTurn): PreparedTurn {
  if (messages.length > maxMessages)
    throw new OwnCommandError(name, `answers with ${messages.length} messages; at most ${maxMessages} are sent.`);
  const { length = 0 } = notice ?? '';
  if (length > maxNoticeLength)
    throw new OwnCommandError(name, `shows a notice of ${length} characters; Telegram takes ${maxNoticeLength}.`);
  return {
    messages: messages.map((message) => replyMessageOf(name, message)),
    edit: edit === undefined ? undefined : replyMessageOf(name, edit),
    notice,
  };
}

function replyMessageOf(name: string, message: OwnMessage<unknown> | OwnText<unknown>): ReplyMessage {
  if (typeof message === 'string' || 'html' in message) return { text: htmlOf(message) };
  const more = { file: fileOf(message), buttons: ownButtonsOf(name, message) };
  return { text: htmlOf(message.text ?? ''), ...defined(more) };
}

function fileOf(message: Exclude<OwnMessage<unknown>, string | { html: string }>): OutgoingFile | undefined {
  if ('photo' in message) return { kind: 'photo', source: message.photo };
  return 'document' in message ? { kind: 'document', source: message.document } : undefined;
}

async function answerOwnPress(
  { messages, edit, notice }: PreparedTurn,
  press: Press,
  context: RequestContext,
  deps: WebhookDeps,
): Promise<AnswerResult> {
  await answerPress(press, notice, context, deps);
  // The pressed message is the bot's own, so no reply points to it.
  const place = { ...press, messageId: undefined };
  const failure = edit && (await change(edit, press, place, context));
  if (failure) return settleFailure(failure, press.updateId, deps.log);
  // The change of the pressed message counts as the first one that is sent.
  const { sentCount, noteSent } = context;
  const afterOne = { sentCount: Math.max(sentCount - 1, 0), noteSent: (count: number) => noteSent(count + 1) };
  return reply(place, messages, { ...context, ...afterOne }, deps);
}

/** Edits the pressed message, or sends the text as a new message if that one is gone. */
async function change(
  edit: ReplyMessage,
  { chatId, messageId }: Press,
  place: RepliedTo,
  context: RequestContext,
): Promise<CallFailure | undefined> {
  if (messageId === undefined || context.sentCount > 0) return undefined;
  const edited = await context.replies.editMessage({ chatId, messageId, ...edit });
  if (edited.status === 'message-lost' || edited.status === 'not-editable') {
    const failure = await sendMessages(place, [edit], context);
    if (failure) return failure;
  } else if (edited.status !== 'edited') return edited;
  await context.noteSent(1);
  return undefined;
}
