import { type ReportSchedule } from '@pulso/domain/fan-in';
import { type Environment, json, readEnvironment, text } from '@pulso/kit/runtime';
import * as z from 'zod/mini';

export interface AggregatorConfig {
  readonly runsTableName: string;
  readonly runEventsQueueUrl: string;
  readonly reportUpdatesQueueUrl: string;
  /** The reports of this stage that run by themselves, each once. */
  readonly schedules: readonly ReportSchedule[];
}

/** Report ids by time zone and expression: reports mostly share both, and a function's environment is small. */
const schedulesSchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));

/**
 * Reads the function's environment.
 *
 * @throws {ConfigurationError} Names every variable that is missing or malformed. Not retryable.
 */
export const parseConfig = (environment: Environment): AggregatorConfig =>
  readEnvironment<AggregatorConfig>(environment, {
    runsTableName: { variable: 'RUNS_TABLE_NAME', parse: text },
    runEventsQueueUrl: { variable: 'RUN_EVENTS_QUEUE_URL', parse: text },
    reportUpdatesQueueUrl: { variable: 'REPORT_UPDATES_QUEUE_URL', parse: text },
    schedules: { variable: 'REPORT_SCHEDULES', parse: json(parseSchedules) },
  });

/** Does not check expressions: synth does, and a check would slow each cold start for the sake of sweeps. */
function parseSchedules(value: unknown): readonly ReportSchedule[] {
  const result = z.safeParse(schedulesSchema, value);
  if (!result.success) {
    const places = result.error.issues.map(({ path }) => path.join(' ') || 'its root');
    throw new Error(`is not report ids by time zone and expression, at ${places.join(', ')}`);
  }
  const schedules = Object.entries(result.data).flatMap(([timezone, idsByCron]) =>
    Object.entries(idsByCron).flatMap(([cron, ids]) => ids.map((reportId) => ({ reportId, cron, timezone }))),
  );
  const ids = schedules.map(({ reportId }) => reportId);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  if (repeated.size > 0) throw new Error(`has more than one schedule for ${[...repeated].join(', ')}`);
  return schedules;
}
