import { type ReportDefinition, awaitedWithinHours } from '@pulso/domain/reports';
import {
  Alarm,
  functionMetric,
  maxSpanSeconds,
  occurs,
  type ServiceFunction,
  showErrors,
  stackOf,
  stageMetric,
  stops,
  watchFunction,
} from '@pulso/infra/constructs';

/** Puts alarms on lost requests and on missing reports. */
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

/** The notifier logs when a report has come; its stack makes the metric. */
function awaitReport(dispatcher: ServiceFunction, report: ReportDefinition): void {
  const hours = awaitedWithinHours(report, maxHours);
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

/** A period of an hour. */
const maxHours = maxSpanSeconds(3_600) / 3_600;
