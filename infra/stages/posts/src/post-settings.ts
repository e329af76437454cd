import { type EmailDestination, type WebhookDestination } from '@pulso/contracts/destinations';

/** A list of e-mail addresses or a webhook that gets reports. Language absent: English; time zone absent: UTC. */
export type PostedDestination = EmailDestination | WebhookDestination;

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

/** Where reports of a stage go besides Telegram. */
export interface PostSettings {
  /** By the name under which reports refer to them, which may name chats, too. */
  readonly destinations: Readonly<Record<string, readonly PostedDestination[]>>;
  /** Needed where a destination is a list of e-mail addresses. */
  readonly mail?: MailSettings;
}
