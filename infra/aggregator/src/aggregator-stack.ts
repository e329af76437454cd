import { alarmedEvents } from '@pulso/contracts/naming';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { type RunEvent, runEventsDelivery } from '@pulso/contracts/run-events';
import { watchEvents } from '@pulso/infra/constructs/alarms';
import { ServiceFunction } from '@pulso/infra/constructs/functions';
import { MessageQueue, OwnQueueLoop, QueueTrigger } from '@pulso/infra/constructs/queues';
import { Schedule, scheduledTimeAttribute } from '@pulso/infra/constructs/schedules';
import { type PulsoApp, PulsoStack, type ServiceStackProps } from '@pulso/infra/constructs/stack';
import { Table } from '@pulso/infra/constructs/tables';

/** Nominates the runs that a sweep has to look at. */
const sweepIndex = 'by-state';

/** Keeps results and decides when a run is over. Owns the runs and the queue of run events. */
export class AggregatorStack extends PulsoStack {
  constructor(app: PulsoApp, props: ServiceStackProps) {
    super(app, 'aggregator', props);
    const events = new MessageQueue(this, 'events', { delivery: runEventsDelivery });
    const runs = this.createRunsTable();
    const aggregator = new ServiceFunction(this, 'aggregator', {
      baseName: 'aggregator',
      packageFolder: props.packageFolder,
      timeoutSeconds: runEventsDelivery.functionTimeoutSeconds,
      environment: {
        RUNS_TABLE_NAME: runs.name,
        RUN_EVENTS_QUEUE_URL: events.url,
        REPORT_UPDATES_QUEUE_URL: this.queueUrl(reportUpdatesDelivery.queueName),
      },
    });
    new QueueTrigger(this, 'events-trigger', { queue: events, consumer: aggregator });
    new OwnQueueLoop(this, 'events-loop', { consumer: aggregator });
    this.scheduleSweep(events);
    this.watch(aggregator);

    aggregator.allow({
      sid: 'KeepRuns',
      // A transaction has no action of its own: each member needs the action of its kind.
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:Query'],
      resources: [runs.arn],
    });
    aggregator.allow({
      sid: 'NominateForSweep',
      actions: ['dynamodb:Query'],
      resources: [runs.indexArn(sweepIndex)],
    });
    aggregator.allow({ sid: 'ResendDeadlines', actions: ['sqs:SendMessage'], resources: [events.arn] });
    aggregator.allow({
      sid: 'PublishUpdates',
      actions: ['sqs:SendMessage'],
      resources: [this.queueArn(reportUpdatesDelivery.queueName)],
    });
  }

  private watch(aggregator: ServiceFunction): void {
    watchEvents(aggregator, {
      [alarmedEvents.runWithoutPlan]:
        'Results have arrived for a run whose plan has not. Redrive the dead-letter queue of run-events: its ' +
        'run-opened or run-deadline opens the run. If neither is there, run the report by hand.',
      [alarmedEvents.scheduledRunMissing]:
        'A scheduled report has not begun a quarter of an hour after its time. Look at its schedule, the ' +
        "dispatcher's log and the dead-letter queue of run-events; if the run is in none, run the report by hand.",
      [alarmedEvents.sweepFailed]:
        'The sweep could not handle a run and tries again every five minutes. The log names the run and the error.',
    });
  }

  private createRunsTable(): Table {
    return new Table(this, 'runs', {
      baseName: 'runs',
      partitionKey: { name: 'pk', type: 'S' },
      sortKey: { name: 'sk', type: 'S' },
      timeToLiveAttribute: 'expiresAtSeconds',
      indexes: [
        {
          name: sweepIndex,
          partitionKey: { name: 'sweepState', type: 'S' },
          sortKey: { name: 'sweepAtMs', type: 'N' },
          projection: 'KEYS_ONLY',
        },
      ],
    });
  }

  private scheduleSweep(events: MessageQueue): void {
    const sweep: RunEvent = { schemaVersion: 1, type: 'sweep', scheduledTime: scheduledTimeAttribute };
    new Schedule(this, 'sweep', {
      baseName: 'run-sweep',
      expression: 'rate(5 minutes)',
      target: { arn: events.arn, action: 'sqs:SendMessage' },
      input: sweep,
      // The next sweep does the work of one that got lost.
      maximumRetryAttempts: 2,
      maximumEventAgeSeconds: 300,
    });
  }
}
