import { knownStages } from './known-stages';
import { local } from './local';
import { type SettingsPart, baseProblems, partProblems } from './stage-problems';
import { type StageSettings } from './stage-settings';

const names = ['local', 'prod'];
const sound: StageSettings = { ...local, stage: 'prod', accountId: '210987654321' };
const parts: readonly SettingsPart[] = ['bot', 'destinations', 'mail', 'alerts'];
const token = '8123456789:AAexample-of-a-token';

/** Settings of the wrong type, as from an editor that does not check types. */
const allProblems = (overrides: object): string[] => {
  const settings: StageSettings = { ...sound, ...overrides };
  return [...baseProblems(settings, names), ...parts.flatMap((part) => partProblems(part, settings))];
};
const bot = (overrides: object) => ({ bot: { ...local.bot, ...overrides } });
const botInfo = (overrides: object) => bot({ botInfo: { ...local.bot.botInfo, ...overrides } });
const mail = (overrides: object) => ({ mail: { ...local.mail, ...overrides } });
const owners = (...list: object[]) => ({ destinations: { owners: list } });
const chat = { type: 'telegram', chatId: '-1', showsProgress: false };
const list = { type: 'email', name: 'owners', addresses: ["o'neil+pulso@mail.example.com"] };
const webhook = { type: 'webhook', name: 'team', format: 'slack' };
const many = Array.from({ length: 11 }, (_, index) => `a${index}@example.com`);

it('names all placeholders of prod at once, with the file and what to write', () => {
  const problems = [
    ...baseProblems(knownStages.prod, names),
    ...parts.flatMap((p) => partProblems(p, knownStages.prod)),
  ];

  expect(problems).toEqual([
    expect.stringMatching(
      /^infra\/stages\/src\/prod\.ts: accountId is still 000000000000: write the 12 digits of .*\.$/,
    ),
    expect.stringMatching(/prod\.ts: bot\.adminUserIds\.0 is still 1: write a person's user id/),
    expect.stringMatching(/prod\.ts: bot\.botInfo\.id is still 1: write your bot's id/),
    expect.stringMatching(/prod\.ts: bot\.botInfo\.username is still ReplaceMeBot: write the username/),
    expect.stringMatching(/prod\.ts: bot\.botInfo\.firstName is still Replace me: write the name/),
    expect.stringMatching(
      /prod\.ts: destinations\.owners\.0\.chatId is still -1000000000000: write the id of your chat/,
    ),
    expect.stringMatching(/prod\.ts: alerts\.emails is empty, and nobody gets the alarms: write an address/),
  ]);
});

it('finds that local lacks only an account', () => {
  expect(baseProblems(local, names)).toEqual([expect.stringContaining('local.ts: accountId is missing: write the 12')]);
  expect(parts.flatMap((part) => partProblems(part, local))).toEqual([]);
});

it.each<[string, object, RegExp]>([
  ['a slip in a field', { protectData: true }, /: protectData is a field that nothing reads: .*, protectsData, /],
  ['an account that is a number', { accountId: 210987654321 }, /accountId is 210987654321: .* in quotes/],
  ['an account with hyphens', { accountId: '1234-5678-9012' }, /accountId is "1234-5678-9012"/],
  ['the name of a city', { region: 'frankfurt' }, /region is "frankfurt": .* such as eu-central-1/],
  ['a region without function URLs', { region: 'eu-central-2' }, /region is "eu-central-2": .* function URLs/],
  ['a retention that CloudWatch lacks', { logRetentionDays: 45 }, /logRetentionDays is 45: .* 1, 3, 5, /],
  ['a retention in quotes', { logRetentionDays: '30' }, /logRetentionDays is "30"/],
  ['an API without TLS', { telegramApiRoot: 'http://api.telegram.org' }, /telegramApiRoot is not .* https/],
  ['an API with a slash', { telegramApiRoot: 'https://api.telegram.org/' }, /without a slash at the end/],
  ['an unknown watch', { watch: 'daily' }, /watch is "daily": write 'hourly' or 'off'/],
  ['an unknown time zone', { timeZone: 'Mars/Base' }, /: timeZone is "Mars\/Base": .* Europe\/Madrid/],
  ['a slip in the bot', bot({ reservedConcurency: 50 }), /bot\.reservedConcurency is a field that nothing reads/],
  ['an id in quotes', botInfo({ id: '8123456789' }), /bot\.botInfo\.id is "8123456789": .*, without quotes\.$/],
  ['a username with its @', botInfo({ username: '@PulsoDemoBot' }), /username is "@PulsoDemoBot": .* without @/],
  ['an empty name', botInfo({ firstName: ' ' }), /botInfo\.firstName is " ": write the name/],
  ['the name of an admin', bot({ adminUserIds: ['@me'] }), /adminUserIds\.0 is "@me": write a person's user id/],
  ['an admin without a list', bot({ adminUserIds: 424_242 }), /adminUserIds is no list: .* as in \[424242\]/],
  ['too much concurrency', bot({ reservedConcurrency: 901 }), /Concurrency is 901: .* from 1 to 900/],
  ['no concurrency', bot({ reservedConcurrency: 0 }), /reservedConcurrency is 0/],
  [
    'an invalid name of a secret',
    bot({ commandSecrets: ['A b'] }),
    /commandSecrets\.0 is not as it must be: .*npm run/,
  ],
  ['a secret twice', bot({ commandSecrets: ['a', 'a'] }), /commandSecrets has a name twice/],
  ['more secrets than are read', bot({ commandSecrets: [...'abcdefgh'] }), /commandSecrets has more than 7/],
  ['a sender without address', mail({ from: 'Pulso' }), /mail\.from is not .*"Name <address>"/],
  ['a sender in two lines', mail({ from: 'A\nBcc: b <a@example.com>' }), /mail\.from .* in one line\.$/],
  ['nowhere to unsubscribe', mail({ unsubscribe: 'stop@example.com' }), /mail\.unsubscribe .*mailto:name@/],
  ['mails without a sender', { mail: undefined }, /: mail is missing: write who sends, as in mail: /],
  ['two addresses in one', { alerts: { emails: ['a@example.com,b@example.com'] } }, /emails\.0 is not .* an e-mail/],
  [
    'an address twice',
    { alerts: { emails: ['a@example.com', 'a@example.com'] } },
    /alerts\.emails has an address twice/,
  ],
  ['a budget of nothing', { alerts: { emails: ['a@example.com'], monthlyBudgetUsd: 0 } }, /BudgetUsd is 0: write more/],
  [
    'more addresses than a budget mails',
    { alerts: { emails: many, monthlyBudgetUsd: 5 } },
    /emails has more than .* 10/,
  ],
  ['a chat that is none', owners({ ...chat, chatId: 't.me/owners' }), /owners\.0\.chatId is "t\.me\/owners": write/],
  ['a chat without quotes', owners({ ...chat, chatId: -1 }), /owners\.0\.chatId is -1: write .* in quotes/],
  ['a chat that does not say what it sees', owners({ ...chat, showsProgress: undefined }), /showsProgress is missing/],
  ['the topic General', owners({ ...chat, messageThreadId: 1 }), /messageThreadId is 1: .* leave it out for General/],
  [
    'a small letter',
    owners({ ...chat, timezone: 'UTC' }),
    /owners\.0\.timezone is a field that nothing reads.*timeZone/,
  ],
  ['a message to edit', owners({ ...chat, placeholderMessageId: 5 }), /placeholderMessageId is a field that nothing/],
  ['a field of another kind', owners({ ...list, chatId: '-1' }), /0\.chatId is a field .* type, name, addresses, lang/],
  [
    'a language without reports',
    owners({ ...chat, language: 'french' }),
    /language is "french": write one of en, es, pt/,
  ],
  ['a zone without a name', owners({ ...chat, timeZone: 'Mars/Base' }), /owners\.0\.timeZone is "Mars\/Base"/],
  ['an unknown kind', owners({ type: 'sms', number: 1 }), /owners\.0\.type is no destination: write type: 'telegram'/],
  ['a list without a name', owners({ ...list, name: undefined }), /owners\.0\.name is missing: write a name/],
  ['a list that is none', owners({ ...list, addresses: 'a@example.com' }), /addresses is no list: write 1 to 50/],
  ['an address beyond SES', owners({ ...list, addresses: ['jürgen@example.com'] }), /addresses\.0 is not .* an e-mail/],
  ['too many addresses', owners({ ...list, addresses: Array(51).fill('a@example.com') }), /has more than 50 addresses/],
  ['no format', owners({ ...webhook, format: 'slak' }), /owners\.0\.format is "slak": write one of pulso, slack/],
  ['a name for no parameter', owners({ ...webhook, name: 'Team' }), /owners\.0\.name is not .* up to 40 small letters/],
  ['the name of another parameter', owners({ ...webhook, name: 'secrets' }), /name is not .* not "secrets"/],
  ['one name for two lists', owners(list, { ...list, language: 'de' }), /kind "email" are called "owners" and differ/],
])('stops at %s', (_case, overrides, problem) => {
  expect(allProblems(overrides)).toEqual([expect.stringMatching(problem)]);
  expect(allProblems(overrides)[0]).toMatch(/^infra\/stages\/src\/prod\.ts: /);
  expect(allProblems(overrides).join()).not.toMatch(/jürgen@|a@example/);
});

it('names everything at once, and repeats no token', () => {
  const problems = allProblems({
    region: 'x',
    password: token,
    telegramApiRoot: `https://api.telegram.org/bot${token}`,
    ...botInfo({ id: token, username: token, firstName: token, token }),
    ...owners({ ...chat, chatId: token }, { ...webhook, name: `https://hooks.example.com/${token}` }),
  });

  expect(problems).toHaveLength(9);
  expect(
    problems.filter((problem) => / has a token in it: .*(never the token|npm run secrets takes it)\.$/.test(problem)),
  ).toHaveLength(8);
  expect(problems.join()).not.toContain('AAexample');
});

it.each<[string, object]>([
  ['other regions', { region: 'us-gov-west-1', logRetentionDays: 3653 }],
  ['a server of their own', { region: 'eusc-de-east-1', telegramApiRoot: 'https://telegram.example.com:8443' }],
  ['no admins', bot({ adminUserIds: [], reservedConcurrency: 900, commandSecrets: ['weather-key'] })],
  ['a plain sender', { mail: { from: "o'neil+pulso@mail.example.com" } }],
  ['addresses without a budget', { alerts: { emails: many } }],
  ['languages in any form', owners(...['en', 'es-MX', 'pt_BR', 'DE'].map((language) => ({ ...chat, language })))],
  ['chats', owners(...['-1001234567890', '424242', '@pulso_owners'].map((chatId) => ({ ...chat, chatId })))],
  ['one list twice', { destinations: { daily: [list, webhook], weekly: [list, webhook] } }],
  ['no mails', { ...owners({ ...chat, messageThreadId: 5, timeZone: 'UTC' }), mail: undefined }],
])('takes %s', (_case, overrides) => {
  expect(allProblems(overrides)).toEqual([]);
});

it.each(['prod', 'prod-eu'])('stops %s where one name is the beginning of the other', (stage) => {
  expect(baseProblems({ ...sound, stage }, ['local', 'prod', 'prod-eu'])).toEqual([
    'infra/stages/src/prod-eu.ts: the name of the stage "prod-eu" begins with "prod-", so that policies and alarms ' +
      'of "prod" take its resources for their own: write another name, as in "eu-prod".',
  ]);
  expect(baseProblems(sound, ['production', 'eu-prod', 'pro'])).toEqual([]);
});
