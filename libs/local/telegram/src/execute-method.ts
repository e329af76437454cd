import { type ApiAnswer, errorAnswer, okAnswer } from './api-answer';
import { type BotApiEvent, type OnBotApiEvent } from './bot-api-event';
import { BotApiError } from './bot-api-error';
import { type CallParameters } from './call-parameters';
import { type MethodContext } from './methods/method';
import { type MethodName, methods } from './methods/methods';

/** One call of an emulated method, from the API or from the body of a webhook answer. */
export interface MethodCall {
  readonly name: MethodName;
  readonly parameters: CallParameters;
  readonly fromWebhook: boolean;
}

/** Executes a call and reports it; only getUpdates may wait. @returns The answer, also that of an error. */
export async function executeMethod(
  call: MethodCall,
  context: MethodContext,
  onEvent: OnBotApiEvent,
): Promise<ApiAnswer> {
  const { name: method, parameters, fromWebhook } = call;
  try {
    const answer = okAnswer(await methods[method](parameters, context));
    onEvent({ type: 'call', method, ...chatOf(parameters), fromWebhook, ok: true });
    return answer;
  } catch (error) {
    if (!(error instanceof BotApiError)) throw error;
    onEvent({ ...refusedCall(method, fromWebhook, error), ...chatOf(parameters) });
    return errorAnswer(error);
  }
}

/** The chat that a call names, for an event. */
export const chatOf = (parameters: CallParameters): { readonly chatId?: string } =>
  parameters.has('chat_id') ? { chatId: parameters.text('chat_id') } : {};

export const refusedCall = (method: string, fromWebhook: boolean, error: BotApiError): BotApiEvent => ({
  type: 'call',
  method,
  fromWebhook,
  ok: false,
  errorCode: error.errorCode,
  description: error.message,
});
