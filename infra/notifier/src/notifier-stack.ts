import { alarmedEvents, parameterName, secretParameters } from '@pulso/contracts/naming';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import {
  MessageQueue,
  OwnQueueLoop,
  type PulsoApp,
  PulsoStack,
  QueueTrigger,
  ServiceFunction,
  type ServiceStackProps,
  Table,
  watchEvents,
} from '@pulso/infra/constructs';

/** What draws charts: loaded with the first one. */
export const chartFiles = [
  'chart.js',
  'chart.js.map',
  'index_bg.wasm',
  'noto-sans-bold.ttf',
  'noto-sans-jp-digits.ttf',
  'noto-sans-regular.ttf',
] as const;

/** Delivers reports to every destination. Owns the deliveries and the queue of report updates. */
export class NotifierStack extends PulsoStack {
  constructor(app: PulsoApp, props: ServiceStackProps) {
    super(app, 'notifier', props);
    const { stage, telegramApiRoot } = props.settings;
    // No queue policy: the roles of those who send, Lambda's failure destination among them, grant it.
    const updates = new MessageQueue(this, 'updates', { delivery: reportUpdatesDelivery });
    const deliveries = new Table(this, 'deliveries', {
      baseName: 'deliveries',
      partitionKey: { name: 'pk', type: 'S' },
      sortKey: { name: 'sk', type: 'S' },
      timeToLiveAttribute: 'expiresAtSeconds',
    });
    const notifier = new ServiceFunction(this, 'notifier', {
      baseName: 'notifier',
      packageFolder: props.packageFolder,
      furtherFiles: chartFiles,
      timeoutSeconds: reportUpdatesDelivery.functionTimeoutSeconds,
      environment: {
        DELIVERIES_TABLE_NAME: deliveries.name,
        REPORT_UPDATES_QUEUE_URL: updates.url,
        BOT_TOKEN_PARAMETER: parameterName(stage, secretParameters.botToken),
        TELEGRAM_API_ROOT: telegramApiRoot,
      },
    });
    new QueueTrigger(this, 'updates-trigger', { queue: updates, consumer: notifier });
    new OwnQueueLoop(this, 'updates-loop', { consumer: notifier });
    this.watch(notifier);

    notifier.allow({
      sid: 'KeepDeliveries',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resources: [deliveries.arn],
    });
    notifier.allow({
      sid: 'ReadBotToken',
      // No kms:Decrypt: see the bot's stack.
      actions: ['ssm:GetParameters'],
      resources: [this.parameterArn(secretParameters.botToken)],
    });
    notifier.allow({ sid: 'FanOutDeliveries', actions: ['sqs:SendMessage'], resources: [updates.arn] });
  }

  private watch(notifier: ServiceFunction): void {
    watchEvents(notifier, {
      [alarmedEvents.runNotStarted]:
        'The dispatcher failed three times to start a run. A chat that asked has been told; the readers of a scheduled ' +
        "report have not. Mend what the dispatcher's log says, then run the report by hand.",
      [alarmedEvents.deliveryEnded]:
        'Telegram refuses a report at one destination for good: an unknown chat or missing rights. Correct the ' +
        'destination in the stage settings, then run the report by hand.',
      [alarmedEvents.reportTextRejected]:
        'Telegram did not take the markup of a report, which went out as plain text. Correct the rendering.',
    });
  }
}
