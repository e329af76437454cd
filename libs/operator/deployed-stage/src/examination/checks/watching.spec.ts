import { queueNames } from '@pulso/contracts/envelope';

import { describeProblems } from '../testing/describe-problems';
import { deliveredLine, examineWith, healthyPorts, nowMs } from '../testing/healthy-stage';
import { type DoctorPorts } from '../ports';

const alarm = (overrides: object): Partial<DoctorPorts> => ({
  readAlarms: async (prefix) =>
    (await healthyPorts.readAlarms(prefix)).map((one) =>
      one.name === `${prefix}run-events-dlq` ? { ...one, reason: 'a message waits', ...overrides } : one,
    ),
});

const alarmsWithout = (...baseNames: readonly string[]): Partial<DoctorPorts> => ({
  readAlarms: async (prefix) =>
    (await healthyPorts.readAlarms(prefix)).filter(({ name }) => !baseNames.includes(name.slice(prefix.length))),
});

const queue = (name: string, overrides: object): Partial<DoctorPorts> => ({
  readQueue: async (asked) => ({ visible: 0, inFlight: 0, ...(asked === name ? overrides : {}) }),
});

const events = (lines: readonly { atMs: number; message: string }[], isCut = false): Partial<DoctorPorts> => ({
  readEvents: async () => ({ lines, isCut }),
});

describeProblems('alerts', [
  [
    'no topic',
    { readSubscriptions: async () => undefined },
    /^failed: .*no topic pulso-prod-alerts.* → .*--service alerts/,
  ],
  ['no subscription', { readSubscriptions: async () => [] }, /^failed: .*no subscription.* → .*--service alerts$/],
  [
    'a mail that waits for its confirmation',
    { readSubscriptions: async () => [{ protocol: 'email', isConfirmed: false }] },
    /^failed: .*1 subscription of the alarms, and none confirmed.* → .*click the link/,
  ],
  [
    'one of two that waits',
    {
      readSubscriptions: async () => [
        { protocol: 'email', isConfirmed: true },
        { protocol: 'email', isConfirmed: false },
      ],
    },
    /^warning: .*1 subscription not confirmed/,
  ],
]);

describeProblems('alarms', [
  ['no alarms', { readAlarms: async () => [] }, /^failed: .*no alarms.* → npm run deploy -- --stage prod$/],
  [
    'an alarm that was deleted, while all others are well',
    alarmsWithout('report-daily-missing'),
    /^failed: the stack dispatcher lacks 1 alarm: report-daily-missing → .*--service dispatcher$/,
  ],
  [
    'a stack without its alarms',
    alarmsWithout('bot-errors', 'bot-throttles', 'bot-duration', 'bot-url-4xx'),
    /^failed: the stack bot lacks 4 alarms: bot-errors, bot-throttles, bot-duration and 1 more( → .*)?$/,
  ],
  [
    'an alarm that is on',
    alarm({ state: 'ALARM' }),
    /^failed: .*run-events-dlq is on: a message waits.* → .*docs\/operations.md/,
  ],
  [
    'an alarm that tells no person',
    alarm({ hasActions: false }),
    /^warning: .*1 tell no person when they go off: run-events-dlq.* → npm run deploy -- --stage prod$/,
  ],
]);

describeProblems('queues', [
  [
    'a dead letter',
    queue('pulso-prod-query-jobs-dlq', { visible: 1 }),
    /^failed: .*1 dead letter in pulso-prod-query-jobs-dlq.* → .*redrive/,
  ],
  [
    'a dead letter that an operator is reading',
    queue('pulso-prod-query-jobs-dlq', { inFlight: 1 }),
    /^failed: .*1 dead letter in pulso-prod-query-jobs-dlq/,
  ],
  [
    'an event that a schedule could not hand over',
    queue('pulso-prod-report-schedules-dlq', { visible: 2 }),
    /^failed: .*2 dead letters in pulso-prod-report-schedules-dlq/,
  ],
  ['many messages', queue('pulso-prod-query-jobs', { visible: 2_000 }), /^warning: .*2000 messages wait/],
  [
    'no queue',
    { readQueue: async () => undefined },
    /^failed: .*no queue pulso-prod-query-jobs → npm run deploy -- --stage prod --service query-worker$/,
  ],
  [
    'no queue of what schedules could not hand over',
    { readQueue: async () => undefined },
    /^failed: .*no queue pulso-prod-report-schedules-dlq → .*--service dispatcher$/,
  ],
]);

describeProblems('waiting', [
  [
    'an old message',
    { readOldestAges: async () => new Map([['pulso-prod-run-events', 7_200]]) },
    /^warning: .*pulso-prod-run-events has waited for 2 h/,
  ],
  [
    'a message that will be lost',
    { readOldestAges: async () => new Map([['pulso-prod-run-events', 300_000]]) },
    /^failed: .*forgets it after 4 days/,
  ],
]);

describeProblems('reports', [
  [
    'a report that did not come',
    events([]),
    /^failed: .*daily: the run of 2026-11-27 12:30 UTC was not delivered.* → .*npm run report -- --stage prod --id daily/,
  ],
  [
    'a report of yesterday alone',
    events([deliveredLine({ runId: 'daily/schedule/2026-11-26T12:30:00.000Z' })]),
    /^failed: .*was not delivered/,
  ],
  ['progress alone', events([deliveredLine({ state: 'progress' })]), /^failed: .*was not delivered/],
  ['a partial report', events([deliveredLine({ state: 'partial' })]), /^warning: .*59 min ago, partial/],
  ['a log that is too long', events([], true), /^warning: .*not known, as there are too many log lines/],
  ['no log', { readEvents: async () => undefined }, /^failed: .*no log/],
  ['no schedule', { readSchedule: async () => undefined }, /^warning: .*daily is not scheduled/],
]);

it('queues: counts the messages of a large run, those at work too, without a warning', async () => {
  const findings = await examineWith(queue('pulso-prod-query-jobs', { visible: 1_500, inFlight: 2 }));

  expect(findings).toContainEqual({
    area: 'queues',
    verdict: 'ok',
    text: `1502 messages in ${queueNames.length} queues, no dead letters`,
  });
});

it.each([
  ['still waits for', 24, 'ok'],
  ['misses', 25, 'failed'],
])('reports: %s a report %d minutes after its schedule', async (_what, minutes, verdict) => {
  const ofYesterday = deliveredLine({ runId: 'daily/schedule/2026-11-26T12:30:00.000Z' });

  const findings = await examineWith(events([ofYesterday]), { nowMs: nowMs - 3_600_000 + minutes * 60_000 });

  expect(findings.filter(({ text }) => text.startsWith('daily: '))).toMatchObject([{ verdict }]);
});
