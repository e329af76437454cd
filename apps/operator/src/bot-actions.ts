import { type ProfilePart, botProfile } from '@pulso/domain/conversation';

import { type BotFunction, type BotSecrets, NotReadyError } from './aws';
import { type CallBotApi, type WebhookInfo, BotApiRefusedError, allowedUpdates } from './telegram';

/** The bot of a stage, and what its operator says of it. */
export interface DeployedBot {
  readonly stage: string;
  /** The options with which further commands reach it. */
  readonly stageArguments: string;
  readonly botFunction: BotFunction;
  readonly secrets: BotSecrets;
  /** undefined: as many as fit the function. */
  readonly maxConnections: number | undefined;
  readonly formerAdminUserIds: readonly number[];
}

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
  const count = comparison.differences.length;
  deps.say(
    `${counted(count, 'difference')} in the webhook, ${comparison.parts.join(' and ')}; Telegram does not tell the secret.`,
  );
  deps.say(deliveryLine(comparison.info));
  return count > 0 ? 1 : 0;
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
  const { webhook } = wanted;
  const { info, changed, differences: before } = await compareBot(wanted, call);

  const verb = isDryRun ? 'would be set' : 'set';
  for (const { what, expected, found } of webhookDifferences(webhook, info)) {
    say(`${what}: ${verb} to ${expected} (before: ${found})`);
  }
  // Also where nothing differs: Telegram does not tell which secret it has. Updates that wait stay.
  if (!isDryRun) await call('setWebhook', webhookParameters(webhook));
  for (const { part } of changed) {
    if (!isDryRun) await call(part.setMethod, { ...part.of, ...part.content });
    say(`${part.label}: ${inWords(part.answer) === 'none' ? verb.replace('set', 'removed') : verb}`);
  }
  if (isDryRun) {
    const isSame = before.length === 0;
    if (isSame) say('Nothing would change: what Telegram tells is as it should be.');
    say(`The secret would be set${isSame ? ' again' : ', too'}: Telegram does not tell which one it has.`);
    return 0;
  }

  // Telegram answers with success also where it has cut or dropped something.
  const toDo = `npm run bot -- setup ${bot.stageArguments}, once more; Telegram did not take it over`;
  const after = await sayDifferences(wanted, toDo, deps);
  if (after.differences.length > 0) return 1;
  const connections = counted(webhook.maxConnections, 'connection');
  say(`Verified by reading back: updates go to ${after.info.url}, ${connections} at most;`);
  say(`  ${after.parts.join(', ')}. ${deliveryLine(after.info)}`);
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
 * wait stay, for a day.
 *
 * @returns The exit status: 1 when the answer was no, or something is still there.
 * @throws {NotReadyError} The token is another bot's.
 * @throws What `call` throws. Running it again is harmless.
 */
export async function removeBot(bot: DeployedBot, isDryRun: boolean, deps: RemovalDeps): Promise<number> {
  const { call, say, confirm } = deps;
  await checkIdentity(bot, call);
  const { username } = bot.botFunction;
  const wanted = { webhook: undefined, profile: wantedOf(bot).profile.map(emptied) };
  const { info, differences, changed } = await compareBot(wanted, call);
  if (isDryRun) {
    for (const { what, found } of differences) say(`${what}: would be removed (${found})`);
    return 0;
  }
  const question = `Remove webhook, commands and descriptions of @${username}, stage ${bot.stage}? It answers no more then.`;
  if (!(await confirm(question))) {
    say('Nothing was removed.');
    return 1;
  }
  await call('deleteWebhook');
  if (info.url !== '') say(`webhook: removed (before: ${info.url})`);
  for (const { part } of changed) {
    await call(part.setMethod, { ...part.of, ...part.content });
    say(`${part.label}: removed`);
  }

  const after = await sayDifferences(wanted, `npm run bot -- remove ${bot.stageArguments}`, deps);
  if (after.differences.length > 0) return 1;
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
 */
async function checkIdentity({ stageArguments, botFunction }: DeployedBot, call: CallBotApi): Promise<void> {
  const { botId, username } = botFunction;
  const me = (await call('getMe')) as { readonly id?: number; readonly username?: string };
  if (me.id === botId && me.username?.toLowerCase() === username.toLowerCase()) return;
  throw new NotReadyError(
    `The token belongs to @${me.username} (${me.id}), and the stage's settings name @${username} (${botId}). ` +
      'Correct botInfo in infra/stages and deploy, or set the right token: ' +
      `npm run secrets -- ${stageArguments} --only bot-token`,
  );
}

interface Webhook {
  /** The bot's function URL. */
  readonly url: string;
  /** What Telegram shall send along with every update. */
  readonly secretToken: string;
  /** How many updates Telegram sends at once, 1 to 100. */
  readonly maxConnections: number;
}

/** A piece of what Telegram shows of the bot, or must not show any more. */
interface RegisteredPart extends Omit<ProfilePart, 'setMethod'> {
  readonly setMethod: ProfilePart['setMethod'] | 'deleteMyCommands';
}

/** What Telegram should know of a bot; without a webhook: there should be none. */
interface Wanted {
  readonly webhook: Webhook | undefined;
  readonly profile: readonly RegisteredPart[];
}

const wantedOf = ({ botFunction, secrets, maxConnections, formerAdminUserIds }: DeployedBot) => ({
  webhook: {
    url: botFunction.functionUrl,
    secretToken: secrets.webhookSecret,
    maxConnections: maxConnections ?? maxConnectionsFor(botFunction.reservedConcurrency),
  },
  profile: wantedProfile(botFunction.adminUserIds, formerAdminUserIds),
});

/** @see https://core.telegram.org/bots/api#setwebhook max_connections */
const maxConnectionsLimit = 100;
const standardMaxConnections = 40;

/**
 * How many updates Telegram should send at once: what the function is allowed to handle at once, since Lambda answers the
 * others with 429, and Telegram waits ever longer before it sends those again.
 *
 * @param reservedConcurrency - The function's. undefined: it takes part in the account's, and Telegram's standard counts.
 * @returns 1 to 100. A function with a reserved concurrency of 0 is switched off, and Telegram takes nothing below 1.
 */
export const maxConnectionsFor = (reservedConcurrency: number | undefined): number =>
  Math.min(Math.max(reservedConcurrency ?? standardMaxConnections, 1), maxConnectionsLimit);

/**
 * Lists all that Telegram is to show: the bot's profile, nothing to the administrators of groups in particular, and
 * nothing any more to those who were admins of the bot. Telegram does not list the chats that have commands of their own.
 */
function wantedProfile(
  adminUserIds: readonly number[],
  formerAdminUserIds: readonly number[],
): readonly RegisteredPart[] {
  const profile = botProfile(adminUserIds);
  const former = botProfile(formerAdminUserIds.filter((id) => !adminUserIds.includes(id)));
  // The one scope for many chats that the bot leaves unused: https://core.telegram.org/bots/api#botcommandscope
  const forGroupAdministrators = profile
    .filter(({ of }) => (of['scope'] as { readonly type?: string } | undefined)?.type === 'default')
    .map((part) => ({
      ...part,
      label: part.label.replace('everywhere', 'for group administrators'),
      of: { ...part.of, scope: { type: 'all_chat_administrators' } },
    }));
  const ofFormerAdmins = former.filter(({ adminUserId }) => adminUserId !== undefined);
  return [...profile, ...[...forGroupAdministrators, ...ofFormerAdmins].map(emptied)];
}

/** The same part, with nothing in it. */
function emptied(part: RegisteredPart): RegisteredPart {
  if (part.getMethod === 'getMyCommands') return { ...part, setMethod: 'deleteMyCommands', content: {}, answer: [] };
  const content = Object.fromEntries(Object.keys(part.content).map((field) => [field, '']));
  return { ...part, content, answer: content };
}

const webhookParameters = ({ url, secretToken, maxConnections }: Webhook) => ({
  ...{ url, secret_token: secretToken, max_connections: maxConnections, allowed_updates: allowedUpdates },
});

/** Something that Telegram has otherwise than it should. */
interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** Compares what Telegram tells of the webhook with what it should be; it does not tell the secret. */
function webhookDifferences(webhook: Webhook | undefined, info: WebhookInfo): readonly Difference[] {
  const found = info.url || 'nowhere';
  const kinds = info.allowed_updates?.toSorted().join(', ');
  const connections = info.max_connections ?? standardMaxConnections;
  const rows = webhook
    ? [
        ['webhook address', webhook.url, found],
        ['webhook kinds of update', allowedUpdates.toSorted().join(', '), kinds || "Telegram's standard"],
        ['webhook connections at once', String(webhook.maxConnections), String(connections)],
      ]
    : [['webhook address', 'nowhere', found]];
  return rows
    .map(([what = '', expected = '', shown = '']) => ({ what, expected, found: shown }))
    .filter((row) => row.expected !== row.found);
}

/** How a part stands. */
interface PartState {
  readonly part: RegisteredPart;
  /** `no-chat`: the admin has not started the bot yet, or has left it. */
  readonly outcome: 'as-wanted' | 'different' | 'no-chat';
  /** What Telegram shows; undefined for `no-chat`. */
  readonly found: unknown;
}

/** Reads all that Telegram tells, changes nothing, and compares it with what it should be. */
async function compareBot({ webhook, profile }: Wanted, call: CallBotApi) {
  const info = (await call('getWebhookInfo')) as WebhookInfo;
  const states: PartState[] = [];
  for (const part of profile) states.push(await readPart(part, call));
  const known = states.filter(({ outcome }) => outcome !== 'no-chat');
  const listCount = known.filter(({ part }) => part.getMethod === 'getMyCommands').length;
  const changed = states.filter(({ outcome }) => outcome === 'different');
  return {
    info,
    /** The parts that differ. */
    changed,
    differences: [
      ...webhookDifferences(webhook, info),
      ...changed.map(({ part, found }) => ({
        ...{ what: part.label, expected: inWords(part.answer), found: inWords(found) },
      })),
    ],
    parts: [`${listCount} lists of commands`, `${known.length - listCount} descriptions`],
    /** What can't be set before an admin starts the bot. */
    withoutChat: states.filter(({ outcome }) => outcome === 'no-chat').map(({ part }) => part),
  };
}

async function readPart(part: RegisteredPart, call: CallBotApi): Promise<PartState> {
  try {
    const found = await call(part.getMethod, part.of);
    return { part, outcome: isSame(found, part.answer) ? 'as-wanted' : 'different', found };
  } catch (error) {
    const isChatUnknown =
      error instanceof BotApiRefusedError && error.errorCode === 400 && /chat not found/i.test(error.message);
    if (part.adminUserId !== undefined && isChatUnknown) return { part, outcome: 'no-chat', found: undefined };
    throw error;
  }
}

/** Whether Telegram shows what it should; it may tell more. */
function isSame(shown: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return shown === wanted;
  if (typeof shown !== 'object' || shown === null) return false;
  if (Array.isArray(wanted) && (shown as unknown[]).length !== wanted.length) return false;
  return Object.entries(wanted).every(([key, value]) => isSame(Reflect.get(shown, key), value));
}

/**
 * Reads all of it back, and says what differs, and by the admin whose chat is not there, what could not be set.
 *
 * @param toDo - The command that would end a difference.
 */
async function sayDifferences(wanted: Wanted, toDo: string, { call, say }: ActionDeps) {
  const comparison = await compareBot(wanted, call);
  for (const { what, expected, found } of comparison.differences) {
    say(`different: ${what}`);
    say(`  expected  ${expected}`);
    say(`  found     ${found}`);
    say(`  to do     ${toDo}`);
  }
  if (!wanted.webhook) return comparison;
  for (const id of new Set(comparison.withoutChat.map(({ adminUserId }) => adminUserId))) {
    say(`not set: commands for admin ${id}, who has not started the bot yet; set the bot up again after that`);
  }
  return comparison;
}

/** @example '/help "what you can do here", /start "begin"' */
function inWords(shown: unknown): string {
  const texts = Array.isArray(shown)
    ? (shown as { readonly command: string; readonly description: string }[]).map(
        ({ command, description }) => `/${command} "${description}"`,
      )
    : Object.values(shown ?? {}).filter((text) => text !== '');
  return texts.join(', ') || 'none';
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
