import { fewestAlarmCount, lifeMetricCount, usageMetricCount } from './deployed-parts';
import { idleUsage, reportUsage } from './report-usage';
import { type Design, type Usage } from './usage';
import { watchUsage } from './watch-usage';
import { type Workload, daysPerMonth } from './workload';

/** Most of the answer is the request to Telegram with its TLS handshake. */
const answerGb = 4e-6;

/** How long parameters are kept in memory, per day. */
const secretReadsPerDay = 288;
const botSecretCount = 3;

/** Lists what a month uses, by the day where it is the same on every day. */
export function listUsage(design: Design, workload: Workload): readonly Usage[] {
  return [
    ...monthOf([...botUsage(workload), ...scanUsage(workload), ...watchUsage(design, workload)]),
    ...listOrchestration(design, workload),
    ...storedUsage(workload),
    ...listWatching(design, workload),
  ];
}

/** Lists what makes a month's reports of a bot's logs, without the scans, which are the same for each design. */
export const listOrchestration = (design: Design, workload: Workload): readonly Usage[] =>
  monthOf([...reportUsage[design](workload), ...idleUsage(design, workload)]);

const monthOf = (perDay: readonly Usage[]): readonly Usage[] =>
  used(perDay).map((usage) => ({ ...usage, quantity: usage.quantity * daysPerMonth }));

const used = (usages: readonly Usage[]): readonly Usage[] => usages.filter(({ quantity }) => quantity > 0);

/** The bot is the same whoever reports on it. */
function botUsage({ requestsPerDay, gbPerDay, p95Ms, memoryMb, isTraced }: Workload): readonly Usage[] {
  return [
    { price: 'lambdaRequest', quantity: requestsPerDay, what: 'bot' },
    { price: 'lambdaGbSecond', quantity: (requestsPerDay * p95Ms * memoryMb) / 1000 / 1024, what: 'bot' },
    { price: 'dynamoDbWrite', quantity: requestsPerDay * 3, what: 'claims of updates, first requests' },
    { price: 'dynamoDbRead', quantity: requestsPerDay, what: 'how many people there are' },
    { price: 'logsIngestedGb', quantity: gbPerDay, what: 'usage records and log lines' },
    { price: 'transferredGb', quantity: requestsPerDay * answerGb, what: 'answers to Telegram' },
    { price: 'kmsRequest', quantity: Math.min(requestsPerDay, secretReadsPerDay) * botSecretCount, what: 'secrets' },
    { price: 'trace', quantity: isTraced ? requestsPerDay : 0, what: 'bot' },
  ];
}

const scanUsage = ({ questionCount, gbPerDay }: Workload): readonly Usage[] => [
  { price: 'logsScannedGb', quantity: questionCount * gbPerDay, what: 'questions of the report' },
];

/** What is paid by the month, however the bot is reported on. */
const storedUsage = ({ gbPerDay, retentionDays }: Workload): readonly Usage[] =>
  used([
    // Counted as written; AWS bills what is left of it after compression.
    { price: 'logsStoredGbMonth', quantity: gbPerDay * retentionDays, what: `log lines of ${retentionDays} days` },
    { price: 'customMetric', quantity: usageMetricCount, what: 'metrics of usage records' },
  ]);

/** Lists what a month uses to tell an operator of failures. */
export function listWatching(design: Design, { alarmCount, dashboardCount }: Workload): readonly Usage[] {
  const isPulso = design === 'pulso';
  return used([
    { price: 'customMetric', quantity: isPulso ? lifeMetricCount : 0, what: 'metrics of signs of life' },
    { price: 'alarm', quantity: isPulso ? alarmCount : Math.min(alarmCount, fewestAlarmCount), what: 'alarms' },
    { price: 'dashboard', quantity: isPulso ? dashboardCount : 0, what: 'dashboards' },
  ]);
}
