import { type ReportDefinition, nextScheduledMs } from '@pulso/domain/reports';
import {
  Alarm,
  functionMetric,
  maxSpanSeconds,
  occurs,
  showErrors,
  stageMetric,
  stops,
  watchFunction,
} from '@pulso/infra/constructs/alarms';
import { type ServiceFunction } from '@pulso/infra/constructs/functions';
import { stackOf } from '@pulso/infra/constructs/stack';

/** Puts alarms on requests that are lost, and on reports that should have come and have not. */
export function watchDispatcher(dispatcher: ServiceFunction, catalogue: readonly ReportDefinition[]): void {
  const stack = stackOf(dispatcher);
  watchFunction(dispatcher, 'Reports that were asked for, or are due, do not come.');
  new Alarm(stack, 'requests-dropped', {
    baseName: 'dispatcher-requests-dropped',
    harm: 'A report does not come: Lambda has given up handing its request to the dispatcher.',
    firstCommand: showErrors(stack),
    condition: occurs(functionMetric(stack.nameOf(stack.service), 'AsyncEventsDropped')),
  });
  for (const report of catalogue) awaitReport(dispatcher, report);
}

/** The notifier's log is what says that a report has come; its stack makes the metric. */
function awaitReport(dispatcher: ServiceFunction, report: ReportDefinition): void {
  const hours = awaitedWithinHours(report);
  if (hours === undefined) return;
  const stack = stackOf(dispatcher);
  const { stage } = stack.settings;
  new Alarm(stack, `report-${report.id}-missing`, {
    baseName: `report-${report.id}-missing`,
    harm: `No destination has received a complete report "${report.id}" for ${hours} hours.`,
    firstCommand: `npm run doctor -- --stage ${stage}`,
    condition: stops(stageMetric(stage, 'ReportDelivered', { ReportId: report.id }), {
      periodSeconds: 3_600,
      periodCount: hours,
    }),
  });
}

const hourMs = 3_600_000;
const yearMs = 366 * 24 * hourMs;

/** Any instant would do; a fixed one makes each synth alike. */
const fromMs = Date.UTC(2026, 0, 1);

/** For the run itself, with repetitions of what failed, and because CloudWatch counts in whole hours. */
const graceHours = 2;

/** A period of an hour. */
const maxHours = maxSpanSeconds(3_600) / 3_600;

/**
 * Within how many hours after one complete report the next one must be there: the longest pause of its schedule in a
 * year, and two hours more.
 *
 * @returns Whole hours. Undefined where no alarm can say that a report is missing: it has no schedule, it is sent under a
 *   condition only, or its pauses are longer than the seven days that an alarm looks back.
 */
function awaitedWithinHours({ schedule, onlyIf }: ReportDefinition): number | undefined {
  if (schedule === undefined || onlyIf !== undefined) return undefined;
  let longestMs = 0;
  let lastMs = nextScheduledMs(schedule, fromMs);
  while (lastMs !== undefined && lastMs < fromMs + yearMs) {
    const nextMs = nextScheduledMs(schedule, lastMs);
    if (nextMs === undefined) return undefined;
    longestMs = Math.max(longestMs, nextMs - lastMs);
    lastMs = nextMs;
  }
  const hours = Math.ceil(longestMs / hourMs) + graceHours;
  return longestMs > 0 && hours <= maxHours ? hours : undefined;
}
