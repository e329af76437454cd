import {
  emptiedProfile,
  readWebhook,
  removeWebhook,
  setUpProfile,
  wantedProfile,
} from '@pulso/operator/bot-registration';

import { compareBot } from './compare-bot';
import { type ActionDeps, type DeployedBot, checkIdentity } from './deployed-bot';
import { differenceLines } from './describe-comparison';

export interface RemovalDeps extends ActionDeps {
  /** @returns Whether to go on. */
  readonly confirm: (question: string) => Promise<boolean>;
}

/**
 * Makes Telegram forget the bot's webhook, commands and descriptions, after a question, and reads that back. Updates that
 * wait are kept.
 *
 * @returns The exit status: 1 when the answer was no, or something is still there.
 * @throws {NotReadyError} The token is another bot's.
 * @throws What `call` throws. Running it again is harmless.
 */
export async function removeBot(bot: DeployedBot, isDryRun: boolean, deps: RemovalDeps): Promise<number> {
  const { call, say, confirm } = deps;
  await checkIdentity(bot, call);
  const { username, adminUserIds } = bot.botFunction;
  const profile = emptiedProfile(wantedProfile(adminUserIds, bot.formerAdminUserIds));
  if (isDryRun) {
    const { differences } = await compareBot(undefined, profile, { call });
    for (const { what, found } of differences) say(`${what}: would be removed (${found})`);
    return 0;
  }
  const question = `Remove webhook, commands and descriptions of @${username}, stage ${bot.stage}? It answers no more then.`;
  if (!(await confirm(question))) {
    say('Nothing was removed.');
    return 1;
  }
  const { url } = await readWebhook(call);
  await removeWebhook(call);
  if (url !== '') say(`webhook: removed (before: ${url})`);
  for (const { part, outcome } of await setUpProfile(profile, call)) {
    if (outcome === 'different') say(`${part.label}: removed`);
  }
  return verify(bot, profile, deps);
}

async function verify(
  { stageArguments, botFunction: { username } }: DeployedBot,
  profile: Parameters<typeof compareBot>[1],
  { call, say }: ActionDeps,
): Promise<number> {
  const { differences } = await compareBot(undefined, profile, { call });
  for (const difference of differences)
    differenceLines(difference, `npm run bot -- remove ${stageArguments}`).forEach(say);
  if (differences.length > 0) return 1;
  say('Verified by reading back: there is no webhook, no list of commands and no description.');
  say(
    `@${username} is silent from now on. Telegram keeps what people write for a day at most; reports are still sent.`,
  );
  say(`To bring it back: npm run bot -- setup ${stageArguments}`);
  say('Telegram does not list chats with commands of their own: name former admins with --former-admin ID.');
  return 0;
}
