import { type PostedDestination, type TelegramDestination } from '@pulso/contracts/report-plan';

/** The differences between deployments. No secrets: they are parameters in SSM. */
export interface StageSettings {
  /** Part of every name: `pulso-<stage>-...`. */
  readonly stage: string;
  readonly region: string;
  /** The account for deployments of this stage, 12 digits. Absent: any, which the stage check allows only for `local`. */
  readonly accountId?: string;
  readonly telegramApiRoot: string;
  /** Log groups of other bots in this account and region that reports may query. */
  readonly foreignLogGroups: readonly string[];
  /** How long logs, including usage records, can be queried. */
  readonly logRetentionDays: number;
  /** Whether to protect from deletion what can't be restored: tables, queues, usage records, the pseudonym key. */
  readonly protectsData: boolean;
  /**
   * `Active`: Lambda samples invocations for X-Ray. `PassThrough`: it follows its caller.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_TracingConfig.html
   */
  readonly tracing: 'Active' | 'PassThrough';
  readonly bot: BotSettings;
  /**
   * Lists of destinations, by the name that reports use. About 49 chats fit: send to a channel that people join instead
   * of to each person.
   */
  readonly destinations: Readonly<Record<string, readonly StageDestination[]>>;
  /** Whether each hour is compared with its baseline. Default: hourly, which scans each hour once more. */
  readonly watch?: 'hourly' | 'off';
  /** The time zone of dates in reports that a chat asks for, an IANA name. Default: UTC. */
  readonly timeZone?: string;
  /** Required if a destination is a list of e-mail addresses. */
  readonly mail?: MailSettings;
  readonly alerts: AlertSettings;
}

/** The identity of a stage's bot, and its owners. */
export interface BotSettings {
  /** Telegram user ids of those who may ask for reports. */
  readonly adminUserIds: readonly number[];
  /** From getMe, so that a cold start needs no call. */
  readonly botInfo: { readonly id: number; readonly username: string; readonly firstName: string };
  /**
   * How many updates the bot handles at a time, at most, so that a flood of calls to its public URL leaves concurrency
   * for the account's other functions. Absent: as many as the account has.
   *
   * Lambda keeps 100 for functions that reserve none, so the account's quota must be 100 higher. The quota is 1,000; a
   * new account may have 10 until it has been used for some time, and can't reserve any.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
   */
  readonly reservedConcurrency?: number;
  /**
   * Names of secrets for the team's own commands, at most seven, of a-z, 0-9 and hyphens: `npm run secrets` sets each as
   * `command-NAME`.
   */
  readonly commandSecrets?: readonly string[];
}

/** A chat, or another kind of destination. Language absent: English; time zone absent: UTC. */
export type StageDestination = Omit<TelegramDestination, 'placeholderMessageId' | 'replacesRunId'> | PostedDestination;

/** The sender of mails. */
export interface MailSettings {
  /** An address, or `Name <address>`. SES must have verified it or its domain in the stage's region. */
  readonly from: string;
  /**
   * An existing configuration set of SES. Name it even if it is the identity's default: a set needs its own permission,
   * which is granted only for this one. Absent: the identity has none.
   *
   * @see https://github.com/medplum/medplum/pull/10102 for what SES says when that is missing
   */
  readonly configurationSetName?: string;
  /** Where readers unsubscribe: an https or mailto address. Default: none. */
  readonly unsubscribe?: string;
}

/** The recipients of a stage's alarms. */
export interface AlertSettings {
  /** Addresses that get every alarm. Each first gets a mail with a link to confirm, and nothing before that. */
  readonly emails: readonly string[];
  /**
   * The same addresses get a mail when the whole account has cost four fifths of this in a month, and when a higher cost
   * is expected. US dollars. Default: no budget.
   */
  readonly monthlyBudgetUsd?: number;
}
