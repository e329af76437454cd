import { createRunQuery } from '@pulso/adapters/cloudwatch-logs';
import { createRunStore, createScheduleWatch } from '@pulso/adapters/dynamodb-runs';
import { type ReportSchedule, processRunEvents } from '@pulso/fan-in';
import { type DispatchDeps, dispatch } from '@pulso/fan-out';
import { type ProcessQueryJobsDeps, processQueryJobs } from '@pulso/query-execution';

import { type Clients, type Compose } from './clients';
import { readRecords, sendMessagesTo } from './events';
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
const pollBudgetMs = 15_000;

export const composeQueryWorker: Compose = (environment, { sqs, logs }) => {
  const sendRunEvents = sendMessagesTo(names.runEventsQueue, environment, sqs);
  const sendQueryJobs = sendMessagesTo(names.queryJobsQueue, environment, sqs);
  const deps: ProcessQueryJobsDeps = {
    runQuery: createRunQuery(logs),
    publishRunEvent: (event) => sendRunEvents([{ body: event }]),
    requeueJob: (job, delaySeconds) => sendQueryJobs([{ body: job, delaySeconds }]),
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
    const sendRunEvents = sendMessagesTo(names.runEventsQueue, environment, sqs);
    const sendReportUpdates = sendMessagesTo(names.reportUpdatesQueue, environment, sqs);
    const deps = {
      store: createRunStore(dynamoDb, names.runsTable, clock),
      watch: createScheduleWatch(dynamoDb, names.runsTable, clock),
      schedules,
      publishReportUpdate: (update: object) => sendReportUpdates([{ body: update }]),
      resendRunEvent: (event: object, delaySeconds: number) => sendRunEvents([{ body: event, delaySeconds }]),
      clock,
      random,
      log,
    };
    return { handler: (event) => processRunEvents(readRecords(event), deps) };
  };
