import { badRequest } from '../bot-api-error';
import { type Method } from './method';

/** @see https://core.telegram.org/bots/api#answercallbackquery text */
const maxTextLength = 200;

/** Each query is answered once and in time. @see https://core.telegram.org/bots/api#answercallbackquery */
export const answerCallbackQuery: Method = (parameters, { callbackQueries, clock }) => {
  parameters.refuse('url');
  const text = parameters.text('text');
  if ([...text].length > maxTextLength) throw badRequest('MESSAGE_TOO_LONG');
  const isAnswered = callbackQueries.answer({
    queryId: parameters.text('callback_query_id'),
    text,
    showAlert: parameters.flag('show_alert'),
    atMs: clock.nowMs(),
  });
  if (!isAnswered) throw badRequest('query is too old and response timeout expired or query ID is invalid');
  return { result: true };
};
