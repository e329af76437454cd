import { type SQSClient } from '@aws-sdk/client-sqs';
import { createRunQuery } from '@pulso/adapters/cloudwatch-logs';
import { createRunStore, createScheduleWatch } from '@pulso/adapters/dynamodb';
import { createChangeVisibility, createSendMessages, createSendOnce } from '@pulso/adapters/sqs';
import { processRunEvents, type ReportSchedule } from '@pulso/domain/fan-in';
import { dispatch, type DispatchDeps } from '@pulso/domain/fan-out';
import { processQueryJobs, type ProcessQueryJobsDeps } from '@pulso/domain/query-execution';
import { type QueueMessage } from '@pulso/kit/runtime';

import { type Environment } from '../lambda/environment';
import { type Clients, type Compose } from './clients';
import { names } from './names';

export interface DispatcherParts extends Pick<DispatchDeps, 'settings'> {
  /** The catalogue of the version that is deployed when this was asked for. */
  readonly catalogueFor: (payload: unknown) => DispatchDeps['catalogue'];
}

/** @returns The composition of the dispatcher over a catalogue. */
export const composeDispatcher =
  ({ catalogueFor, settings }: DispatcherParts): Compose =>
  (environment, { sqs }) => {
    const deps: Omit<DispatchDeps, 'catalogue'> = {
      settings,
      sendRunEvents: sendMessagesTo(names.runEventsQueue, environment, sqs),
      sendQueryJobs: sendMessagesTo(names.queryJobsQueue, environment, sqs),
      clock: environment.clock,
      log: environment.log,
    };
    return { handler: (event) => dispatch(event, { ...deps, catalogue: catalogueFor(event) }) };
  };

/** As in the service's configuration. */
const pollBudgetMs = 13_000;

export const composeQueryWorker: Compose = (environment, { sqs, sqsOnce, logs }) => {
  const sendRunEvents = sendMessagesTo(names.runEventsQueue, environment, sqs);
  const sendQueryJob = createSendOnce(sqsOnce, names.queryJobsQueue);
  const deps: ProcessQueryJobsDeps = {
    // Its log groups keep their records for ever.
    runQuery: createRunQuery({
      client: logs,
      readRetentionDays: async () => undefined,
      clock: environment.clock,
    }),
    publishRunEvent: (event) => sendRunEvents([{ body: event }]),
    reenqueueJob: (job, delaySeconds) => sendQueryJob({ body: job, delaySeconds }),
    changeVisibility: createChangeVisibility(sqsOnce, names.queryJobsQueue),
    clock: environment.clock,
    random: environment.random,
    log: environment.log,
    pollBudgetMs,
  };
  return { handler: (event) => processQueryJobs(readRecords(event), deps) };
};

/** @param schedules - Those of the world; looked at by each sweep. @returns The composition of the aggregator. */
export const composeAggregator =
  (schedules: readonly ReportSchedule[]): Compose =>
  (environment, { dynamoDb, sqs }: Clients) => {
    const { clock, random, log } = environment;
    const sendReportUpdates = sendMessagesTo(names.reportUpdatesQueue, environment, sqs);
    const deps = {
      store: createRunStore(dynamoDb, names.runsTable, clock),
      watch: createScheduleWatch(dynamoDb, names.runsTable, clock),
      schedules,
      publishReportUpdate: (update: object) => sendReportUpdates([{ body: update }]),
      changeVisibility: createChangeVisibility(sqs, names.runEventsQueue),
      clock,
      random,
      log,
    };
    return { handler: (event) => processRunEvents(readRecords(event), deps) };
  };

/** @throws {TypeError} Not an event of a queue. */
export function readRecords(event: unknown): readonly QueueMessage[] {
  if (typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records)) {
    return event.Records;
  }
  throw new TypeError('The event has no records.');
}

/** Sends to a queue with the production adapter, pauses on the world's clock. */
export const sendMessagesTo = (queueUrl: string, { clock }: Environment, sqs: SQSClient) =>
  createSendMessages(sqs, queueUrl, (resendCount) => clock.sleep(200 * (resendCount + 1)));
