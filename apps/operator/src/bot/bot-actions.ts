import {
  type CallBotApi,
  type WebhookInfo,
  emptiedProfile,
  readProfile,
  readWebhook,
  removeWebhook,
  setUpProfile,
  setUpWebhook,
  webhookDifferences,
} from '../telegram';
import { NotReadyError } from '../aws';

import { type Comparison, type DeployedBot, type Wanted, compareBot, partDifference, wantedOf } from './compare-bot';

/** What an action needs: {@link say} takes one line without its end, and no line holds a secret. */
export interface ActionDeps {
  readonly call: CallBotApi;
  readonly say: (line: string) => void;
}

/**
 * Compares what Telegram knows of the bot with what it should know, and changes nothing.
 *
 * @returns The exit status: 1 when something differs.
 * @throws {NotReadyError} The token is another bot's.
 * @throws What `call` throws.
 */
export async function checkBot(bot: DeployedBot, deps: ActionDeps): Promise<number> {
  await checkIdentity(bot, deps.call);
  const comparison = await sayDifferences(wantedOf(bot), `npm run bot -- setup ${bot.stageArguments}`, deps);
  const { differences, commandListCount, descriptionCount, info } = comparison;
  sayWithoutChat(comparison, deps);
  deps.say(
    `${counted(differences.length, 'difference')} in the webhook, ${commandListCount} lists of commands and ` +
      `${descriptionCount} descriptions; Telegram does not tell the secret.`,
  );
  deps.say(deliveryLine(info));
  return differences.length > 0 ? 1 : 0;
}

/**
 * Tells Telegram about a deployed bot, a line for each thing that it changes, and reads all of it back.
 *
 * @returns The exit status: 1 when Telegram shows something else than it was told.
 * @throws {NotReadyError} The token is another bot's.
 * @throws What `call` throws. Running it again is harmless.
 */
export async function setUpBot(bot: DeployedBot, isDryRun: boolean, deps: ActionDeps): Promise<number> {
  const { call, say } = deps;
  await checkIdentity(bot, call);
  const wanted = wantedOf(bot);
  const { webhook, profile } = wanted;

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

  // Telegram answers with success also where it has cut or dropped something.
  const toDo = `npm run bot -- setup ${bot.stageArguments}, once more; Telegram did not take it over`;
  const comparison = await sayDifferences(wanted, toDo, deps);
  sayWithoutChat(comparison, deps);
  if (comparison.differences.length > 0) return 1;
  const { commandListCount, descriptionCount, info } = comparison;
  say(`Verified by reading back: updates go to ${info.url}, ${counted(webhook.maxConnections, 'connection')} at most;`);
  say(`  ${commandListCount} lists of commands, ${descriptionCount} descriptions. ${deliveryLine(info)}`);
  say(
    'Telegram does not tell: the secret, which was set, and lists in the chats of former admins (--former-admin ID).',
  );
  return 0;
}

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
  const { username } = bot.botFunction;
  const wanted = { webhook: undefined, profile: emptiedProfile(wantedOf(bot).profile) };
  if (isDryRun) {
    const { differences } = await compareBot(wanted, call);
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
  for (const { part, outcome } of await setUpProfile(wanted.profile, call)) {
    if (outcome === 'different') say(`${part.label}: removed`);
  }

  const { differences } = await sayDifferences(wanted, `npm run bot -- remove ${bot.stageArguments}`, deps);
  if (differences.length > 0) return 1;
  say('Verified by reading back: there is no webhook, no list of commands and no description.');
  say(
    `@${username} is silent from now on. Telegram keeps what people write for a day at most; reports are still sent.`,
  );
  say(`To bring it back: npm run bot -- setup ${bot.stageArguments}`);
  say('Telegram does not list chats with commands of their own: name former admins with --former-admin ID.');
  return 0;
}

/**
 * Makes sure that the token is the one of the stage's bot: with another one, all of this would be told of the wrong bot.
 *
 * @throws {NotReadyError} It is another bot's. Not retryable.
 * @throws What `call` throws.
 */
async function checkIdentity(
  { stageArguments, botFunction: { botId, username } }: DeployedBot,
  call: CallBotApi,
): Promise<void> {
  const me = (await call('getMe')) as { readonly id?: number; readonly username?: string };
  if (me.id === botId && me.username?.toLowerCase() === username.toLowerCase()) return;
  throw new NotReadyError(
    `The token belongs to @${me.username} (${me.id}), and the stage's settings name @${username} (${botId}). ` +
      'Correct botInfo in infra/stages and deploy, or set the right token: ' +
      `npm run secrets -- ${stageArguments} --only bot-token`,
  );
}

/**
 * Reads all of it back, and says what differs.
 *
 * @param toDo - The command that would end a difference.
 */
async function sayDifferences(wanted: Wanted, toDo: string, { call, say }: ActionDeps): Promise<Comparison> {
  const comparison = await compareBot(wanted, call);
  for (const { what, expected, found } of comparison.differences) {
    say(`different: ${what}`);
    say(`  expected  ${expected}`);
    say(`  found     ${found}`);
    say(`  to do     ${toDo}`);
  }
  return comparison;
}

/** Says which parts could not be set, by the admin whose chat is not there. */
function sayWithoutChat({ withoutChat }: Comparison, { say }: ActionDeps): void {
  for (const id of new Set(withoutChat.map(({ adminUserId }) => adminUserId))) {
    say(`not set: commands for admin ${id}, who has not started the bot yet; set the bot up again after that`);
  }
}

/** @example '1 difference', '3 differences' */
const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

/** How deliveries go. */
function deliveryLine(info: WebhookInfo): string {
  const waiting = `${counted(info.pending_update_count, 'update waits', 'updates wait')} at Telegram`;
  if (info.last_error_message === undefined) return `${waiting}; it knows of no failed delivery.`;
  const at = new Date((info.last_error_date ?? 0) * 1000).toISOString().replace('.000', '');
  return `${waiting}; the last failed delivery was at ${at}: "${info.last_error_message}".`;
}
