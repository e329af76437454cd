import { describeProblems } from '../testing/describe-problems';
import { dailyScheduleWith, functionsWith, healthyPorts } from '../testing/healthy-stage';

const mapping = (overrides: object) => ({
  readMappings: async (name: string) => {
    const mappings = await healthyPorts.readMappings(name);
    return name.endsWith('aggregator') ? mappings.map((one) => ({ ...one, ...overrides })) : mappings;
  },
});

describeProblems('concurrency', [
  [
    'a new account',
    { readConcurrency: async () => ({ limit: 10, unreserved: 10 }) },
    /^warning: .*10 invocations .* may take 37.* → .*L-B99A9384/,
  ],
]);

describeProblems('insights', [
  ['others query a lot', { countRunningQueries: async () => 85 }, /^warning: .*85 of 100/],
]);

describeProblems('functions', [
  [
    'a function was stopped by hand',
    { readReservedConcurrency: async (name) => (name === 'pulso-prod-bot' ? 0 : undefined) },
    /^failed: pulso-prod-bot was stopped: its reserved concurrency is 0 → npm run deploy -- --stage prod --service bot starts it again$/,
  ],
  [
    'a function is not there',
    functionsWith('aggregator', undefined),
    /^failed: .*no function pulso-prod-aggregator.* → .*npm run deploy -- --stage prod --service aggregator/,
  ],
  [
    'a function has failed',
    functionsWith('bot', { state: 'Failed', stateReason: 'no role' }),
    /^failed: .*pulso-prod-bot has failed: no role/,
  ],
  ['a function is idle', functionsWith('bot', { state: 'Inactive' }), /^warning: .*is Inactive/],
  [
    'an update failed',
    functionsWith('bot', { lastUpdateStatus: 'Failed', lastUpdateReason: 'bad zip' }),
    /^failed: .*last update .* failed: bad zip/,
  ],
  ['an update goes on', functionsWith('bot', { lastUpdateStatus: 'InProgress' }), /^warning: .*InProgress/],
  ['an older runtime', functionsWith('bot', { runtime: 'nodejs20.x' }), /^warning: .*runs on nodejs20.x/],
]);

describeProblems('tables', [
  [
    'a table is not there',
    { readTableStatus: async (name) => (name === 'pulso-prod-users' ? undefined : 'ACTIVE') },
    /^failed: there is no table pulso-prod-users, without which the bot fails → .*list-backups .*--service bot makes an empty one/,
  ],
  [
    'a table is being restored',
    { readTableStatus: async () => 'CREATING' },
    /^warning: the table pulso-prod-runs is CREATING( → .*)?$/,
  ],
]);

describeProblems('logs', [
  [
    'a log group is not there',
    { readLogGroupNames: async () => ['/aws/lambda/pulso-prod-notifier'] },
    /^failed: there is no log group \/aws\/lambda\/pulso-prod-bot: usage is not recorded.* → .*--service bot$/,
  ],
]);

describeProblems('mappings', [
  ['no mapping', { readMappings: async () => [] }, /^failed: .*query-worker does not consume query-jobs/],
  ['a mapping of another queue', mapping({ queueName: 'other' }), /^failed: .*aggregator does not consume run-events/],
  [
    'a disabled mapping',
    mapping({ state: 'Disabled' }),
    /^failed: .*is Disabled: messages wait.* → .*--enabled --uuid uuid-1/,
  ],
  ['a mapping that changes', mapping({ state: 'Updating' }), /^warning: .*is Updating/],
  [
    'a mapping that can not poll',
    mapping({ lastResult: 'PROBLEM: Function call failed' }),
    /^failed: .*PROBLEM: Function call failed/,
  ],
]);

describeProblems('schedules', [
  ['no schedule', { readSchedule: async () => undefined }, /^failed: .*no schedule pulso-prod-report-daily/],
  ['a disabled schedule', dailyScheduleWith({ state: 'DISABLED' }), /^failed: .*pulso-prod-report-daily is DISABLED/],
  [
    'no check of the webhook',
    {
      readSchedule: async (name) =>
        name.endsWith('webhook-check') ? undefined : await healthyPorts.readSchedule(name),
    },
    /^failed: .*no schedule pulso-prod-webhook-check/,
  ],
  [
    'another time',
    dailyScheduleWith({ expression: 'cron(0 9 * * ? *)' }),
    /^warning: .*cron\(0 9 .* catalogue here says cron\(30 12/,
  ],
  ['another time zone', dailyScheduleWith({ timezone: 'Europe/Berlin' }), /^warning: .*in Europe\/Berlin/],
]);
