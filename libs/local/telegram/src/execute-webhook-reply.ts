import { BotApiError } from './bot-api-error';
import { type OnBotApiEvent } from './bot-api-event';
import { type CallParameters } from './call-parameters';
import { executeMethod } from './execute-method';
import { type MethodContext } from './methods/method';
import { findMethodName } from './methods/methods';
import { readParameters } from './read-parameters';

/** Methods that Telegram does not execute from a webhook's answer, besides all that start with "get". */
const excluded = ['setwebhook', 'deletewebhook', 'close', 'logout'];

/**
 * Executes the method that the body of a webhook's 2xx answer names, if it names one. The webhook learns nothing of the
 * result; a body of any other kind is ignored.
 *
 * @see https://core.telegram.org/bots/api#making-requests-when-getting-updates
 */
export async function executeWebhookReply(
  answer: { readonly contentType: string; readonly body: Buffer },
  context: MethodContext,
  onEvent: OnBotApiEvent,
): Promise<void> {
  const parameters = readReply(answer);
  const asked = parameters?.text('method').toLowerCase() ?? '';
  const name = findMethodName(asked);
  if (!parameters || !name || asked.startsWith('get') || excluded.includes(asked)) return;
  await executeMethod({ name, parameters, fromWebhook: true }, context, onEvent);
}

function readReply(answer: { readonly contentType: string; readonly body: Buffer }): CallParameters | undefined {
  try {
    return readParameters({ ...answer, query: new URLSearchParams() });
  } catch (error) {
    if (error instanceof BotApiError) return undefined;
    throw error;
  }
}
