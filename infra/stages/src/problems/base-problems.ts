import { settingsFile } from '../settings-file';
import { type StageSettings } from '../stage-settings';
import { fieldProblems } from './field-problems';
import { stageNameProblems } from './stage-name-problems';

/** What `prod.ts` holds until its operator has written the account's own id. No account has it. */
const placeholderAccountId = '000000000000';

const fields = [
  'stage',
  'region',
  'accountId',
  'telegramApiRoot',
  'foreignLogGroups',
  'logRetentionDays',
  'protectsData',
  'tracing',
  'bot',
  'destinations',
  'watch',
  'timeZone',
  'mail',
  'alerts',
] satisfies (keyof StageSettings)[];

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const regionCode = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

/**
 * Where the bot could have no address: Lambda has no function URLs there, as of November 2026.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
 */
const regionsWithoutFunctionUrls: readonly string[] = [
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
];

/**
 * Finds what a stage must say about itself before it can be deployed. Types do not stop an editor that does not check
 * them, so that values are looked at here.
 *
 * @param stageNames - Of all stages.
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 */
export function baseProblems(settings: StageSettings, stageNames: readonly string[]): string[] {
  const problems = [
    ...fieldProblems('', settings, fields),
    ...accountProblems(settings.accountId),
    ...regionProblems(settings.region),
    ...apiRootProblems(settings.telegramApiRoot),
    ...retentionProblems(settings.logRetentionDays),
    ...watchProblems(settings.watch),
  ];
  return [
    ...problems.map((problem) => `${settingsFile(settings.stage)}: ${problem}.`),
    ...stageNameProblems(settings.stage, stageNames),
  ];
}

const watchProblems = (watch: unknown): string[] =>
  watch === undefined || watch === 'hourly' || watch === 'off'
    ? []
    : [`watch is ${JSON.stringify(watch)}: write 'hourly' or 'off'`];

function accountProblems(accountId: unknown): string[] {
  const remedy = 'write the 12 digits of the account to deploy to, which "aws sts get-caller-identity" tells';
  if (accountId === undefined) return [`accountId is missing: ${remedy}`];
  if (typeof accountId !== 'string') return [`accountId is not in quotes: ${remedy}, as text in quotes`];
  if (accountId === placeholderAccountId) return [`accountId is still ${placeholderAccountId}: ${remedy}`];
  return /^\d{12}$/.test(accountId) ? [] : [`accountId is "${accountId}": ${remedy}`];
}

function regionProblems(region: unknown): string[] {
  if (typeof region !== 'string' || !regionCode.test(region)) {
    return [`region is ${JSON.stringify(region)}, which is no region of AWS: write its code, such as eu-central-1`];
  }
  if (!regionsWithoutFunctionUrls.includes(region)) return [];
  return [
    `region is "${region}", where Lambda has no function URLs, so that Telegram could not call the bot: write another one, ` +
      'or take it off the list in base-problems.ts once Lambda has them there',
  ];
}

/** Without the value: who mistakes it for the address of a method has written the token into it. */
function apiRootProblems(root: unknown): string[] {
  if (typeof root === 'string' && isHttpsOrigin(root)) return [];
  return [
    'telegramApiRoot is no https address without path: write https://api.telegram.org, or that of your own server, ' +
      'without a slash at the end and never with a token',
  ];
}

function isHttpsOrigin(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text) && new URL(text).origin === text;
}

function retentionProblems(days: number): string[] {
  if (retentionDays.includes(days)) return [];
  return [
    `logRetentionDays is ${JSON.stringify(days)}, which CloudWatch does not take: write a number of ` +
      `${retentionDays.join(', ')}`,
  ];
}
