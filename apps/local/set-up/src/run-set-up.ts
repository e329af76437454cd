import { botProfile } from '@pulso/conversation';
import { type CallBotApi, setUpProfile, setUpWebhook } from '@pulso/local-set-up';

import { NotReadyError } from './errors';
import { type DeployedBot } from './find-deployed-bot';

/**
 * Sets a deployed bot up and says what it has changed, a line for each thing. No line holds a secret.
 *
 * @throws {NotReadyError} The token is another bot's.
 * @throws What `call` throws.
 */
export async function runSetUp(
  bot: DeployedBot,
  call: CallBotApi,
  isDryRun: boolean,
  say: (line: string) => void,
): Promise<void> {
  await checkIdentity(bot, call);
  const would = isDryRun ? 'would now' : 'now';
  const webhook = await setUpWebhook({ url: bot.functionUrl, secretToken: bot.webhookSecret }, call, isDryRun);
  for (const change of webhook.changes) say(`webhook: ${would} ${change}`);
  if (webhook.changes.length === 0) say('webhook: unchanged');
  if (!isDryRun) say('webhook: the secret was set; Telegram does not tell which one it had');
  if (webhook.lastError !== undefined) say(`webhook: Telegram's last complaint was "${webhook.lastError}"`);

  const results = await setUpProfile(botProfile(bot.adminUserIds), call, isDryRun);
  for (const { label, outcome } of results) {
    if (outcome === 'changed') say(`${label}: ${isDryRun ? 'would be set' : 'set'}`);
    if (outcome === 'no-chat') say(`${label}: not set, as this admin has not started the bot yet; run this again then`);
  }
  const unchangedCount = results.filter(({ outcome }) => outcome === 'unchanged').length;
  if (unchangedCount > 0) say(`unchanged: ${unchangedCount} lists of commands and descriptions`);
}

/** With the token of another bot, all of this would be told of the wrong one. */
async function checkIdentity({ botId, username }: DeployedBot, call: CallBotApi): Promise<void> {
  const me = (await call('getMe')) as { readonly id?: number; readonly username?: string };
  if (me.id === botId && me.username?.toLowerCase() === username.toLowerCase()) return;
  throw new NotReadyError(
    `The token belongs to @${me.username} (${me.id}), and the stage's settings name @${username} (${botId}). ` +
      'Correct botInfo in infra/stages and deploy, or set the right token.',
  );
}
