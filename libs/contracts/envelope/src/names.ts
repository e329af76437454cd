// Every stack computes the names of its neighbours with these functions, so that no stack reads another one's state.

/** @example resourceName('prod', 'query-jobs'); // 'pulso-prod-query-jobs' */
export const resourceName = (stage: string, base: string): string => `pulso-${stage}-${base}`;

/** @example logGroupName('prod', 'bot'); // '/aws/lambda/pulso-prod-bot' */
export const logGroupName = (stage: string, service: string): string => `/aws/lambda/${resourceName(stage, service)}`;

/** @example parameterName('prod', 'bot-token'); // '/pulso/prod/bot-token' */
export const parameterName = (stage: string, base: string): string => `/pulso/${stage}/${base}`;

/**
 * The namespace of all metrics of a stage, those of usage records among them: two stages in one account must not add up.
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

/** Base name of the secret parameter of a webhook, which the operator fills with JSON: `url` and perhaps `secret`. */
export const webhookParameter = (name: string): string => `webhook-${name}`;

/** Base name of a secret that the team's own commands read, by the name that the stage's settings give it. */
export const commandSecretParameter = (name: string): string => `command-${name}`;

/** What a secret's parameter holds between its stack's deployment and the operator's `npm run secrets`. */
export const unsetSecret = 'not-set';

/** Base name of the queue in which EventBridge Scheduler leaves what it could not hand to the dispatcher, which owns it. */
export const schedulesDeadLetterQueue = 'report-schedules-dlq';

/** Base name of the topic that every alarm notifies. Owned by the stack `alerts`, computed by every other one. */
export const alertsTopicName = 'alerts';

/** Timeout of the bot's function, seconds: its stack sets it, and its claims on updates have to outlast it. */
export const botTimeoutSeconds = 10;

/**
 * How long the notifier remembers a delivery after its last write, days; the bot says so to owners. Runs are kept for 40
 * days, in which a late result may still correct a report: a delivery that was forgotten earlier would be posted again.
 */
export const deliveryRetentionDays = 45;

/**
 * For how many days after a change a table can be restored to what was before it: what is deleted is in backups as long.
 * AWS's default for point-in-time recovery, which no stack changes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
 */
export const backupDays = 35;
