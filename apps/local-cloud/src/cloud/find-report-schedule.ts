import { readRunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { type CloudDefinition } from '@pulso/local-terraform';

import { LocalCloudError } from './errors';

export interface ReportSchedule {
  readonly name: string;
  readonly reportId: string;
  /** The id of the run that the schedule starts at the given time. */
  readonly runId: string;
}

/** What stands for the scheduled time in a schedule's input. */
export const scheduledTimeAttribute = '<aws.scheduler.scheduled-time>';

/**
 * Finds the first schedule that asks for a report.
 *
 * @param atMs - When it shall fire, epoch ms.
 * @throws {LocalCloudError} No stack declares one.
 */
export function findReportSchedule({ schedules }: CloudDefinition, atMs: number): ReportSchedule {
  for (const { name, input } of schedules) {
    if (!input.includes('"reportId"')) continue;
    const request = readRunRequest(input.replaceAll(scheduledTimeAttribute, new Date(atMs).toISOString()));
    return { name, reportId: request.reportId, runId: runIdOf(request) };
  }
  throw new LocalCloudError('No stack declares a schedule for a report. Give one in the catalogue a schedule.');
}
