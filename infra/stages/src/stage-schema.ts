import { secretParameters, webhookParameter } from '@pulso/contracts/envelope';
import { isUnsubscribeAddress, mailboxOf, reportLanguages, webhookFormats } from '@pulso/contracts/report-plan';
import * as z from 'zod/mini';

import { type AlertSettings, type BotSettings, type MailSettings, type StageSettings } from './stage-settings';

/** The rules of every field of a settings file. A rule says what to write; {@link problemWith} names the problem. */

interface RuleOptions {
  /** The value in `prod.ts` until its operator writes one. It may be synthesized, but not deployed. */
  readonly placeholder?: number | string;
  /** True: the message must not repeat the value, which may be an address or a misplaced secret. */
  readonly isPrivate?: boolean;
}

const rule = (remedy: string, isRight: (value: unknown) => boolean, options: RuleOptions = {}) =>
  z.custom((value) => value !== options.placeholder && !holdsToken(value) && isRight(value), {
    error: ({ input }) => problemWith(input, remedy, options),
  });

/** A bot's token. @see https://core.telegram.org/bots/api#authorizing-your-bot */
const holdsToken = (value: unknown): boolean => typeof value === 'string' && /\d{5,}:[\w-]{8,}/.test(value);

function problemWith(value: unknown, remedy: string, { placeholder, isPrivate }: RuleOptions): string {
  if (value === undefined) return `is missing: ${remedy}`;
  if (value === placeholder) return `is still ${placeholder}: ${remedy}`;
  if (holdsToken(value)) return `has a token in it: ${remedy}, and never the token`;
  const isShown = !isPrivate && (typeof value === 'number' || typeof value === 'string');
  return isShown ? `is ${JSON.stringify(value)}: ${remedy}` : `is not as it must be: ${remedy}`;
}

/** An object without unknown fields: a typo in an optional field's name would leave it out silently. */
const fields = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code, keys, input }) =>
      code === 'unrecognized_keys' && Array.isArray(keys)
        ? keys.map((key) => unknownField(String(key), Object(input)[key], Object.keys(shape))).join('\n')
        : 'is no object: write its fields in braces',
  });

const unknownField = (name: string, value: unknown, known: readonly string[]): string =>
  holdsToken(value)
    ? `${name} has a token in it: leave it out, a secret belongs into no file, npm run secrets takes it`
    : `${name} is a field that nothing reads: leave it out, or write one of ${known.join(', ')}`;

const list = (item: z.ZodMiniType, remedy: string) => z.array(item, { error: `is no list: ${remedy}` });

type Shape<Settings> = Readonly<Record<keyof Settings, z.ZodMiniType>>;

const isText = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);
const isOneOf = (values: readonly unknown[]) => (value: unknown) => values.includes(value);
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0;
const isUnique = (values: readonly unknown[]) => new Set(values).size === values.length;

/** Only ASCII: SES takes nothing else before the `@`, and Punycode after it. */
const isMailAddress = isText(/^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i);
const mailAddress = rule('write an e-mail address, as in name@example.com', isMailAddress, { isPrivate: true });

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * Regions in which Lambda lacks function URLs (November 2026), so that Telegram can't call the bot.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
 */
const isRegionWithoutUrls =
  /^(ap-east-2|ap-south-2|ap-southeast-[4567]|ca-west-1|eu-central-2|eu-south-2|il-central-1|me-central-1)$/;

const isRegion = (value: unknown) => isText(/^[a-z]{2,4}(-[a-z]+)+-\d$/)(value) && !isText(isRegionWithoutUrls)(value);

const isHttpsOrigin = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith('https://') && URL.canParse(value) && new URL(value).origin === value;

const timeZone = rule('write a time zone such as Europe/Madrid, or leave it out for UTC', (value) => {
  try {
    return typeof value === 'string' && Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
});

const base = fields({
  stage: rule("write the stage's name, up to 16 of a-z, 0-9 and hyphens", isText(/^[a-z][a-z0-9-]{0,15}$/)),
  region: rule(
    'write the code of a region in which Lambda has function URLs, which Telegram calls, such as eu-central-1',
    isRegion,
  ),
  accountId: rule(
    'write the 12 digits of the account to deploy to, in quotes, which "aws sts get-caller-identity" tells',
    isText(/^\d{12}$/),
    { placeholder: '000000000000' },
  ),
  telegramApiRoot: rule(
    'write https://api.telegram.org, or the https address of your own server, without a slash at the end',
    isHttpsOrigin,
    { isPrivate: true },
  ),
  foreignLogGroups: list(rule("write a log group's name", isText(/./)), 'write names of log groups, or []'),
  logRetentionDays: rule(
    `write a number of days that CloudWatch takes: ${retentionDays.join(', ')}`,
    isOneOf(retentionDays),
  ),
  protectsData: rule('write true or false', isBoolean),
  tracing: rule("write 'Active' or 'PassThrough'", isOneOf(['Active', 'PassThrough'])),
  watch: z.optional(rule("write 'hourly' or 'off'", isOneOf(['hourly', 'off']))),
  timeZone: z.optional(timeZone),
  // Separate parts, see below.
  bot: z.optional(z.unknown()),
  destinations: z.optional(z.unknown()),
  mail: z.optional(z.unknown()),
  alerts: z.optional(z.unknown()),
} satisfies Shape<Required<StageSettings>>);

const commandSecrets = "write names such as 'weather-key', of a-z, 0-9 and hyphens; npm run secrets takes their values";

const bot = fields({
  adminUserIds: list(
    rule("write a person's user id, a whole number above 0 without quotes", isCount, { placeholder: 1 }),
    'write the user ids of those who may ask for reports, as in [424242], or []',
  ),
  botInfo: fields({
    id: rule("write your bot's id, the digits before the colon of its token, without quotes", isCount, {
      placeholder: 1,
    }),
    username: rule('write the username that BotFather has confirmed, without @', isText(/^\w{3,32}$/), {
      placeholder: 'ReplaceMeBot',
    }),
    firstName: rule('write the name that people see above the chat', isText(/\S/), { placeholder: 'Replace me' }),
  } satisfies Shape<BotSettings['botInfo']>),
  // An account reserves at most 900 of its quota of 1,000: 100 stay for the other functions.
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
  reservedConcurrency: z.optional(
    rule('write a whole number from 1 to 900, or leave it out', (value) => isCount(value) && Number(value) <= 900),
  ),
  commandSecrets: z.optional(
    // One call reads them together with the bot's three secrets; it takes ten.
    list(rule(commandSecrets, isText(/^[a-z0-9][a-z0-9-]{0,39}$/), { isPrivate: true }), commandSecrets).check(
      z.maxLength(7, { error: 'has more than 7 names: leave some out' }),
      z.refine(isUnique, { error: 'has a name twice: write it once' }),
    ),
  ),
} satisfies Shape<Required<BotSettings>>);

const emails = list(mailAddress, "write addresses, as in ['me@example.com']").check(
  z.minLength(1, { error: "is empty, and nobody gets the alarms: write an address, as in ['me@example.com']" }),
  z.refine(isUnique, { error: 'has an address twice: write it once' }),
);

const alerts = fields({
  emails,
  monthlyBudgetUsd: z.optional(
    rule('write more than 0, or leave it out for no budget', (value) => typeof value === 'number' && value > 0),
  ),
} satisfies Shape<Required<AlertSettings>>).check(
  // https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_NotificationWithSubscribers.html
  z.refine((value) => value.monthlyBudgetUsd === undefined || value.emails.length <= 10, {
    path: ['emails'],
    error: "has more than the 10 addresses that a budget mails: write a list's address, or leave monthlyBudgetUsd out",
  }),
);

const mail = fields({
  from: rule(
    'write an address or "Name <address>", in one line',
    (value) => isText(/^[^\r\n]+$/)(value) && isMailAddress(mailboxOf(String(value)).address),
    { isPrivate: true },
  ),
  configurationSetName: z.optional(rule('write the name of a configuration set of SES', isText(/./))),
  unsubscribe: z.optional(
    rule(
      'write an https or mailto address, as in mailto:name@example.com',
      (value) => typeof value === 'string' && isUnsubscribeAddress(value),
      { isPrivate: true },
    ),
  ),
} satisfies Shape<Required<MailSettings>>);

/** One of the languages, with or without a region. Reports read an underscore as a hyphen. */
const languageTag = new RegExp(`^(?:${reportLanguages.join('|')})(?:[-_][a-z0-9]+)*$`, 'i');

const reader = {
  language: z.optional(
    rule(
      `write one of ${reportLanguages.join(', ')}, with a region or without (pt-br), or leave it out for English`,
      isText(languageTag),
    ),
  ),
  timeZone: z.optional(timeZone),
};

const isWebhookName = (value: unknown): boolean =>
  isText(/^[a-z0-9][a-z0-9-]{0,39}$/)(value) &&
  !Object.values<string>(secretParameters).includes(webhookParameter(String(value)));

const destination = z.discriminatedUnion(
  'type',
  [
    fields({
      type: z.literal('telegram'),
      // A number of Telegram's, negative for groups and channels. https://core.telegram.org/bots/api#sendmessage
      chatId: rule(
        "write the id of your chat in quotes, such as '-1001234567890', or the '@name' of a public channel",
        isText(/^(-?[1-9]\d{0,15}|@\w{4,32})$/),
        { placeholder: '-1000000000000' },
      ),
      // Links of a group give its topic General the number 1, but no message can be sent to a topic 1.
      messageThreadId: z.optional(
        rule(
          'write the number of the topic, without quotes, and leave it out for General',
          (value) => isCount(value) && value !== 1,
        ),
      ),
      showsProgress: rule("write false for closed reports only, or true for a run's progress, too", isBoolean),
      buttons: z.optional(rule('write true or false', isBoolean)),
      ...reader,
    }),
    fields({
      type: z.literal('email'),
      name: rule("write a name for logs, as in 'owners', that is no address", isText(/^[^@]+$/), { isPrivate: true }),
      addresses: list(mailAddress, "write 1 to 50 addresses, as in ['name@example.com']").check(
        z.minLength(1, { error: 'is empty: write 1 to 50 addresses' }),
        z.maxLength(50, { error: 'has more than 50 addresses: write a further destination' }),
      ),
      ...reader,
    }),
    fields({
      type: z.literal('webhook'),
      name: rule('write up to 40 small letters, digits and hyphens, not "secrets" and no address', isWebhookName, {
        isPrivate: true,
      }),
      format: rule(`write one of ${webhookFormats.join(', ')}`, isOneOf(webhookFormats)),
      ...reader,
    }),
  ],
  { error: "is no destination: write type: 'telegram', 'email' or 'webhook'" },
);

const destinations = z.record(z.string(), list(destination, 'write destinations in brackets'), {
  error: "is no object: write lists by name, as in owners: [{ type: 'telegram' }]",
});

/** The parts of a settings file. Problems of a part stop the stack that uses it; problems of `base` stop every stack. */
export const stageSchema = { base, bot, destinations, mail: z.optional(mail), alerts };
