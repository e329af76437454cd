import { settingsFile } from '../settings-file';
import { type StageSettings } from '../stage-settings';
import { fieldProblems } from './field-problems';
import { holdsToken } from './holds-token';

/** What `prod.ts` holds until its operator has written the bot's own. No bot and no person has them. */
const placeholder = { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me', adminUserId: 1 };

/**
 * What an account reserves at most, unless its quota of 1,000 has been raised: 100 stay for functions that reserve none.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
const maxReservedConcurrency = 900;

/**
 * Finds in a stage's bot the placeholders, values of another form, and a token, which belongs into no file. Types do not
 * stop an editor that does not check them, so that values are looked at here.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead. Without a value that may be a token.
 * @see https://core.telegram.org/bots/features#botfather
 */
export function botProblems({ stage, bot }: Pick<StageSettings, 'stage' | 'bot'>): string[] {
  const { botInfo, adminUserIds, reservedConcurrency, commandSecrets } = bot;
  const problems = [
    ...fieldProblems('', bot, ['adminUserIds', 'botInfo', 'reservedConcurrency', 'commandSecrets']),
    ...fieldProblems('botInfo.', botInfo, ['id', 'username', 'firstName']),
    ...idProblems(botInfo.id),
    ...usernameProblems(botInfo.username),
    ...firstNameProblems(botInfo.firstName),
    ...adminProblems(adminUserIds),
    ...concurrencyProblems(reservedConcurrency),
    ...secretProblems(commandSecrets),
  ];
  return problems.map((problem) => `${settingsFile(stage)}: bot.${problem}.`);
}

const isTelegramId = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;

const tokenIn = (place: string, remedy: string): string => `${place} has a token in it: ${remedy}, and never the token`;

function idProblems(id: unknown): string[] {
  const remedy = "write your bot's id, the digits before the colon of its token";
  if (id === placeholder.id) return [`botInfo.id is still 1: ${remedy}`];
  if (holdsToken(id)) return [tokenIn('botInfo.id', 'write the digits before the colon')];
  return isTelegramId(id) ? [] : [`botInfo.id is no whole number above 0: ${remedy}, without quotes`];
}

function usernameProblems(username: unknown): string[] {
  const remedy = 'write the username that BotFather has confirmed, without @';
  if (username === placeholder.username) return [`botInfo.username is still "${username}": ${remedy}`];
  if (holdsToken(username)) return [tokenIn('botInfo.username', remedy)];
  if (typeof username === 'string' && /^\w{3,32}$/.test(username)) return [];
  return [`botInfo.username is ${JSON.stringify(username)}: ${remedy}`];
}

function firstNameProblems(firstName: unknown): string[] {
  const remedy = 'write the name that people see above the chat';
  if (firstName === placeholder.firstName) return [`botInfo.firstName is still "${firstName}": ${remedy}`];
  if (holdsToken(firstName)) return [tokenIn('botInfo.firstName', remedy)];
  return typeof firstName === 'string' && firstName.trim() ? [] : [`botInfo.firstName is empty or no text: ${remedy}`];
}

function adminProblems(userIds: readonly unknown[]): string[] {
  const remedy = 'write the user ids of those who may ask for reports, or an empty list';
  if (!Array.isArray(userIds)) return [`adminUserIds is no list: ${remedy}, as in [424242]`];
  const problems = userIds.includes(placeholder.adminUserId) ? [`adminUserIds still has 1: ${remedy}`] : [];
  return [
    ...problems,
    ...userIds.flatMap((id: unknown, index) => {
      if (holdsToken(id)) return [tokenIn(`adminUserIds.${index}`, 'write the user id of a person')];
      if (isTelegramId(id)) return [];
      return [`adminUserIds.${index} is no user id: write a whole number above 0 without quotes, such as 424242`];
    }),
  ];
}

function concurrencyProblems(concurrency: unknown): string[] {
  if (concurrency === undefined) return [];
  const isInBounds =
    Number.isInteger(concurrency) && 1 <= Number(concurrency) && Number(concurrency) <= maxReservedConcurrency;
  if (isInBounds) return [];
  return [
    `reservedConcurrency is ${JSON.stringify(concurrency)}: write a whole number from 1 to ${maxReservedConcurrency}, or ` +
      'leave it out',
  ];
}

/** With the three of the bot they are read by one call, which takes ten. */
const maxCommandSecrets = 7;

function secretProblems(names: readonly unknown[] | undefined): string[] {
  if (names === undefined) return [];
  const remedy = "write names such as 'weather-key', of a-z, 0-9 and hyphens; their values go by npm run secrets";
  if (!Array.isArray(names)) return [`commandSecrets is no list: ${remedy}`];
  const wrong = names.flatMap((name: unknown, index) => {
    if (holdsToken(name)) return [tokenIn(`commandSecrets.${index}`, remedy)];
    return typeof name === 'string' && /^[a-z0-9][a-z0-9-]{0,39}$/.test(name)
      ? []
      : [`commandSecrets.${index} is no name: ${remedy}`];
  });
  const twice = names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => `commandSecrets has ${JSON.stringify(name)} twice`);
  return names.length > maxCommandSecrets
    ? [...wrong, ...twice, `commandSecrets has ${names.length} names: at most ${maxCommandSecrets} are read`]
    : [...wrong, ...twice];
}
