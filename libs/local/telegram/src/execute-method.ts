import { type ApiAnswer, errorAnswer, okAnswer } from './api-answer';
import { type BotApiEvent, type OnBotApiEvent } from './bot-api-event';
import { BotApiError } from './bot-api-error';
import { type CallParameters } from './call-parameters';
import { type MethodContext } from './methods/method';
import { type MethodName, methods } from './methods/methods';

/** One call of an emulated method. */
export interface MethodCall {
  readonly name: MethodName;
  readonly parameters: CallParameters;
  /** Request id of the invocation that calls; undefined: no function does. */
  readonly by?: string | undefined;
}

/** Executes a call and reports it. @returns The answer, also that of an error. */
export function executeMethod(call: MethodCall, context: MethodContext, onEvent: OnBotApiEvent): ApiAnswer {
  const { name: method, parameters } = call;
  context.conversation.caller = call.by;
  try {
    const answer = okAnswer(methods[method](parameters, context));
    onEvent({ type: 'call', method, ...chatOf(parameters), ok: true });
    return answer;
  } catch (error) {
    if (!(error instanceof BotApiError)) throw error;
    onEvent({ ...refusedCall(method, error), ...chatOf(parameters) });
    return errorAnswer(error);
  } finally {
    context.conversation.caller = undefined;
  }
}

/** The chat that a call names, for an event. */
export const chatOf = (parameters: CallParameters): { readonly chatId?: string } =>
  parameters.has('chat_id') ? { chatId: parameters.text('chat_id') } : {};

export const refusedCall = (method: string, error: BotApiError): BotApiEvent => ({
  type: 'call',
  method,
  ok: false,
  errorCode: error.errorCode,
  description: error.message,
});
