import {
  consumers,
  logGroupName,
  parameterName,
  resourceName,
  secretParameters,
  services,
  webhookParameter,
} from '@pulso/contracts/envelope';
import { type ReportDefinition, ownBot } from '@pulso/domain/reports';

import { type Examination } from '../check';
import { examine } from '../examine';
import { expectedAlarms } from '../expected-alarms';
import { type Finding } from '../finding';
import { type AskTelegram, type DeployedFunction, type DoctorPorts } from '../ports';

export const stage = 'prod';
export const nowMs = Date.parse('2026-11-27T13:30:00Z');
export const botId = 7_000_000_001;

const hourMs = 3_600_000;
const functionUrl = 'https://abc.lambda-url.eu-central-1.on.aws/';

/** Values that no line may hold. */
export const secretValues = {
  botToken: `${botId}:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw`,
  webhookSecret: 'correct-horse-battery-staple',
  pseudonymKey: '0123456789abcdef'.repeat(4),
  webhookUrl: 'https://hooks.example.com/T0/B0/secret-path',
};

const secrets = (overrides: Readonly<Record<string, string | undefined>> = {}): ReadonlyMap<string, string> => {
  const values: Record<string, string | undefined> = {
    [secretParameters.botToken]: secretValues.botToken,
    [secretParameters.webhookSecrets]: secretValues.webhookSecret,
    [secretParameters.pseudonymKey]: secretValues.pseudonymKey,
    [webhookParameter('team')]: JSON.stringify({ url: secretValues.webhookUrl }),
    ...overrides,
  };
  return new Map(
    Object.entries(values).flatMap(([base, value]): [string, string][] =>
      value === undefined ? [] : [[parameterName(stage, base), value]],
    ),
  );
};

const environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bot: { BOT_ID: String(botId), BOT_USERNAME: 'PulsoBot', TELEGRAM_API_ROOT: 'https://api.telegram.org' },
  dispatcher: {
    REPORT_DESTINATIONS: JSON.stringify({
      owners: [
        { type: 'telegram', chatId: '-1001', showsProgress: false },
        { type: 'email', name: 'owners', addresses: ['owner@example.com'] },
        { type: 'webhook', name: 'team', format: 'slack' },
      ],
    }),
  },
  notifier: { MAIL_FROM: 'Pulso <reports@example.com>' },
};

const deployedFunction = (service: string, overrides: Partial<DeployedFunction> = {}): DeployedFunction => ({
  state: 'Active',
  lastUpdateStatus: 'Successful',
  runtime: 'nodejs24.x',
  environment: environments[service] ?? {},
  ...overrides,
});

/** One function otherwise, or not there; those of the others stay. */
export const functionsWith = (service: string, overrides: Partial<DeployedFunction> | undefined) => ({
  readFunction: async (name: string) => {
    if (name !== resourceName(stage, service)) return deployedFunction(baseNameOf(name));
    return overrides && deployedFunction(service, overrides);
  },
});

const baseNameOf = (name: string): string => name.slice(resourceName(stage, '').length);

const telegramAnswers: Readonly<Record<string, object>> = {
  getMe: { id: botId, username: 'PulsoBot', can_join_groups: true, can_read_all_group_messages: false },
  getWebhookInfo: {
    url: functionUrl,
    pending_update_count: 0,
    allowed_updates: ['message', 'callback_query', 'my_chat_member'],
  },
  getMyCommands: [{ command: 'help' }],
  getChat: { type: 'channel', title: 'Reports' },
  getChatMember: { status: 'administrator', can_post_messages: true },
};

/** @param overrides - By method: an answer, or an error to throw. */
export const telegramWith = (overrides: Readonly<Record<string, object>> = {}) => ({
  openTelegram: (): AskTelegram => async (method) => {
    const answer = { ...telegramAnswers, ...overrides }[method];
    if (answer instanceof Error) throw answer;
    return answer;
  },
});

/** As {@link telegramWith}: members of the webhook's state that differ. */
export const webhookWith = (overrides: object) =>
  telegramWith({ getWebhookInfo: { ...telegramAnswers['getWebhookInfo'], ...overrides } });

const reportOf = (id: string, overrides: Partial<ReportDefinition> = {}): ReportDefinition => ({
  id,
  title: { en: id },
  schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
  window: { hours: 24, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [],
  logGroups: ownBot,
  destinations: 'owners',
  ...overrides,
});

const catalogue: readonly ReportDefinition[] = [
  reportOf('daily'),
  reportOf('failures', { onlyIf: { queryId: 'x', above: 1 } }),
  reportOf('watch', { news: [{ queryId: 'x' }] }),
];

/** A line of the notifier about today's run of the daily report. */
export const deliveredLine = (overrides: object = {}): { atMs: number; message: string } => ({
  atMs: nowMs - hourMs + 60_000,
  message: JSON.stringify({ runId: 'daily/schedule/2026-11-27T12:30:00.000Z', state: 'complete', ...overrides }),
});

/** Those that are no report's, by base name. */
const ownSchedules: Readonly<Record<string, string>> = {
  'run-sweep': 'rate(5 minutes)',
  'webhook-check': 'cron(50 0/2 * * ? *)',
};

/** A stage of which every check says ok. */
export const healthyPorts: DoctorPorts = {
  readIdentity: async () => ({
    accountId: '123456789012',
    arn: 'arn:aws:iam::123456789012:user/ada',
    region: 'eu-central-1',
  }),
  readConcurrency: async () => ({ limit: 1_000, unreserved: 990 }),
  countRunningQueries: async () => 3,
  readFunction: async (name) => deployedFunction(baseNameOf(name)),
  readReservedConcurrency: async () => undefined,
  readFunctionUrl: async () => functionUrl,
  readMappings: async (functionName) => {
    const consumed = consumers.find(({ service }) => service === baseNameOf(functionName));
    return [{ id: 'uuid-1', queueName: resourceName(stage, consumed?.queue ?? ''), state: 'Enabled' }];
  },
  readSchedule: async (name) => ({
    state: 'ENABLED',
    expression: ownSchedules[baseNameOf(name)] ?? 'cron(30 12 * * ? *)',
    timezone: 'UTC',
    createdAtMs: nowMs - 240 * hourMs,
  }),
  readParameters: async (names) => new Map([...secrets()].filter(([name]) => names.includes(name))),
  readQueue: async () => ({ visible: 0, inFlight: 0 }),
  readOldestAges: async (names) => new Map(names.map((name) => [name, 20])),
  readTableStatus: async () => 'ACTIVE',
  readLogGroupNames: async () => services.map((service) => logGroupName(stage, service)),
  readMailAccount: async () => ({
    hasProductionAccess: true,
    isSendingEnabled: true,
    enforcementStatus: 'HEALTHY',
    sentLastDay: 3,
    maxPerDay: 50_000,
  }),
  readMailIdentity: async (name) => (name === 'example.com' ? { isVerified: true } : undefined),
  readSubscriptions: async () => [{ protocol: 'email', isConfirmed: true }],
  readAlarms: async (prefix) =>
    expectedAlarms(catalogue).map(({ baseName }) => ({
      name: `${prefix}${baseName}`,
      state: 'OK',
      reason: 'fine',
      hasActions: true,
    })),
  readEvents: async () => ({ lines: [deliveredLine()], isCut: false }),
  ...telegramWith(),
};

/** Examines a stage that differs from a healthy one in these reads. */
export const examineWith = (
  ports: Partial<DoctorPorts> = {},
  examination: Partial<Examination> = {},
): Promise<Finding[]> =>
  examine(
    { stage, expected: { region: 'eu-central-1' }, catalogue, nowMs, ...examination },
    { ports: { ...healthyPorts, ...ports }, limitMs: 1_000, sleep: () => new Promise(() => undefined) },
  );

/** Parameters with other values; undefined: there is none of that name. */
export const parametersWith = (overrides: Readonly<Record<string, string | undefined>>) => ({
  readParameters: async () => secrets(overrides),
});

/** Another schedule of the daily report. */
export const dailyScheduleWith = (overrides: object) => ({
  readSchedule: async (name: string) => {
    const healthy = await healthyPorts.readSchedule(name);
    return healthy && name.endsWith('report-daily') ? { ...healthy, ...overrides } : healthy;
  },
});
