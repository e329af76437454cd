import { mailboxOf } from '@pulso/contracts/report-plan';
import { type Service, parameterName, secretParameters, webhookParameter } from '@pulso/contracts/envelope';
import { type ReportUpdate, reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import {
  MessageQueue,
  type PulsoApp,
  PulsoStack,
  QueueTrigger,
  RepeatedMessage,
  SecretParameter,
  ServiceFunction,
  type ServiceStackProps,
  Table,
} from '@pulso/infra/constructs';
import { type MailSettings } from '@pulso/infra/stages';

import { undelivered, watchNotifier } from './watch-notifier';

/** Bundles that draw charts, write mails, call webhooks and check the bot's webhook: loaded when first needed. */
export const lazyFiles = [
  'chart.js',
  'mail.js',
  'webhook-check.js',
  'webhook.js',
  'index_bg.wasm',
  'noto-sans-bold.ttf',
  'noto-sans-jp-digits.ttf',
  'noto-sans-regular.ttf',
] as const;

const bot: Service = 'bot';

/** Delivers reports to every destination. Owns the deliveries and the queue of report updates. */
export class NotifierStack extends PulsoStack {
  constructor(app: PulsoApp, props: ServiceStackProps) {
    super(app, 'notifier', props);
    const { stage, telegramApiRoot } = props.settings;
    const destinations = Object.values(props.settings.destinations).flat();
    // Without mail destinations the stage does not need SES.
    const mail = destinations.some(({ type }) => type === 'email') ? props.settings.mail : undefined;
    // No queue policy: the senders' roles grant it, including that of Lambda's failure destination.
    const updates = new MessageQueue(this, 'updates', { delivery: reportUpdatesDelivery, harm: undelivered });
    const deliveries = new Table(this, 'deliveries', { baseName: 'deliveries', hasSortKey: true });
    const notifier = new ServiceFunction(this, 'notifier', {
      baseName: 'notifier',
      packageFolder: props.packageFolder,
      furtherFiles: lazyFiles,
      timeoutSeconds: reportUpdatesDelivery.functionTimeoutSeconds,
      environment: {
        DELIVERIES_TABLE_NAME: deliveries.name,
        REPORT_UPDATES_QUEUE_URL: updates.url,
        BOT_TOKEN_PARAMETER: parameterName(stage, secretParameters.botToken),
        TELEGRAM_API_ROOT: telegramApiRoot,
        WEBHOOK_PARAMETER_PREFIX: parameterName(stage, webhookParameter('')),
        BOT_FUNCTION_NAME: this.nameOf(bot),
        ...(mail ? mailVariables(mail) : {}),
      },
    });
    new QueueTrigger(this, 'updates-trigger', { queue: updates, consumer: notifier });
    this.scheduleWebhookCheck(updates);
    watchNotifier(notifier);

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
    notifier.allow({
      sid: 'FindBot',
      actions: ['lambda:GetFunctionUrlConfig'],
      resources: [this.functionArn(bot)],
    });
    const webhooks = destinations.flatMap((one) => (one.type === 'webhook' ? [one.name] : []));
    // Unique: several reports may go to one webhook.
    this.allowWebhooks(notifier, [...new Set(webhooks)]);
    if (mail) this.allowMail(notifier, mail);
  }

  /**
   * The notifier checks, since it has the token. Not a rate, which fires as soon as it exists: before the operator has
   * set the secrets of a new stage.
   */
  private scheduleWebhookCheck(updates: MessageQueue): void {
    const check: ReportUpdate = { schemaVersion: 1, type: 'webhook-check' };
    new RepeatedMessage(this, 'webhook-check', {
      baseName: 'webhook-check',
      expression: 'cron(50 0/2 * * ? *)',
      queue: updates,
      message: check,
    });
  }

  /** Declares the secrets of webhooks by name; the operator sets their values. */
  private allowWebhooks(notifier: ServiceFunction, names: readonly string[]): void {
    const [first, ...others] = names.map(
      (name) => new SecretParameter(this, `webhook-${name}`, webhookParameter(name)).arn,
    );
    if (first === undefined) return;
    notifier.allow({ sid: 'ReadWebhooks', actions: ['ssm:GetParameters'], resources: [first, ...others] });
  }

  /**
   * SES looks for the sender's address among the verified identities, then for its domain. A raw message needs the
   * permission SendRawEmail, even in the operation SendEmail.
   *
   * @see https://github.com/nodemailer/nodemailer/issues/1734 for what SES says when that is missing
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
   */
  private allowMail(notifier: ServiceFunction, { from, configurationSetName }: MailSettings): void {
    const { address } = mailboxOf(from);
    const domain = address.slice(address.lastIndexOf('@') + 1);
    notifier.allow({
      sid: 'SendMails',
      actions: ['ses:SendRawEmail'],
      resources: [
        this.arn('ses', `identity/${address}`),
        this.arn('ses', `identity/${domain}`),
        ...(configurationSetName === undefined ? [] : [this.arn('ses', `configuration-set/${configurationSetName}`)]),
      ],
      condition: { StringEquals: { 'ses:FromAddress': address } },
    });
  }
}

/** Absent settings get no variable. */
const mailVariables = ({ from, configurationSetName, unsubscribe }: MailSettings): Record<string, string> => ({
  MAIL_FROM: from,
  ...(configurationSetName === undefined ? {} : { MAIL_CONFIGURATION_SET: configurationSetName }),
  ...(unsubscribe === undefined ? {} : { MAIL_UNSUBSCRIBE: unsubscribe }),
});
