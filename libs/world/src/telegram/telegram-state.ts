import { type CallParameters } from './call-parameters';
import { type Chats } from './chats';
import { type ConversationStore } from './conversation';
import { type FloodControl } from './flood-control';
import { type PeopleEvent } from './what-people-see';
import { type Webhook } from './webhook/webhook';

/** The bot itself, as getMe shows it. */
export interface BotUser {
  readonly id: number;
  readonly username: string;
  readonly first_name: string;
}

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/** An answer to a press of a button, as the person saw it. */
export interface CallbackAnswer {
  readonly queryId: string;
  readonly text: string;
  readonly showAlert: boolean;
  readonly atMs: number;
}

/** What Telegram knows of a bot and its chats: what the methods, people and updates work on. */
export interface TelegramState {
  readonly bot: BotUser;
  /** Epoch ms. */
  readonly nowMs: () => number;
  readonly chats: Chats;
  readonly conversation: ConversationStore;
  /** When which button was pressed that waits for an answer, epoch ms, by the id of the query. */
  readonly pressedAtMs: Map<string, number>;
  /** What pressed buttons were answered, oldest first. */
  readonly callbackAnswers: CallbackAnswer[];
  readonly floodControl: FloodControl;
  readonly webhook: Webhook;
  /** By scope and language. */
  readonly commandLists: Map<string, readonly BotCommand[]>;
  /** What the bot says about itself, by kind and language. */
  readonly botTexts: Map<string, string>;
  /** Files that were sent, by id. */
  readonly files: Map<string, Uint8Array>;
  readonly tell: (event: PeopleEvent) => void;
}

export interface MethodResult {
  readonly result: unknown;
  /** Some methods say what they did. */
  readonly description?: string;
}

/** @throws {BotApiError} What Telegram would refuse. */
export type Method = (parameters: CallParameters, state: TelegramState) => MethodResult;
