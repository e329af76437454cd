import { type CallParameters } from './call-parameters';
import { type Chats } from './chats';
import { type Conversation } from './conversation';
import { type FloodControl } from './flood-control';
import { type Webhook } from './webhook/webhook';
import { type BotCommand, type PeopleEvent } from './what-people-see';

/** The bot itself, as getMe shows it. */
export interface BotUser {
  readonly id: number;
  readonly username: string;
  readonly first_name: string;
}

/** What Telegram knows of a bot and its chats: what the methods, people and updates work on. */
export interface TelegramState {
  readonly bot: BotUser;
  /** Epoch ms. */
  readonly nowMs: () => number;
  /** Tells people what they see, or why they see nothing. */
  readonly tell: (event: PeopleEvent) => void;
  readonly chats: Chats;
  readonly conversation: Conversation;
  readonly floodControl: FloodControl;
  readonly webhook: Webhook;
  /** When each unanswered button was pressed, epoch ms, by the id of the query. */
  readonly pressedAtMs: Map<string, number>;
  /** By scope and language. */
  readonly commandLists: Map<string, readonly BotCommand[]>;
  /** What the bot says about itself, by kind and language. */
  readonly botTexts: Map<string, string>;
  /** Files that were sent, by id. */
  readonly files: Map<string, Uint8Array>;
}

/** @returns The result of the answer. @throws {BotApiError} What Telegram would refuse. */
export type Method = (parameters: CallParameters, state: TelegramState) => unknown;
