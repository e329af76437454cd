import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type RunEvent, runEventsDelivery, sweepEverySeconds } from '@pulso/contracts/run-events';
import { type ReportDefinition } from '@pulso/domain/reports';
import {
  MessageQueue,
  type PulsoApp,
  PulsoStack,
  QueueTrigger,
  RepeatedMessage,
  scheduledTimeAttribute,
  ServiceFunction,
  type ServiceStackProps,
  Table,
} from '@pulso/infra/constructs';

import { missingReports, watchAggregator } from './watch-aggregator';

/** Finds the runs that a sweep must look at. */
const sweepIndex = 'by-state';

export interface AggregatorStackProps extends ServiceStackProps {
  readonly catalogue: readonly ReportDefinition[];
}

/** Keeps results and decides when a run is over. Owns the runs and the queue of run events. */
export class AggregatorStack extends PulsoStack {
  constructor(app: PulsoApp, props: AggregatorStackProps) {
    super(app, 'aggregator', props);
    const events = new MessageQueue(this, 'events', { delivery: runEventsDelivery, harm: missingReports });
    const runs = new Table(this, 'runs', {
      baseName: 'runs',
      hasSortKey: true,
      index: {
        name: sweepIndex,
        partitionKey: { name: 'sweepState', type: 'S' },
        sortKey: { name: 'sweepAtMs', type: 'N' },
      },
    });
    const aggregator = new ServiceFunction(this, 'aggregator', {
      baseName: 'aggregator',
      packageFolder: props.packageFolder,
      timeoutSeconds: runEventsDelivery.functionTimeoutSeconds,
      environment: {
        RUNS_TABLE_NAME: runs.name,
        RUN_EVENTS_QUEUE_URL: events.url,
        REPORT_UPDATES_QUEUE_URL: this.queueUrl(reportUpdatesDelivery.queueName),
        REPORT_SCHEDULES: schedulesOf(props.catalogue),
      },
    });
    new QueueTrigger(this, 'events-trigger', { queue: events, consumer: aggregator });
    this.scheduleSweep(events);
    watchAggregator(aggregator);

    aggregator.allow({
      sid: 'KeepRuns',
      // A transaction needs the action of each member.
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
      resources: [runs.arn],
    });
    aggregator.allow({
      sid: 'NominateForSweep',
      actions: ['dynamodb:Query'],
      resources: [`${runs.arn}/index/${sweepIndex}`],
    });
    aggregator.allow({
      sid: 'PublishUpdates',
      actions: ['sqs:SendMessage'],
      resources: [this.queueArn(reportUpdatesDelivery.queueName)],
    });
  }

  private scheduleSweep(events: MessageQueue): void {
    const sweep: RunEvent = { schemaVersion: 1, type: 'sweep', scheduledTime: scheduledTimeAttribute };
    new RepeatedMessage(this, 'sweep', {
      baseName: 'run-sweep',
      expression: `rate(${sweepEverySeconds / 60} minutes)`,
      queue: events,
      message: sweep,
    });
  }
}

/**
 * @returns The reports' schedules as JSON: report ids by time zone and expression, which reports mostly share. The
 *   environment takes about 250 reports with one schedule, or 75 with different ones.
 */
function schedulesOf(catalogue: readonly ReportDefinition[]): string {
  const idsByCron: Record<string, Record<string, string[]>> = {};
  for (const { id, schedule } of catalogue) {
    if (schedule) ((idsByCron[schedule.timezone] ??= {})[schedule.cron] ??= []).push(id);
  }
  return JSON.stringify(idsByCron);
}
