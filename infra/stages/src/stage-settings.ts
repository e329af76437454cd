import { type PostedDestination, type TelegramDestination } from '@pulso/contracts/report-plan';

/** In what one deployment differs from another. No secrets: those are parameters in SSM. */
export interface StageSettings {
  /** Part of every name: `pulso-<stage>-...`. */
  readonly stage: string;
  readonly region: string;
  /** The account that this stage may be deployed to, 12 digits. Absent: any, which the stage check allows `local` alone. */
  readonly accountId?: string;
  readonly telegramApiRoot: string;
  /** Log groups of other bots in this account and region that reports may query. */
  readonly foreignLogGroups: readonly string[];
  /** How long logs, and with them usage records, can be queried. */
  readonly logRetentionDays: number;
  /** Whether what can't be made again refuses to be deleted: tables, queues, usage records, the pseudonym key. */
  readonly protectsData: boolean;
  /**
   * `Active`: Lambda samples invocations for X-Ray. `PassThrough`: it traces what its caller traces.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_TracingConfig.html
   */
  readonly tracing: 'Active' | 'PassThrough';
  readonly bot: BotSettings;
  /**
   * Where reports go, by the name under which reports refer to a list. About 49 chats fit: send to a channel that people
   * join instead of to each person.
   */
  readonly destinations: Readonly<Record<string, readonly StageDestination[]>>;
  /** Whether each hour is compared with what is usual at that time. Default: hourly, one scan of the hour more. */
  readonly watch?: 'hourly' | 'off';
  /** In which time zone chats that ask for a report read its dates, an IANA name. Default: UTC. */
  readonly timeZone?: string;
  /** Needed where a destination is a list of e-mail addresses. */
  readonly mail?: MailSettings;
  readonly alerts: AlertSettings;
}

/** Who the bot of a stage is, and whom it obeys. */
export interface BotSettings {
  /** Telegram user ids of those who may ask for reports. */
  readonly adminUserIds: readonly number[];
  /** As getMe answers, so that a cold start needs no call to find out. */
  readonly botInfo: { readonly id: number; readonly username: string; readonly firstName: string };
  /**
   * How many updates the bot handles at a time, at most: a flood of calls to its public URL then leaves the account's
   * other functions their share. Absent: as many as the account has.
   *
   * Lambda wants 100 left for functions that reserve none, so this needs an account quota of 100 more. The quota is 1,000;
   * a new account may have 10 until it has been used for some time, and can then reserve none.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
   */
  readonly reservedConcurrency?: number;
  /**
   * Secrets that the team's own commands read, seven at most, by names of a-z, 0-9 and hyphens: `npm run secrets` sets each
   * as `command-NAME`.
   */
  readonly commandSecrets?: readonly string[];
}

/** A chat, or one of any other kind. Language absent: English; time zone absent: UTC. */
export type StageDestination = Omit<TelegramDestination, 'placeholderMessageId' | 'replacesRunId'> | PostedDestination;

/** From whom mails come. */
export interface MailSettings {
  /** An address, or `Name <address>`, that SES has verified in the stage's region, or of a domain that it has. */
  readonly from: string;
  /**
   * An existing configuration set of SES. Name it also where it is the identity's default: a set takes a permission of its
   * own, which is granted for this one alone. Absent: the identity has none.
   *
   * @see https://github.com/medplum/medplum/pull/10102 for what SES says when that is missing
   */
  readonly configurationSetName?: string;
  /** Where readers ask to get no more mails: an https or mailto address. Default: none is named. */
  readonly unsubscribe?: string;
}

/** Whom the alarms of a stage reach. */
export interface AlertSettings {
  /** Addresses that get every alarm. Each gets a mail first, with a link to confirm: until then it gets nothing. */
  readonly emails: readonly string[];
  /**
   * Mails the same addresses when the whole account has cost four fifths of this in a month, and when it is expected to
   * cost more. US dollars. Default: no budget.
   */
  readonly monthlyBudgetUsd?: number;
}
