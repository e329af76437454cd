import { deployedParts } from './deployed-parts';
import { type Design, type Usage } from './usage';
import { type Workload, daysPerMonth } from './workload';

/**
 * An idle mapping with a maximum concurrency keeps five pollers, each of which asks for 20 s.
 *
 * Unverified: AWS documents the pollers of a mapping that was just created, not those of an idle one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const idlePollsPerDay = (5 * 86_400) / 20;

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
const mostOperationsOfOneExecution = 3_000;

/**
 * Operations of a durable execution: a branch of a map, a step that starts the query, and a wait for a condition, which
 * counts one more than its polls. Around them are the execution, the map, and a step for each destination.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk.html#durable-operations-checkpoint-consumption
 */
const pollsPerQuestion = callsPerQuestion - 1;
const operationsPerQuestion = 1 + 1 + (1 + pollsPerQuestion);
const operationsPerRun = 2;

/** An estimate: three copies of a result of 2 KB (the poll's, and up to two of the map), and the query's id. */
const durableGbPerQuestion = 7e-6;

/** How long an execution's data is kept by default. */
const durableDays = 14;

/** The id of a scheduled query's run is asked for, then its result. */
const callsPerScheduledQuery = 2;

/** The most queries whose calls fit into one invocation. */
export const mostQuestionsOfOneLambda = (longestInvocationSeconds * callsPerSecond) / callsPerQuestion;

/** The most questions whose operations fit into one durable execution, with a report for one destination. */
export const mostQuestionsOfOneExecution = Math.floor(
  (mostOperationsOfOneExecution - operationsPerRun - 1) / operationsPerQuestion,
);

type ReportUsage = (workload: Workload) => readonly Usage[];

/** What makes one report from the bot's logs, without the scans, which are the same for each design. */
export const reportUsage: Readonly<Record<Design, ReportUsage>> = {
  pulso: ({ questionCount, destinationCount, mailCount, memoryMb }) => {
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
      {
        price: 'sqsRequest',
        quantity: (jobCount + eventCount + updateCount) * requestsPerMessage,
        what: 'messages of the report',
      },
      { price: 'dynamoDbWrite', quantity: 10 + questionCount * 4 + updateCount * 2, what: 'runs and deliveries' },
      { price: 'dynamoDbRead', quantity: questionCount * 2, what: 'runs' },
      { price: 'schedule', quantity: 1, what: 'report' },
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
  'durable-function': ({ questionCount, destinationCount, mailCount, memoryMb }) => {
    // All questions start together. So the function is resumed once for each poll, and runs while it makes the calls. More
    // questions than one execution holds cost hardly more in several.
    const invocationCount = 1 + pollsPerQuestion;
    const runSeconds =
      invocationCount * seconds.dispatcher +
      (questionCount * callsPerQuestion) / callsPerSecond +
      destinationCount * seconds.notifier;
    const operationCount = operationsPerRun + questionCount * operationsPerQuestion + destinationCount;
    const gb = questionCount * durableGbPerQuestion;
    return [
      { price: 'lambdaRequest', quantity: invocationCount, what: 'report' },
      { price: 'lambdaGbSecond', quantity: (runSeconds * memoryMb) / 1024, what: 'report' },
      { price: 'durableOperation', quantity: operationCount, what: 'report' },
      { price: 'durableWrittenGb', quantity: gb, what: 'results' },
      { price: 'durableKeptGbMonth', quantity: (gb * durableDays) / daysPerMonth, what: 'results' },
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
  // The queries run by themselves, for the price of their scans (unverified). A function on a later schedule reports.
  'scheduled-queries': ({ questionCount, destinationCount, mailCount, memoryMb }) => {
    const readSeconds = (questionCount * callsPerScheduledQuery) / callsPerSecond;
    const sendSeconds = destinationCount * seconds.notifier;
    return [
      { price: 'lambdaRequest', quantity: 1, what: 'report' },
      { price: 'lambdaGbSecond', quantity: ((readSeconds + sendSeconds) * memoryMb) / 1024, what: 'report' },
      { price: 'schedule', quantity: 1, what: 'report' },
      { price: 'mail', quantity: mailCount, what: 'mails' },
    ];
  },
};

/** What a day takes without any report. */
export function idleUsage(design: Design, { memoryMb }: Workload): readonly Usage[] {
  if (design !== 'pulso') return [];
  const { polledQueueCount, sweepsPerDay } = deployedParts;
  const what = 'sweep every five minutes';
  return [
    { price: 'lambdaRequest', quantity: sweepsPerDay, what },
    { price: 'lambdaGbSecond', quantity: (sweepsPerDay * seconds.sweep * memoryMb) / 1024, what },
    {
      price: 'sqsRequest',
      quantity: polledQueueCount * idlePollsPerDay,
      what: `idle polling of ${polledQueueCount} queues`,
    },
    { price: 'sqsRequest', quantity: sweepsPerDay * requestsPerMessage, what },
    { price: 'dynamoDbRead', quantity: sweepsPerDay * 3, what },
    { price: 'schedule', quantity: sweepsPerDay, what },
  ];
}
