import { describeProblems } from '../testing/describe-problems';
import { dailyScheduleWith, deployedFunction, functionsWith, healthyPorts } from '../testing/healthy-stage';
import { type DoctorPorts } from '../ports';

const mapping =
  (overrides: object): DoctorPorts['readMappings'] =>
  async (name) => {
    const [first] = await healthyPorts.readMappings(name);
    return name.endsWith('aggregator') && first ? [{ ...first, ...overrides }] : [...(first ? [first] : [])];
  };

describeProblems('the checks of what is deployed', [
  [
    'concurrency',
    'a new account',
    { readConcurrency: async () => ({ limit: 10, unreserved: 10 }) },
    'warning',
    /10 invocations .* may take 37/,
    /L-B99A9384/,
  ],
  ['insights', 'others query a lot', { countRunningQueries: async () => 85 }, 'warning', /85 of 100/],
  [
    'functions',
    'a function was stopped by hand',
    { readReservedConcurrency: async (name) => (name === 'pulso-prod-bot' ? 0 : undefined) },
    'failed',
    /^pulso-prod-bot was stopped: its reserved concurrency is 0$/,
    /^npm run deploy -- --stage prod --service bot starts it again$/,
  ],
  [
    'tables',
    'a table is not there',
    { readTableStatus: async (name) => (name === 'pulso-prod-users' ? undefined : 'ACTIVE') },
    'failed',
    /^there is no table pulso-prod-users, without which the bot fails$/,
    /list-backups .*--service bot makes an empty one/,
  ],
  [
    'tables',
    'a table is being restored',
    { readTableStatus: async () => 'CREATING' },
    'warning',
    /^the table pulso-prod-runs is CREATING$/,
  ],
  [
    'logs',
    'a log group is not there',
    { readLogGroupNames: async () => ['/aws/lambda/pulso-prod-notifier'] },
    'failed',
    /^there is no log group \/aws\/lambda\/pulso-prod-bot: usage is not recorded/,
    /--service bot$/,
  ],
  [
    'functions',
    'a function is not there',
    { readFunction: functionsWith('aggregator', undefined) },
    'failed',
    /no function pulso-prod-aggregator/,
    /npm run deploy -- --stage prod --service aggregator/,
  ],
  [
    'functions',
    'a function has failed',
    { readFunction: functionsWith('bot', deployedFunction('bot', { state: 'Failed', stateReason: 'no role' })) },
    'failed',
    /pulso-prod-bot has failed: no role/,
  ],
  [
    'functions',
    'a function is idle',
    { readFunction: functionsWith('bot', deployedFunction('bot', { state: 'Inactive' })) },
    'warning',
    /is Inactive/,
  ],
  [
    'functions',
    'an update failed',
    {
      readFunction: functionsWith(
        'bot',
        deployedFunction('bot', { lastUpdateStatus: 'Failed', lastUpdateReason: 'bad zip' }),
      ),
    },
    'failed',
    /last update .* failed: bad zip/,
  ],
  [
    'functions',
    'an update goes on',
    { readFunction: functionsWith('bot', deployedFunction('bot', { lastUpdateStatus: 'InProgress' })) },
    'warning',
    /InProgress/,
  ],
  [
    'functions',
    'an older runtime',
    { readFunction: functionsWith('bot', deployedFunction('bot', { runtime: 'nodejs20.x' })) },
    'warning',
    /runs on nodejs20.x/,
  ],
  ['mappings', 'no mapping', { readMappings: async () => [] }, 'failed', /query-worker does not consume query-jobs/],
  [
    'mappings',
    'a mapping of another queue',
    { readMappings: mapping({ queueName: 'other' }) },
    'failed',
    /aggregator does not consume run-events/,
  ],
  [
    'mappings',
    'a disabled mapping',
    { readMappings: mapping({ state: 'Disabled' }) },
    'failed',
    /is Disabled: messages wait/,
    /--enabled --uuid uuid-1/,
  ],
  ['mappings', 'a mapping that changes', { readMappings: mapping({ state: 'Updating' }) }, 'warning', /is Updating/],
  [
    'mappings',
    'a mapping that can not poll',
    { readMappings: mapping({ lastResult: 'PROBLEM: Function call failed' }) },
    'failed',
    /PROBLEM: Function call failed/,
  ],
  [
    'schedules',
    'no schedule',
    { readSchedule: async () => undefined },
    'failed',
    /no schedule pulso-prod-report-daily/,
  ],
  [
    'schedules',
    'a disabled schedule',
    { readSchedule: dailyScheduleWith({ state: 'DISABLED' }) },
    'failed',
    /pulso-prod-report-daily is DISABLED/,
  ],
  [
    'schedules',
    'no check of the webhook',
    {
      readSchedule: async (name) =>
        name.endsWith('webhook-check') ? undefined : await healthyPorts.readSchedule(name),
    },
    'failed',
    /no schedule pulso-prod-webhook-check/,
  ],
  [
    'schedules',
    'another time',
    { readSchedule: dailyScheduleWith({ expression: 'cron(0 9 * * ? *)' }) },
    'warning',
    /cron\(0 9 .* catalogue here says cron\(30 12/,
  ],
  [
    'schedules',
    'another time zone',
    { readSchedule: dailyScheduleWith({ timezone: 'Europe/Berlin' }) },
    'warning',
    /in Europe\/Berlin/,
  ],
]);
