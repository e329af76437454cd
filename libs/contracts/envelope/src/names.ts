// Stacks compute each other's names with these functions, so that no stack reads another one's state.

/** @example resourceName('prod', 'query-jobs'); // 'pulso-prod-query-jobs' */
export const resourceName = (stage: string, base: string): string => `pulso-${stage}-${base}`;

/** @example logGroupName('prod', 'bot'); // '/aws/lambda/pulso-prod-bot' */
export const logGroupName = (stage: string, service: string): string => `/aws/lambda/${resourceName(stage, service)}`;

/** @example parameterName('prod', 'bot-token'); // '/pulso/prod/bot-token' */
export const parameterName = (stage: string, base: string): string => `/pulso/${stage}/${base}`;

/**
 * The namespace of all metrics of a stage, usage records included: CloudWatch must not add up two stages of an account.
 *
 * @example metricNamespace('prod'); // 'Pulso/prod'
 */
export const metricNamespace = (stage: string): string => `Pulso/${stage}`;

/** Base names of the SSM parameters that hold secrets. Their values never pass through code, environment or state. */
export const secretParameters = {
  /** The Bot API token. Read by bot and notifier. */
  botToken: 'bot-token',
  /** One or two webhook secrets, separated by a comma while one is rotated. Read by bot. */
  webhookSecrets: 'webhook-secrets',
  /** The HMAC key of the pseudonyms in usage records. Read by bot. */
  pseudonymKey: 'pseudonym-key',
} as const;

/** Base name of a webhook's secret parameter, which the operator fills with JSON: `url` and optionally `secret`. */
export const webhookParameter = (name: string): string => `webhook-${name}`;

/** Base name of a secret of the team's own commands, by its name in the stage's settings. */
export const commandSecretParameter = (name: string): string => `command-${name}`;

/** The value of a secret's parameter from its stack's deployment until the operator's `npm run secrets`. */
export const unsetSecret = 'not-set';

/** Base name of the dispatcher's queue of requests that EventBridge Scheduler could not deliver to it. */
export const schedulesDeadLetterQueue = 'report-schedules-dlq';

/** Base name of the topic that every alarm notifies. The stack `alerts` owns it; the others compute its name. */
export const alertsTopicName = 'alerts';

/** Timeout of the bot's function, seconds: its stack sets it, and its claims on updates must last longer. */
export const botTimeoutSeconds = 10;

/**
 * How long the notifier remembers a delivery after its last write, days; the bot tells owners. It must exceed the 40
 * days of runs, in which a late result may correct a report: a forgotten delivery would be posted again.
 */
export const deliveryRetentionDays = 45;

/**
 * For how many days a table can be restored to an earlier state: backups keep deleted items as long. AWS's default for
 * point-in-time recovery, which no stack changes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
 */
export const backupDays = 35;
