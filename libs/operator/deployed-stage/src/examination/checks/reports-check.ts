import { logGroupName, measuredEvents, resourceName } from '@pulso/contracts/envelope';
import { runIdOf } from '@pulso/contracts/run-requests';
import { type ReportDefinition } from '@pulso/domain/reports';
import * as z from 'zod/mini';

import { type Check } from '../check';
import { describeMoment, describeSpan } from '../describe-age';
import { type Judgement, failed, ok, warning } from '../finding';
import { type DeployedSchedule, type LogLines } from '../ports';
import { previousRun } from './previous-run';
import { reportScheduleName } from './schedules-check';

/** A chat that sees progress is shown a run that is not closed, too: that is no report yet. */
const eventSchema = z.object({ runId: z.string(), state: z.enum(['complete', 'partial']) });

const minuteMs = 60_000;

/** The sweep comes every five minutes, and a delivery may meet a flood limit. */
const deliveryMs = 15 * minuteMs;

interface ScheduledReport {
  readonly report: ReportDefinition;
  /** When the run that should be delivered by now was due, epoch ms. */
  readonly dueAtMs: number | undefined;
  readonly schedule: DeployedSchedule | undefined;
}

interface ReportsReading {
  readonly reports: readonly ScheduledReport[];
  /** undefined: there is no such log, or no report was due. */
  readonly delivered: LogLines | undefined;
}

/** Whether each scheduled report came when it was due last, as the notifier's log has it. */
export const reportsCheck: Check<ReportsReading> = {
  area: 'reports',
  read: async ({ ports, stage, catalogue, nowMs }) => {
    const reports = await Promise.all(
      catalogue.flatMap((report) => {
        const { id, schedule, dueAfterMinutes } = report;
        if (!schedule) return [];
        const latestMs = nowMs - dueAfterMinutes * minuteMs - deliveryMs;
        const dueAtMs = previousRun(schedule.cron, schedule.timezone, latestMs);
        return [
          ports
            .readSchedule(resourceName(stage, reportScheduleName(id)))
            .then((deployed) => ({ report, dueAtMs, schedule: deployed })),
        ];
      }),
    );
    const due = reports.flatMap((one) => (wasDue(one) ? [one.dueAtMs] : []));
    const delivered =
      due.length === 0
        ? undefined
        : await ports.readEvents(logGroupName(stage, 'notifier'), measuredEvents.reportDelivered, Math.min(...due));
    return { reports, delivered };
  },
  judge: ({ reports, delivered }, { stage, nowMs }) =>
    reports.map((one): Judgement => {
      const { id } = one.report;
      if (!one.schedule) return warning(`${id} is not scheduled`);
      if (!wasDue(one)) return ok(`${id} was not due yet since it was scheduled`);
      if (!delivered) return failed(`the notifier has no log, in which ${id} could be found`);
      return judge(one, delivered, { stage, nowMs });
    }),
};

interface DueReport extends ScheduledReport {
  readonly dueAtMs: number;
}

const wasDue = (one: ScheduledReport): one is DueReport =>
  one.dueAtMs !== undefined && one.schedule !== undefined && one.dueAtMs > one.schedule.createdAtMs;

function judge(
  { report, dueAtMs }: DueReport,
  { lines, isCut }: LogLines,
  { stage, nowMs }: { readonly stage: string; readonly nowMs: number },
): Judgement {
  const { id, onlyIf, news } = report;
  const scheduledTime = new Date(dueAtMs).toISOString();
  const runId = runIdOf({ schemaVersion: 1, reportId: id, trigger: { type: 'schedule', scheduledTime } });
  const last = lines.flatMap(deliveryOf).findLast((delivery) => delivery.runId === runId);
  const due = `the run of ${describeMoment(dueAtMs)}`;
  if (last) {
    const text = `${id}: ${due} was delivered ${describeSpan(nowMs - last.atMs)} ago`;
    if (last.state === 'complete') return ok(`${text}, complete`);
    return warning(`${text}, ${last.state}`, 'the report itself says what is missing and why');
  }
  if (isCut) return warning(`${id}: whether ${due} was delivered is not known, as there are too many log lines`);
  if (news) return ok(`${id}: ${due} was not delivered; it is sent only when something is unusual`);
  if (onlyIf) return ok(`${id}: ${due} was not delivered; it is sent only when its condition is met`);
  return failed(
    `${id}: ${due} was not delivered`,
    `the alarms and docs/operations.md lead to the cause; then npm run report -- --stage ${stage} --id ${id} --end ...`,
  );
}

type DeliveredReport = z.infer<typeof eventSchema> & { readonly atMs: number };

function deliveryOf({ atMs, message }: LogLines['lines'][number]): DeliveredReport[] {
  try {
    const { data } = z.safeParse(eventSchema, JSON.parse(message));
    return data ? [{ ...data, atMs }] : [];
  } catch {
    return [];
  }
}
