import { readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { fillContextAttributes } from '@pulso/local/lambda';
import { type CloudDefinition } from '@pulso/local/terraform';

import { LocalCloudError } from './errors';

export interface ReportSchedule {
  readonly name: string;
  readonly reportId: string;
  /** The id of the run that the schedule starts at the given time. */
  readonly runId: string;
}

/**
 * Finds the schedule that asks for a report.
 *
 * @param atMs - When it shall fire, epoch ms.
 * @param reportId - Absent: the first report that has a schedule.
 * @throws {LocalCloudError} No stack declares one.
 */
export function findReportSchedule(
  { schedules }: Pick<CloudDefinition, 'schedules'>,
  atMs: number,
  reportId?: string,
): ReportSchedule {
  for (const { name, arn, input } of schedules) {
    if (!input.includes('"reportId"')) continue;
    // The input as the target gets it: the Scheduler writes times in whole seconds, and the run's id is made of them.
    const run = { scheduleArn: arn, scheduledAtMs: atMs, executionId: 'none', attemptNumber: 1 };
    const request = readRunRequest(fillContextAttributes(input, run));
    if (reportId !== undefined && request.reportId !== reportId) continue;
    return { name, reportId: request.reportId, runId: runIdOf(request) };
  }
  throw new LocalCloudError('No stack declares a schedule for a report. Give one in the catalogue a schedule.');
}
