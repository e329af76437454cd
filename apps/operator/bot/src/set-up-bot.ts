import {
  readProfile,
  readWebhook,
  setUpProfile,
  setUpWebhook,
  wantedProfile,
  webhookDifferences,
} from '@pulso/operator/bot-registration';

import { compareBot, partDifference } from './compare-bot';
import { type ActionDeps, type DeployedBot, checkIdentity, wantedWebhook } from './deployed-bot';
import { counted, deliveryLine, differenceLines, withoutChatLines } from './describe-comparison';

/**
 * Tells Telegram about a deployed bot, a line for each thing that it changes, and reads all of it back.
 *
 * @returns The exit status: 1 when Telegram shows something else than it was told.
 * @throws {NotReadyError} The token is another bot's.
 * @throws What `call` throws. Running it again is harmless.
 */
export async function setUpBot(bot: DeployedBot, isDryRun: boolean, { call, say }: ActionDeps): Promise<number> {
  await checkIdentity(bot, call);
  const webhook = wantedWebhook(bot);
  const profile = wantedProfile(bot.botFunction.adminUserIds, bot.formerAdminUserIds);

  const verb = isDryRun ? 'would be set' : 'set';
  const differences = webhookDifferences(webhook, await readWebhook(call));
  for (const { what, expected, found } of differences) say(`${what}: ${verb} to ${expected} (before: ${found})`);
  if (!isDryRun) await setUpWebhook(webhook, call);
  const states = await (isDryRun ? readProfile : setUpProfile)(profile, call);
  const changed = states.filter(({ outcome }) => outcome === 'different');
  for (const state of changed) {
    say(`${state.part.label}: ${partDifference(state).expected === 'none' ? verb.replace('set', 'removed') : verb}`);
  }
  if (isDryRun) {
    const isSame = differences.length + changed.length === 0;
    if (isSame) say('Nothing would change: what Telegram tells is as it should be.');
    say(`The secret would be set${isSame ? ' again' : ', too'}: Telegram does not tell which one it has.`);
    return 0;
  }
  return verify(bot, { call, say });
}

/** Telegram answers with success also where it has cut or dropped something. */
async function verify(bot: DeployedBot, { call, say }: ActionDeps): Promise<number> {
  const webhook = wantedWebhook(bot);
  const profile = wantedProfile(bot.botFunction.adminUserIds, bot.formerAdminUserIds);
  const comparison = await compareBot(webhook, profile, { call });
  const toDo = `npm run bot -- setup ${bot.stageArguments}, once more; Telegram did not take it over`;
  for (const difference of comparison.differences) differenceLines(difference, toDo).forEach(say);
  withoutChatLines(comparison).forEach(say);
  if (comparison.differences.length > 0) return 1;
  const { commandListCount, descriptionCount, info } = comparison;
  say(`Verified by reading back: updates go to ${info.url}, ${counted(webhook.maxConnections, 'connection')} at most;`);
  say(`  ${commandListCount} lists of commands, ${descriptionCount} descriptions. ${deliveryLine(info)}`);
  say(
    'Telegram does not tell: the secret, which was set, and lists in the chats of former admins (--former-admin ID).',
  );
  return 0;
}
