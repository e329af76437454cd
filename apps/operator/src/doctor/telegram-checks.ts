import { parameterName, resourceName, secretParameters, unsetSecret } from '@pulso/contracts/envelope';
import { type TelegramDestination, isTelegramDestination } from '@pulso/contracts/report-plan';
import { hourMs } from '@pulso/kit/time';

import { type CallBotApi, type WebhookInfo, BotApiRefusedError, allowedUpdates } from '../telegram';
import { type Check, type Sources, type Telegram, destinationsOf, functionOf, variablesOf } from './check';
import { type Judgement, deployAgain, describeSpan, failed, ok, warning } from './findings';
import { NotReadError } from './reads';

/** Opens the Bot API at the deployed bot's address. @throws {NotReadError} Another check reports why it can't. */
export async function openTelegram(sources: Omit<Sources, 'telegram'>): Promise<Telegram> {
  const { stage, reads, readDeployed } = sources;
  const name = parameterName(stage, secretParameters.botToken);
  const token = (await reads.parameters([name])).get(name) || unsetSecret;
  if (token === unsetSecret) {
    throw new NotReadError(warning(`not checked, as the parameter ${name} is not set`), 'secrets');
  }
  const declared = functionOf(sources, 'bot');
  const answer = declared && (await readDeployed(declared));
  if (!answer) throw new NotReadError(warning('not checked, as the bot is not deployed'), 'functions');
  const { Variables } = answer['Environment'] as { readonly Variables?: Readonly<Record<string, string>> };
  const call = reads.openTelegram(Variables?.['TELEGRAM_API_ROOT'] ?? 'https://api.telegram.org', token);
  const me = await call('getMe').catch((error: unknown) => {
    if (!(error instanceof BotApiRefusedError) || ![401, 404].includes(error.errorCode)) throw error;
  });
  return { call, me: me as Telegram['me'] };
}

async function callKnown({ telegram }: Sources): Promise<CallBotApi> {
  const { call, me } = await telegram();
  if (me) return call;
  throw new NotReadError(warning('not checked, as Telegram does not know the token'), 'bot');
}

/** Whether the token belongs to the bot of the stacks. */
async function checkBot(sources: Sources): Promise<readonly Judgement[]> {
  const { stage } = sources;
  // Without its name the command keeps a secret that is set.
  const setToken = `npm run secrets -- --stage ${stage} --only ${secretParameters.botToken}`;
  const { BOT_ID: id, BOT_USERNAME: username } = variablesOf(sources, 'bot');
  const { me } = await sources.telegram();
  if (!me) {
    const advice = `${setToken}, then npm run bot -- setup --stage ${stage}`;
    return [failed('Telegram does not know the token: it was revoked, or is mistyped', advice)];
  }
  const found = `@${me.username} (${me.id})`;
  if (me.id !== Number(id) || me.username?.toLowerCase() !== String(username).toLowerCase()) {
    return [
      failed(
        `the token is that of ${found}, and the stage's bot is @${username} (${id})`,
        `correct botInfo in infra/stages and deploy the bot, or set the right token: ${setToken}`,
      ),
    ];
  }
  const yesOrNo = (is: boolean | undefined): string => (is ? 'yes' : 'no');
  const joins = `may be added to groups: ${yesOrNo(me.can_join_groups)}`;
  return [ok(`${found}; ${joins}, sees all messages there: ${yesOrNo(me.can_read_all_group_messages)}`)];
}

/** Older errors have passed: Telegram keeps the last one for ever. */
const recentMs = hourMs;

/** This many updates wait for a moment in a busy minute. */
const manyPending = 50;

/** Whether Telegram delivers updates to the function. */
async function checkWebhook(sources: Sources): Promise<readonly Judgement[]> {
  const { reads, stage, nowMs } = sources;
  const call = await callKnown(sources);
  const setUp = `npm run bot -- setup --stage ${stage}`;
  const functionUrl = await reads.functionUrl(resourceName(stage, 'bot'));
  if (functionUrl === undefined) return [failed('the bot has no function URL', deployAgain(stage, 'bot'))];
  const info = (await call('getWebhookInfo')) as WebhookInfo;
  if (!info.url) return [failed('Telegram sends what people write nowhere: there is no webhook', setUp)];
  // Not shown: it may belong to another program, with a secret in its path.
  if (info.url !== functionUrl) return [failed("Telegram's webhook is another address than the function's", setUp)];
  return [judgeDelivery(info, stage, nowMs), ...judgeKinds(info, setUp)];
}

function judgeDelivery(info: WebhookInfo, stage: string, nowMs: number): Judgement {
  const { pending_update_count: pending, last_error_date: errorSeconds, last_error_message: message = '' } = info;
  const found = `Telegram sends to the function; ${pending} updates wait`;
  const ageMs = errorSeconds === undefined ? Infinity : nowMs - errorSeconds * 1000;
  const text = errorSeconds === undefined ? found : `${found}; the last error ${describeSpan(ageMs)} ago: ${message}`;
  // The bot answers 401 only to a wrong secret. Setting the webhook clears the last error, so an old one means that the
  // secret is still wrong.
  if (message.includes('401')) {
    const advice = `the secret is another one than the parameter's: npm run bot -- setup --stage ${stage}`;
    return (pending > 0 || ageMs < recentMs ? failed : warning)(text, advice);
  }
  const lookIntoLog = `look into the bot's log: aws logs tail /aws/lambda/${resourceName(stage, 'bot')} --since 1h`;
  if (ageMs >= recentMs) return pending < manyPending ? ok(text) : warning(text, lookIntoLog);
  const refused = `the function's URL refuses callers: ${deployAgain(stage, 'bot')} sets its permissions`;
  return (pending > 0 ? failed : warning)(text, message.includes('403') ? refused : lookIntoLog);
}

function judgeKinds({ allowed_updates: allowed = [] }: WebhookInfo, setUp: string): Judgement[] {
  const missing = allowedUpdates.filter((kind) => !allowed.includes(kind));
  const needless = allowed.filter((kind) => !(allowedUpdates as readonly string[]).includes(kind));
  if (allowed.length === 0) return [warning('Telegram sends the default kinds of update, not those of the bot', setUp)];
  if (missing.length > 0) return [failed(`Telegram does not send ${missing.join(', ')}, which the bot handles`, setUp)];
  if (needless.length > 0) return [warning(`Telegram sends ${needless.join(', ')}, which the bot ignores`, setUp)];
  return [];
}

/** Whether people are shown commands at all. `npm run bot -- check` compares each list, language by language. */
async function checkCommands(sources: Sources): Promise<readonly Judgement[]> {
  const { stage } = sources;
  const call = await callKnown(sources);
  const shown = await call('getMyCommands', { scope: { type: 'all_private_chats' } });
  const { length: count } = shown as readonly unknown[];
  const check = `npm run bot -- check --stage ${stage} compares all of them`;
  return count > 0
    ? [ok(`${count} are shown in private chats; ${check}`)]
    : [warning('none are shown in private chats', `npm run bot -- setup --stage ${stage}`)];
}

/** Whether the bot may post in every chat that gets reports. */
async function checkChats(sources: Sources): Promise<readonly Judgement[]> {
  const destinations = destinationsOf(sources).filter(isTelegramDestination);
  if (destinations.length === 0) return [ok('no report goes to a chat')];
  const call = await callKnown(sources);
  const botId = Number(variablesOf(sources, 'bot')['BOT_ID']);
  return (await Promise.all(destinations.map((one) => checkChat(one, call, botId)))).flat();
}

/** @see https://core.telegram.org/bots/api#chatfullinfo */
interface Chat {
  readonly type?: string;
  readonly title?: string;
  readonly permissions?: { readonly can_send_messages?: boolean };
}

/** @see https://core.telegram.org/bots/api#chatmember */
interface Member {
  readonly status?: string;
  readonly can_post_messages?: boolean;
  readonly can_send_messages?: boolean;
}

async function checkChat(
  { chatId, messageThreadId: topicId }: TelegramDestination,
  call: CallBotApi,
  botId: number,
): Promise<Judgement[]> {
  try {
    const [chat, member] = await Promise.all([
      call('getChat', { chat_id: chatId }),
      call('getChatMember', { chat_id: chatId, user_id: botId }),
    ]);
    // The Bot API has no method that reads a topic.
    const topic = `unverified: whether the chat ${chatId} has a topic ${topicId}, which the Bot API does not tell`;
    return [judgeMember(chatId, chat as Chat, member as Member), ...(topicId === undefined ? [] : [warning(topic)])];
  } catch (error) {
    if (!(error instanceof BotApiRefusedError) || error.errorCode === 429) throw error;
    return [judgeRefusal(chatId, error)];
  }
}

const makeAdministrator = 'make it one who may post messages';
const addBot = 'add the bot to it, to a channel as an administrator who may post messages';

function judgeMember(chatId: string, chat: Chat, member: Member): Judgement {
  const isChannel = chat.type === 'channel';
  const name = `${chat.type ?? 'chat'} ${chatId}${chat.title === undefined ? '' : ` "${chat.title}"`}`;
  const good = ok(`the bot may post in the ${name}`);
  switch (member.status) {
    case 'left':
    case 'kicked':
      return failed(`the bot is not in the ${name}`, addBot);
    case 'creator':
      return good;
    case 'administrator':
      return !isChannel || member.can_post_messages === true
        ? good
        : failed(`the bot is an administrator of the ${name} who may not post`, 'give it the right to post messages');
    case 'restricted':
      return member.can_send_messages === true
        ? good
        : failed(`the bot is muted in the ${name}`, 'lift the restriction');
    case 'member':
      if (isChannel) return failed(`the bot is no administrator of the ${name}`, makeAdministrator);
      return chat.permissions?.can_send_messages === false
        ? failed(`only administrators may write in the ${name}`, 'make the bot one, or let members write')
        : good;
    default:
      return warning(`the bot's standing in the ${name} is "${member.status}", which is not known here`);
  }
}

function judgeRefusal(chatId: string, { errorCode, description }: BotApiRefusedError): Judgement {
  const says = (words: string): boolean => description.toLowerCase().includes(words);
  if (says('chat not found')) {
    const advice = `${addBot}, or correct destinations in infra/stages and deploy the dispatcher`;
    return failed(`Telegram knows no chat ${chatId} with the bot in it`, advice);
  }
  // Telegram's answer about members of a channel where the bot is not an administrator:
  // https://github.com/tdlib/td/blob/master/td/telegram/DialogParticipantManager.cpp get_channel_participant
  if (says('member list is inaccessible')) {
    return failed(`the bot is no administrator of the channel ${chatId}`, makeAdministrator);
  }
  if (says('upgraded to a supergroup')) {
    return failed(`the group ${chatId} has become a supergroup with another id`, 'put that one into infra/stages');
  }
  if (errorCode === 403) return failed(`the bot may not post in the chat ${chatId}: ${description}`, addBot);
  const text = `Telegram does not tell of the chat ${chatId}: ${errorCode} ${description}`;
  return failed(text, 'correct destinations in infra/stages');
}

export const telegramChecks: readonly Check[] = [
  { area: 'bot', run: checkBot },
  { area: 'webhook', run: checkWebhook },
  { area: 'commands', run: checkCommands },
  { area: 'chats', run: checkChats },
];
