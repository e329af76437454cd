import { wantedProfile } from '@pulso/operator/bot-registration';

import { compareBot } from './compare-bot';
import { type ActionDeps, type DeployedBot, checkIdentity, wantedWebhook } from './deployed-bot';
import { counted, deliveryLine, differenceLines, withoutChatLines } from './describe-comparison';

/**
 * Compares what Telegram knows of the bot with what it should know, and changes nothing.
 *
 * @returns The exit status: 1 when something differs.
 * @throws {NotReadyError} The token is another bot's.
 * @throws What `call` throws.
 */
export async function checkBot(bot: DeployedBot, { call, say }: ActionDeps): Promise<number> {
  await checkIdentity(bot, call);
  const profile = wantedProfile(bot.botFunction.adminUserIds, bot.formerAdminUserIds);
  const comparison = await compareBot(wantedWebhook(bot), profile, { call });
  const toDo = `npm run bot -- setup ${bot.stageArguments}`;
  for (const difference of comparison.differences) differenceLines(difference, toDo).forEach(say);
  withoutChatLines(comparison).forEach(say);
  const { differences, commandListCount, descriptionCount } = comparison;
  say(
    `${counted(differences.length, 'difference')} in the webhook, ${commandListCount} lists of commands and ` +
      `${descriptionCount} descriptions; Telegram does not tell the secret.`,
  );
  say(deliveryLine(comparison.info));
  return differences.length > 0 ? 1 : 0;
}
