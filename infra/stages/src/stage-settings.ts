import {
  type EmailDestination,
  type TelegramDestination,
  type WebhookDestination,
} from '@pulso/contracts/destinations';

/** A chat, a list of e-mail addresses or a webhook that gets reports. Language absent: English; time zone absent: UTC. */
export type StageDestination =
  Omit<TelegramDestination, 'placeholderMessageId'> | EmailDestination | WebhookDestination;

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

/** Everything in which one deployment differs from another. No secrets: those are parameters in SSM. */
export interface StageSettings {
  /** Part of every name: `pulso-<stage>-...`. */
  readonly stage: string;
  readonly region: string;
  /** Telegram user ids of those who may ask for reports. */
  readonly adminUserIds: readonly number[];
  /** As getMe answers, so that a cold start needs no call to find out. */
  readonly botInfo: { readonly id: number; readonly username: string; readonly firstName: string };
  readonly telegramApiRoot: string;
  /** By the name under which reports refer to them. */
  readonly destinations: Readonly<Record<string, readonly StageDestination[]>>;
  /** In which time zone chats that ask for a report read its dates, an IANA name. Default: UTC. */
  readonly timeZone?: string;
  /** Needed where a destination is a list of e-mail addresses. */
  readonly mail?: MailSettings;
  /** Log groups of other bots in this account and region that reports may query. */
  readonly foreignLogGroups: readonly string[];
  /** How long logs, and with them usage records, can be queried. */
  readonly logRetentionDays: number;
  /** Whether tables refuse to be deleted. */
  readonly protectsData: boolean;
  /** What every alarm notifies, for example an SNS topic in this region. Default: none; alarms show in the console alone. */
  readonly alarmActionArns?: readonly string[];
}
