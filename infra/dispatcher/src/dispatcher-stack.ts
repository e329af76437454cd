import { logGroupName, schedulesDeadLetterQueue } from '@pulso/contracts/envelope';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { showsButtons } from '@pulso/contracts/report-plan';
import { type RunRequest, dispatcherFunctionName } from '@pulso/contracts/run-requests';
import { type ReportDefinition } from '@pulso/domain/reports';
import {
  AsyncInvocation,
  DeadLetterQueue,
  type PulsoApp,
  PulsoStack,
  Schedule,
  scheduledTimeAttribute,
  ServiceFunction,
  type ServiceStackProps,
} from '@pulso/infra/constructs';
import { type StageDestination, type StageSettings } from '@pulso/infra/stages';

import { checkCatalogue } from './check-catalogue';
import { watchDispatcher } from './watch-dispatcher';

export interface DispatcherStackProps extends ServiceStackProps {
  readonly catalogue: readonly ReportDefinition[];
}

/** Turns run requests into runs. One schedule per report that has one. */
export class DispatcherStack extends PulsoStack {
  constructor(app: PulsoApp, props: DispatcherStackProps) {
    super(app, 'dispatcher', props);
    checkCatalogue(props.catalogue, props.settings);
    const dispatcher = new ServiceFunction(this, 'dispatcher', {
      baseName: dispatcherFunctionName,
      packageFolder: props.packageFolder,
      timeoutSeconds: 30,
      environment: {
        QUERY_JOBS_QUEUE_URL: this.queueUrl(queryJobsDelivery.queueName),
        RUN_EVENTS_QUEUE_URL: this.queueUrl(runEventsDelivery.queueName),
        BOT_LOG_GROUP_NAME: logGroupName(props.settings.stage, 'bot'),
        REPORT_DESTINATIONS: destinationsOf(props.settings),
        ...(props.settings.timeZone === undefined ? {} : { TIME_ZONE: props.settings.timeZone }),
      },
    });
    dispatcher.allow({
      sid: 'OpenRuns',
      actions: ['sqs:SendMessage'],
      resources: [this.queueArn(runEventsDelivery.queueName)],
    });
    dispatcher.allow({
      sid: 'SendJobs',
      actions: ['sqs:SendMessage'],
      resources: [this.queueArn(queryJobsDelivery.queueName)],
    });
    new AsyncInvocation(this, 'requests', {
      target: dispatcher,
      maximumRetryAttempts: 2,
      // A person who asked an hour ago has asked again.
      maximumEventAgeSeconds: 3_600,
      onFailureQueueArn: this.queueArn(reportUpdatesDelivery.queueName),
    });
    const undelivered = new DeadLetterQueue(this, 'undelivered', {
      queueName: schedulesDeadLetterQueue,
      harm: 'A scheduled report does not come: for an hour the scheduler could not hand its request to the dispatcher.',
    });
    for (const report of props.catalogue) this.schedule(report, dispatcher, undelivered);
    watchDispatcher(dispatcher, props.catalogue);
  }

  private schedule(
    { id, schedule }: ReportDefinition,
    dispatcher: ServiceFunction,
    undelivered: DeadLetterQueue,
  ): void {
    if (!schedule) return;
    const request: RunRequest = {
      schemaVersion: 1,
      reportId: id,
      trigger: { type: 'schedule', scheduledTime: scheduledTimeAttribute },
    };
    new Schedule(this, `report-${id}`, {
      baseName: `report-${id}`,
      expression: schedule.cron,
      timezone: schedule.timezone,
      target: dispatcher,
      action: 'lambda:InvokeFunction',
      input: request,
      // A late report is better than none; due times count from the moment of planning.
      maximumRetryAttempts: 60,
      maximumEventAgeSeconds: 3_600,
      deadLetterQueue: undelivered,
    });
  }
}

/** @returns A stage's destinations as JSON, their only way to the dispatcher; about 49 chats fit. */
const destinationsOf = ({ bot, destinations }: StageSettings): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(destinations).map(([name, list]) => [name, list.map((one) => withoutForeignButtons(one, bot))]),
    ),
  );

/** Buttons do not work for a person who is not an owner. The notifier does not know the owners. */
function withoutForeignButtons(
  destination: StageDestination,
  { adminUserIds }: StageSettings['bot'],
): StageDestination {
  const isForeign =
    destination.type === 'telegram' &&
    destination.buttons === undefined &&
    showsButtons(destination) &&
    !adminUserIds.includes(Number(destination.chatId));
  return isForeign ? { ...destination, buttons: false } : destination;
}
