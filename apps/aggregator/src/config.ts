import { type Environment, readEnvironment, text } from '@pulso/configuration';

export interface AggregatorConfig {
  readonly runsTableName: string;
  readonly runEventsQueueUrl: string;
  readonly reportUpdatesQueueUrl: string;
}

/**
 * Reads the function's environment.
 *
 * @throws {ConfigurationError} Names every variable that is missing. Not retryable.
 */
export const parseConfig = (environment: Environment): AggregatorConfig =>
  readEnvironment<AggregatorConfig>(environment, {
    runsTableName: { variable: 'RUNS_TABLE_NAME', parse: text },
    runEventsQueueUrl: { variable: 'RUN_EVENTS_QUEUE_URL', parse: text },
    reportUpdatesQueueUrl: { variable: 'REPORT_UPDATES_QUEUE_URL', parse: text },
  });
