import { type KnownDestination, knownDestinationSchema } from '@pulso/contracts/report-plan';
import { type Environment, json, readEnvironment, text } from '@pulso/kit/runtime';
import * as z from 'zod/mini';

export interface DispatcherConfig {
  readonly queryJobsQueueUrl: string;
  readonly runEventsQueueUrl: string;
  readonly botLogGroupName: string;
  readonly destinations: Readonly<Record<string, readonly KnownDestination[]>>;
  /** The time zone of reports that chats ask for. */
  readonly timeZone: string;
}

/** Known kinds only: here an unknown kind is a mistake, not a message of a later version. */
const destinationsSchema = z.record(z.string(), z.array(knownDestinationSchema));

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
    timeZone: { variable: 'TIME_ZONE', parse: parseTimeZone, fallback: 'UTC' },
  });

function parseDestinations(value: unknown): DispatcherConfig['destinations'] {
  const result = z.safeParse(destinationsSchema, value);
  if (result.success) return result.data;
  throw new Error(
    `is not destinations by name, at ${result.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
  );
}

function parseTimeZone(value: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value;
  } catch {
    throw new Error(`must be a time zone such as Europe/Berlin, got "${value}"`);
  }
}
