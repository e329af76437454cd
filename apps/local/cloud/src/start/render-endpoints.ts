import { resourceName } from '@pulso/contracts/envelope';

import { type LocalCloud } from '../cloud/local-cloud';
import { quoteForShell } from './env-file';

/** The user of the example, who has not talked to the bot before. */
export const exampleUser = { id: 42, first_name: 'Ada' } as const;

/** How the user is called who may ask for reports. */
export const adminName = 'Admin';

/** @returns The Telegram user who may ask for reports, as the bot's stack names them; undefined when it names none. */
export function adminUserIdOf({ definition }: Pick<LocalCloud, 'definition'>): number | undefined {
  const [first] = definition.functions.flatMap(({ environment }) => environment['ADMIN_USER_IDS']?.split(',') ?? []);
  const id = Number(first);
  return first && Number.isSafeInteger(id) ? id : undefined;
}

/** Says what there is and how to reach it, one line per service, then what to try. */
export function renderEndpoints(
  cloud: LocalCloud,
  { consoleUrl, envFile }: { readonly consoleUrl: string; readonly envFile: string | undefined },
): string {
  const { settings, botApi, webhookUrl, definition, clock, mailFolder } = cloud;
  const { accessKeyId, secretAccessKey } = settings.credentials;
  const prefix = resourceName(cloud.stage, '');
  const names = (items: readonly { readonly name: string }[]): string =>
    items.map(({ name }) => name.replace(prefix, '')).join(', ');
  const services: [name: string, text: string][] = [
    ['sqs', `${definition.queues.length} queues: ${names(definition.queues)}`],
    ['dynamodb', `${definition.tables.length} tables: ${names(definition.tables)}`],
    ['logs', `${definition.logGroups.length} log groups`],
    ['lambda', `${definition.functions.length} functions: ${names(definition.functions)}`],
    ['scheduler', `${definition.schedules.length} schedules: ${names(definition.schedules)}`],
    ['ssm', `${definition.parameters.length} parameters`],
    ['ses', `e-mail from and to everybody, kept in ${mailFolder}`],
    ['sts', `account ${definition.accountId}`],
    ['telegram', `${botApi.url}  (the Bot API of @${botUsernameOf(cloud)})`],
    ['webhook', `${webhookUrl}  (the bot's function URL)`],
  ];
  const adminId = adminUserIdOf(cloud);
  return [
    'The local cloud is up. See it in the browser:',
    '',
    `  ${consoleUrl}`,
    '',
    `  AWS        ${settings.endpoint}  (${settings.region}, keys ${accessKeyId} ${secretAccessKey})`,
    ...services.map(([name, text]) => `  ${name.padEnd(9)}  ${text}`),
    `  names      begin with ${prefix}; the clock shows ${new Date(clock.nowMs()).toISOString()}`,
    '',
    clientLine(envFile),
    '',
    `Push an update as Telegram would${adminId === undefined ? '' : ', here an admin who asks for a report'} (each time with other ids):`,
    '',
    ...exampleCall(cloud, adminId),
    '',
    'Log lines of the functions follow (time, service, request), and what the bot sends. Ctrl-C stops it.',
    '',
    '',
  ].join('\n');
}

/** For a reader without the documentation: the file is what other clients need. */
const clientLine = (envFile: string | undefined): string =>
  envFile === undefined
    ? 'For the AWS CLI and other clients: start it with --env tmp/local-cloud.env'
    : `Variables for other clients: set -a; . ${quoteForShell(envFile)}; set +a`;

const botUsernameOf = ({ definition }: LocalCloud): string =>
  definition.functions.flatMap(({ environment }) => environment['BOT_USERNAME'] ?? [])[0] ?? '';

/** @see https://core.telegram.org/bots/api#update */
function exampleCall({ webhookUrl, webhookSecret, clock }: LocalCloud, adminId: number | undefined): string[] {
  const user = adminId === undefined ? exampleUser : { id: adminId, first_name: adminName };
  const nowSeconds = Math.floor(clock.nowMs() / 1000);
  const update = {
    // Those of the console's people count from 1: to the bot, this must not be one of them that comes again.
    update_id: nowSeconds,
    message: {
      message_id: nowSeconds,
      date: nowSeconds,
      chat: { ...user, type: 'private' },
      from: { ...user, is_bot: false },
      text: adminId === undefined ? '/start' : '/report',
    },
  };
  return [
    `  curl ${webhookUrl} -H 'content-type: application/json' -H 'x-telegram-bot-api-secret-token: ${webhookSecret}' \\`,
    `    -d '${JSON.stringify(update)}'`,
  ];
}
