import { type TelegramDestination } from '@pulso/contracts/destinations';

/** A chat that gets reports. Language absent: English; time zone absent: UTC. */
export type ChatDestination = Omit<TelegramDestination, 'placeholderMessageId'>;

/** Which chats of a stage get reports. */
export interface ChatSettings {
  /** By the name under which reports refer to them. */
  readonly destinations: Readonly<Record<string, readonly ChatDestination[]>>;
  /** In which time zone chats that ask for a report read its dates, an IANA name. Default: UTC. */
  readonly timeZone?: string;
}
