/** What is known about one run of a schedule. */
export interface ScheduleRun {
  readonly scheduleArn: string;
  /** Epoch ms. */
  readonly scheduledAtMs: number;
  readonly executionId: string;
  /** 1 for the first attempt. */
  readonly attemptNumber: number;
}

/**
 * Replaces the context attributes in a schedule's input.
 *
 * @example fillContextAttributes('{"at":"<aws.scheduler.scheduled-time>"}', run); // {"at":"2026-11-25T12:30:00Z"}
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export function fillContextAttributes(input: string, run: ScheduleRun): string {
  const values: Readonly<Record<string, string>> = {
    'schedule-arn': run.scheduleArn,
    'scheduled-time': `${new Date(run.scheduledAtMs).toISOString().slice(0, 19)}Z`,
    'execution-id': run.executionId,
    'attempt-number': String(run.attemptNumber),
  };
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (attribute, name: string) => values[name] ?? attribute);
}
