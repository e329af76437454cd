import { deployedParts, fewestAlarmCount, lifeMetricCount, usageMetricCount } from './deployed-parts';
import { type PriceId } from './public-prices';
import { type Workload, daysPerMonth } from './workload';

/** Something that a month uses of one price. */
export interface Usage {
  readonly price: PriceId;
  readonly quantity: number;
  /** What for. */
  readonly what: string;
}

/** A way to do the same job. */
export type Design = 'pulso' | 'one-lambda' | 'step-functions';

/**
 * An idle mapping with a maximum concurrency keeps five pollers, each of which asks for 20 s.
 *
 * Unverified: AWS documents the pollers of a mapping that was just created, not those of an idle one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const idlePollsPerDay = (5 * 86_400) / 20;

/** Most of the answer is the request to Telegram with its TLS handshake. */
const answerGb = 4e-6;

/** How long parameters are kept in memory, per day. */
const secretReadsPerDay = 288;
const botSecretCount = 3;

/** How long the functions behind the report take, cold start included, s. */
const seconds = { dispatcher: 0.6, queryWorker: 0.25, aggregator: 0.2, sweep: 0.1, notifier: 0.6 };

/** A query is started by one invocation and read by the next. */
const invocationsPerQuestion = 2;

/** A placeholder or the first state, then the report. */
const updatesPerDestination = 2;

/** Send, receive and delete. */
const requestsPerMessage = 3;

/** How long Logs Insights takes for a query of a small log, and between two calls of ten a second, s. */
const querySeconds = 6;
const callsPerQuestion = 3;
const callsPerSecond = 10;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const longestInvocationSeconds = 900;

/** The most queries whose calls fit into one invocation. */
export const mostQuestionsOfOneLambda = (longestInvocationSeconds * callsPerSecond) / callsPerQuestion;

/** Lists what a month uses, by the day where it is the same on every day. */
export function listUsage(design: Design, workload: Workload): readonly Usage[] {
  const perDay = [...botUsage(workload), ...scanUsage(workload), ...reportUsage[design](workload)];
  return [
    ...perDay.map((usage) => ({ ...usage, quantity: usage.quantity * daysPerMonth })),
    ...monthUsage(design, workload),
  ].filter(({ quantity }) => quantity > 0);
}

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

type ReportUsage = (workload: Workload) => readonly Usage[];

const reportUsage: Readonly<Record<Design, ReportUsage>> = {
  pulso: ({ questionCount, destinationCount, mailCount, memoryMb }) => {
    const { polledQueueCount, sweepsPerDay } = deployedParts;
    const gb = memoryMb / 1024;
    const eventCount = questionCount + 2;
    const updateCount = destinationCount * updatesPerDestination;
    const jobCount = questionCount * invocationsPerQuestion;
    const runSeconds =
      seconds.dispatcher +
      jobCount * seconds.queryWorker +
      eventCount * seconds.aggregator +
      updateCount * seconds.notifier;
    return [
      { price: 'lambdaRequest', quantity: 1 + jobCount + eventCount + updateCount, what: 'report' },
      { price: 'lambdaGbSecond', quantity: runSeconds * gb, what: 'report' },
      { price: 'lambdaRequest', quantity: sweepsPerDay, what: 'sweep every five minutes' },
      { price: 'lambdaGbSecond', quantity: sweepsPerDay * seconds.sweep * gb, what: 'sweep every five minutes' },
      {
        price: 'sqsRequest',
        quantity: polledQueueCount * idlePollsPerDay,
        what: `idle polling of ${polledQueueCount} queues`,
      },
      {
        price: 'sqsRequest',
        quantity: (jobCount + eventCount + updateCount + sweepsPerDay) * requestsPerMessage,
        what: 'messages',
      },
      { price: 'dynamoDbWrite', quantity: 10 + questionCount * 4 + updateCount * 2, what: 'runs and deliveries' },
      { price: 'dynamoDbRead', quantity: sweepsPerDay * 3 + questionCount * 2, what: 'sweep, runs' },
      { price: 'schedule', quantity: 1 + sweepsPerDay, what: 'report and sweep' },
      { price: 'mail', quantity: mailCount, what: 'mails' },
    ];
  },
  'one-lambda': ({ questionCount, destinationCount, mailCount, memoryMb }) => {
    const runSeconds = Math.max(querySeconds, (questionCount * callsPerQuestion) / callsPerSecond);
    const sendSeconds = destinationCount * seconds.notifier;
    return [
      { price: 'lambdaRequest', quantity: 1, what: 'report' },
      { price: 'lambdaGbSecond', quantity: ((runSeconds + sendSeconds) * memoryMb) / 1024, what: 'report' },
      { price: 'schedule', quantity: 1, what: 'report' },
      { price: 'mail', quantity: mailCount, what: 'mails' },
    ];
  },
  'step-functions': ({ questionCount, destinationCount, mailCount, memoryMb }) => {
    const sendSeconds = destinationCount * seconds.notifier;
    return [
      // Start, wait, poll and decide until it is there, collect; and what surrounds them.
      { price: 'stateTransition', quantity: questionCount * 8 + 6, what: 'report' },
      { price: 'lambdaRequest', quantity: 1, what: 'report: rendering and sending' },
      { price: 'lambdaGbSecond', quantity: (sendSeconds * memoryMb) / 1024, what: 'report: rendering and sending' },
      { price: 'schedule', quantity: 1, what: 'report' },
      { price: 'mail', quantity: mailCount, what: 'mails' },
    ];
  },
};

/** What is paid by the month. */
function monthUsage(design: Design, workload: Workload): readonly Usage[] {
  const { gbPerDay, retentionDays, alarmCount, dashboardCount } = workload;
  const isPulso = design === 'pulso';
  return [
    // Counted as written; AWS bills what is left of it after compression.
    { price: 'logsStoredGbMonth', quantity: gbPerDay * retentionDays, what: `log lines of ${retentionDays} days` },
    { price: 'customMetric', quantity: usageMetricCount, what: 'metrics of usage records' },
    { price: 'customMetric', quantity: isPulso ? lifeMetricCount : 0, what: 'metrics of signs of life' },
    { price: 'alarm', quantity: isPulso ? alarmCount : Math.min(alarmCount, fewestAlarmCount), what: 'alarms' },
    { price: 'dashboard', quantity: isPulso ? dashboardCount : 0, what: 'dashboards' },
  ];
}
