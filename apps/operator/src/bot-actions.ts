import { type ProfilePart, botProfile } from '@pulso/domain/conversation';

import { type BotFunction, type BotSecrets, NotReadyError } from './aws';
import { counted } from './command';
import { type CallBotApi, type WebhookInfo, BotApiRefusedError, allowedUpdates } from './telegram';

/** The bot of a stage, with its operator's options. */
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

/** Compares what Telegram knows of the bot with what it should know. @returns The exit status: 1 when something differs. */
export async function checkBot(bot: DeployedBot, deps: ActionDeps): Promise<number> {
  await checkIdentity(bot, deps.call);
  const comparison = await sayDifferences(wantedOf(bot), `npm run bot -- setup ${bot.stageArguments}`, deps);
  const count = counted(comparison.differences.length, 'difference');
  deps.say(`${count} in the webhook, ${comparison.parts.join(' and ')}; Telegram does not tell the secret.`);
  deps.say(deliveryLine(comparison.info));
  return comparison.differences.length > 0 ? 1 : 0;
}

/** Tells Telegram about a deployed bot. @returns The exit status: 1 when it shows other values than it was set to. */
export async function setUpBot(bot: DeployedBot, isDryRun: boolean, deps: ActionDeps): Promise<number> {
  const { call, say } = deps;
  await checkIdentity(bot, call);
  const wanted = wantedOf(bot);
  const toDo = `npm run bot -- setup ${bot.stageArguments}, once more; Telegram did not take it over`;
  const { info, differences, parts } = await bringTo(wanted, isDryRun, toDo, deps);
  if (isDryRun) {
    const isSame = differences.length === 0;
    if (isSame) say('Nothing would change: what Telegram tells is as it should be.');
    say(`The secret would be set${isSame ? ' again' : ', too'}: Telegram does not tell which one it has.`);
    return 0;
  }
  if (differences.length > 0) return 1;
  const connections = counted(wanted.webhook.maxConnections, 'connection');
  say(`Verified by reading back: updates go to ${info.url}, ${connections} at most;`);
  say(`  ${parts.join(', ')}. ${deliveryLine(info)}`);
  say(
    'Telegram does not tell: the secret, which was set, and lists in the chats of former admins (--former-admin ID).',
  );
  return 0;
}

export interface RemovalDeps extends ActionDeps {
  /** @returns Whether to go on. */
  readonly confirm: (question: string) => Promise<boolean>;
}

/** Makes Telegram forget the bot. @returns The exit status: 1 when the answer was no, or something is still there. */
export async function removeBot(bot: DeployedBot, isDryRun: boolean, deps: RemovalDeps): Promise<number> {
  const { call, say, confirm } = deps;
  await checkIdentity(bot, call);
  const { username } = bot.botFunction;
  const question = `Remove webhook, commands and descriptions of @${username}, stage ${bot.stage}? It answers no more then.`;
  if (!isDryRun && !(await confirm(question))) {
    say('Nothing was removed.');
    return 1;
  }
  const wanted = { webhook: undefined, profile: wantedOf(bot).profile.map(emptied) };
  const { differences } = await bringTo(wanted, isDryRun, `npm run bot -- remove ${bot.stageArguments}`, deps);
  if (isDryRun) return 0;
  if (differences.length > 0) return 1;
  say('Verified by reading back: there is no webhook, no list of commands and no description.');
  say(
    `@${username} is silent from now on. Telegram keeps what people write for a day at most; reports are still sent.`,
  );
  say(`To bring it back: npm run bot -- setup ${bot.stageArguments}`);
  say('Telegram does not list chats with commands of their own: name former admins with --former-admin ID.');
  return 0;
}

/** @throws {NotReadyError} The token belongs to another bot, which would be changed. */
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

/** A part of the bot's profile that Telegram must show, or must no longer show. */
interface RegisteredPart extends Omit<ProfilePart, 'setMethod'> {
  readonly setMethod: ProfilePart['setMethod'] | 'deleteMyCommands';
}

/** What Telegram should know of a bot. `webhook` undefined: none. */
interface Wanted {
  readonly webhook: ReturnType<typeof wantedOf>['webhook'] | undefined;
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
const standardMaxConnections = 40;

/** What the function can handle at once: Lambda answers 429 to more, and Telegram retries those at growing pauses. */
export const maxConnectionsFor = (reservedConcurrency: number | undefined): number =>
  Math.min(Math.max(reservedConcurrency ?? standardMaxConnections, 1), 100);

/** Lists what Telegram should show: the bot's profile, and nothing to administrators of groups and former admins. */
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

function emptied(part: RegisteredPart): RegisteredPart {
  if (part.getMethod === 'getMyCommands') return { ...part, setMethod: 'deleteMyCommands', content: {}, answer: [] };
  const content = Object.fromEntries(Object.keys(part.content).map((field) => [field, '']));
  return { ...part, content, answer: content };
}

/** Telegram does not tell the secret. */
function webhookDifferences(webhook: Wanted['webhook'], info: WebhookInfo) {
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

/** Reads what Telegram has, and compares it with what it should have. */
async function compareBot({ webhook, profile }: Wanted, call: CallBotApi) {
  const info = (await call('getWebhookInfo')) as WebhookInfo;
  const shown: { readonly part: RegisteredPart; readonly found: unknown }[] = [];
  for (const part of profile) shown.push({ part, found: await readPart(part, call) });
  const known = shown.filter(({ found }) => found !== undefined);
  const listCount = known.filter(({ part }) => part.getMethod === 'getMyCommands').length;
  const changed = known.filter(({ part, found }) => !isSame(found, part.answer));
  return {
    info,
    /** The parts that differ. */
    changed: changed.map(({ part }) => part),
    differences: [
      ...webhookDifferences(webhook, info),
      ...changed.map(({ part, found }) => ({
        ...{ what: part.label, expected: inWords(part.answer), found: inWords(found) },
      })),
    ],
    parts: [`${listCount} lists of commands`, `${known.length - listCount} descriptions`],
    /** Admins who have not started the bot: nothing can be set for them. */
    withoutChat: shown.filter(({ found }) => found === undefined).map(({ part }) => part.adminUserId),
  };
}

/** @returns undefined: the admin has not started the bot yet, or has left it. */
async function readPart({ getMethod, of, adminUserId }: RegisteredPart, call: CallBotApi): Promise<unknown> {
  try {
    return await call(getMethod, of);
  } catch (error) {
    const isChatUnknown =
      error instanceof BotApiRefusedError && error.errorCode === 400 && /chat not found/i.test(error.message);
    if (adminUserId === undefined || !isChatUnknown) throw error;
    return undefined;
  }
}

/**
 * Changes what differs, with a line for each, and reads all of it back.
 *
 * @returns What still differs; of a dry run, what would change.
 */
async function bringTo(wanted: Wanted, isDryRun: boolean, toDo: string, deps: ActionDeps) {
  const { call, say } = deps;
  const { webhook } = wanted;
  const before = await compareBot(wanted, call);
  const would = isDryRun ? 'would be ' : '';
  for (const { what, expected, found } of webhookDifferences(webhook, before.info)) {
    say(`${what}: ${would}${webhook ? `set to ${expected}` : 'removed'} (before: ${found})`);
  }
  if (!isDryRun && !webhook) await call('deleteWebhook');
  if (!isDryRun && webhook) {
    const { url, secretToken: secret_token, maxConnections: max_connections } = webhook;
    // Even if nothing differs: Telegram does not tell which secret it has. Waiting updates stay.
    await call('setWebhook', { url, secret_token, max_connections, allowed_updates: allowedUpdates });
  }
  for (const { setMethod, of, content, label, answer } of before.changed) {
    if (!isDryRun) await call(setMethod, { ...of, ...content });
    say(`${label}: ${would}${inWords(answer) === 'none' ? 'removed' : 'set'}`);
  }
  // Telegram reports success even if it has cut or dropped something.
  return isDryRun ? before : sayDifferences(wanted, toDo, deps);
}

/** Whether Telegram shows what it should; it may show more. */
function isSame(shown: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return shown === wanted;
  if (typeof shown !== 'object' || shown === null) return false;
  if (Array.isArray(wanted) && (shown as unknown[]).length !== wanted.length) return false;
  return Object.entries(wanted).every(([key, value]) => isSame(Reflect.get(shown, key), value));
}

/** Says what differs, with the command that corrects it, and which admins have no chat with the bot. */
async function sayDifferences(wanted: Wanted, toDo: string, { call, say }: ActionDeps) {
  const comparison = await compareBot(wanted, call);
  for (const { what, expected, found } of comparison.differences) {
    say(`different: ${what}`);
    say(`  expected  ${expected}`);
    say(`  found     ${found}`);
    say(`  to do     ${toDo}`);
  }
  if (!wanted.webhook) return comparison;
  for (const id of new Set(comparison.withoutChat)) {
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

function deliveryLine(info: WebhookInfo): string {
  const waiting = `${counted(info.pending_update_count, 'update waits', 'updates wait')} at Telegram`;
  if (info.last_error_message === undefined) return `${waiting}; it knows of no failed delivery.`;
  const at = new Date((info.last_error_date ?? 0) * 1000).toISOString().replace('.000', '');
  return `${waiting}; the last failed delivery was at ${at}: "${info.last_error_message}".`;
}
