import { type UsageRecord } from '@pulso/contracts/usage-metrics';

import { type OwnPress } from './commands/own-buttons';

export type ChatType = NonNullable<UsageRecord['chat_type']>;

const chatTypes: readonly ChatType[] = ['private', 'group', 'supergroup', 'channel'];

/** @returns undefined for a kind of chat that Telegram does not have today. */
export const chatTypeOf = (type: string | undefined): ChatType | undefined => chatTypes.find((known) => known === type);

/** The name of a command that the bot does not have. */
export const unknownCommand = 'unknown';

/** The command that a message starts with. */
export interface Command {
  /** A command that the bot has; {@link unknownCommand} for one that it does not have, and for every command to another bot. */
  readonly name: string;
  /** Which bot the `@` suffix names; `any-bot` without a suffix. */
  readonly addressee: 'us' | 'other-bot' | 'any-bot';
  /** What follows it, without the spaces around, anything; empty when nothing does. */
  readonly argument: string;
}

interface Asked {
  readonly updateId: number;
  readonly userId: number;
  readonly firstName: string | undefined;
  readonly languageCode: string | undefined;
  readonly chatType: ChatType | undefined;
  readonly isGroup: boolean;
  /** The forum topic of the message, or of the one below which the button is. Private chats may have topics, too. */
  readonly topicId: number | undefined;
}

/** A person wrote a message to the bot. */
export interface MessageRequest extends Asked {
  readonly updateType: 'message';
  readonly chatId: number;
  readonly messageId: number;
  /** Telegram's own date of the message, epoch seconds. */
  readonly dateSeconds: number | undefined;
  /** What the person wrote, anything. For the team's commands alone: never logged, never stored. */
  readonly text: string | undefined;
  /** What the messages of an album have in common within their chat. */
  readonly mediaGroupId: string | undefined;
  readonly command: Command | undefined;
  /** Where the person comes from, see {@link startSourceOf}. */
  readonly source: string | undefined;
}

/** A person pressed a button. */
export interface CallbackRequest extends Asked {
  readonly updateType: 'callback_query';
  readonly callbackQueryId: string;
  /** What the button carries, anything. */
  readonly data: string | undefined;
  /** The same, where it is a button of a command that the bot has. */
  readonly ownPress: OwnPress | undefined;
  readonly chatId: number | undefined;
  /** Of the message below which the button is. */
  readonly messageId: number | undefined;
}

/** Something that a person wants from the bot. */
export type UserRequest = MessageRequest | CallbackRequest;

/** A request that counts as use of the bot. */
export type CountedRequest =
  | MessageRequest
  | (CallbackRequest & { readonly ownPress: OwnPress; readonly chatId: number });

/** Buttons below reports are for owners, and how those read their reports is no use of the bot. */
export const isCounted = (request: UserRequest): request is CountedRequest =>
  request.updateType === 'message' || (request.ownPress !== undefined && request.chatId !== undefined);

/** What the bot knows about a request besides what Telegram has sent. */
export interface RequestContext {
  /** Of the person who asks, also once they were forgotten: runs are named by it, and no record is. */
  readonly userPseudonym: string;
  /** What the update is claimed by: the same for all deliveries, and no other update's. */
  readonly claimId: string;
  /** Counts from 1 over all deliveries of the update. */
  readonly attempt: number;
  /** When the first of them came, epoch ms: the same for all of them. */
  readonly firstClaimedAtMs: number;
  /** How many messages of the reply earlier deliveries have sent. */
  readonly sentCount: number;
  /** Notes for a later delivery how many are sent. @throws The store fails. */
  noteSent(count: number): Promise<void>;
}
