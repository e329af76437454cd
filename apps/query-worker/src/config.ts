import { type Environment, readEnvironment, text, wholeNumber } from '@pulso/kit/runtime';

export interface QueryWorkerConfig {
  readonly queryJobsQueueUrl: string;
  readonly runEventsQueueUrl: string;
  /** How long one invocation keeps asking for a result, ms. Leaves the function's timeout room for the last calls. */
  readonly pollBudgetMs: number;
}

/**
 * Reads the function's environment.
 *
 * @throws {ConfigurationError} Names every variable that is missing or malformed. Not retryable.
 */
export const parseConfig = (environment: Environment): QueryWorkerConfig =>
  readEnvironment<QueryWorkerConfig>(environment, {
    queryJobsQueueUrl: { variable: 'QUERY_JOBS_QUEUE_URL', parse: text },
    runEventsQueueUrl: { variable: 'RUN_EVENTS_QUEUE_URL', parse: text },
    pollBudgetMs: { variable: 'POLL_BUDGET_MS', parse: wholeNumber(1), fallback: 13_000 },
  });
