import { type Environment, json, readEnvironment, text } from '@pulso/configuration';
import { type Destination, destinationSchema } from '@pulso/contracts/destinations';
import * as z from 'zod/mini';

export interface DispatcherConfig {
  readonly queryJobsQueueUrl: string;
  readonly runEventsQueueUrl: string;
  readonly botLogGroupName: string;
  readonly destinations: Readonly<Record<string, readonly Destination[]>>;
}

const destinationsSchema = z.record(z.string(), z.array(destinationSchema));

/**
 * Reads the function's environment.
 *
 * @throws {ConfigurationError} Names every variable that is missing or malformed. Not retryable.
 */
export const parseConfig = (environment: Environment): DispatcherConfig =>
  readEnvironment<DispatcherConfig>(environment, {
    queryJobsQueueUrl: { variable: 'QUERY_JOBS_QUEUE_URL', parse: text },
    runEventsQueueUrl: { variable: 'RUN_EVENTS_QUEUE_URL', parse: text },
    botLogGroupName: { variable: 'BOT_LOG_GROUP_NAME', parse: text },
    destinations: { variable: 'REPORT_DESTINATIONS', parse: json(parseDestinations) },
  });

function parseDestinations(value: unknown): DispatcherConfig['destinations'] {
  const result = z.safeParse(destinationsSchema, value);
  if (result.success) return result.data;
  throw new Error(
    `is not destinations by name, at ${result.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
  );
}
