import { type UsageRecord, usageFields } from '@pulso/contracts/usage-metrics';
import * as z from 'zod/mini';

import { type OwnPress } from '../commands/own-message';

export type ChatType = NonNullable<UsageRecord['chat_type']>;

/** @returns undefined for a kind of chat that Telegram does not have today. */
export const chatTypeOf = (type: string | undefined): ChatType | undefined =>
  (['private', 'group', 'supergroup', 'channel'] as const).find((known) => known === type);

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

/**
 * A command as Telegram recognises one at the start of a text: `/name` or `/name@bot`, unless the next character makes it
 * a path or a tag. Entities are not consulted: they say the same and may be missing.
 */
const commandPattern = /^\/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?![A-Za-z0-9_@/<>])/;

/**
 * Finds the command that a text starts with.
 *
 * @param botUsername - Without `@`; its case is ignored, as Telegram does.
 * @param names - Of the commands that the bot has.
 */
export function parseCommand(text: string, botUsername: string, names: readonly string[]): Command | undefined {
  const [command = '', written, suffix] = commandPattern.exec(text) ?? [];
  if (written === undefined) return undefined;
  const isOurs = suffix?.toLowerCase() === botUsername.toLowerCase();
  const addressee = suffix === undefined ? 'any-bot' : isOurs ? 'us' : 'other-bot';
  const known = addressee === 'other-bot' ? undefined : names.find((name) => name === written.toLowerCase());
  return { name: known ?? unknownCommand, addressee, argument: text.slice(command.length).trim() };
}

/**
 * Bounds what a person's app claims to speak: it ends up in a record that queries group by.
 *
 * @returns Lower case, for example `pt-br`; undefined when it does not look like a language.
 */
export const languageCodeOf = (claimed: string | undefined): string | undefined =>
  z.safeParse(usageFields.language_code.schema, claimed?.toLowerCase()).data;

/** What messages and presses have in common. */
export interface Asked {
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
  /** Telegram's own date of the message, epoch ms. */
  readonly requestedAtMs: number | undefined;
  /** What the person wrote, anything. For the team's commands alone: never logged, never stored. */
  readonly text: string | undefined;
  /** What the messages of an album have in common within their chat. */
  readonly mediaGroupId: string | undefined;
  readonly command: Command | undefined;
  /** Whether the person has changed a message that was sent before. It is no request of its own, but is answered. */
  readonly isEdited?: true;
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

/** Neither edits nor buttons below reports count: an owner who reads reports does not use the bot. */
export const isCounted = (request: UserRequest): request is CountedRequest =>
  request.updateType === 'message' ? !request.isEdited : request.ownPress !== undefined && request.chatId !== undefined;
