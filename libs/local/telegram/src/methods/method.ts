import { type LocalClock } from '@pulso/local-clock';
import { type CallParameters } from '../call-parameters';
import { type World } from '../learn-from-update';
import { type StoredFile } from './stored-file';
import { type FloodControl } from '../flood-control';
import { type BotUser, type JsonObject } from '../telegram-types';
import { type UpdatePoller } from '../polling/update-poller';
import { type Webhook } from '../webhook/webhook';
import { type CommandLists } from './command-lists';

/** What the methods work on. */
export interface MethodContext extends World {
  readonly bot: BotUser;
  readonly clock: Pick<LocalClock, 'nowMs'>;
  readonly webhook: Webhook;
  readonly poller: UpdatePoller;
  readonly commandLists: CommandLists;
  /** What the bot says about itself, by kind and language. */
  readonly botTexts: Map<string, string>;
  /** Menu buttons by chat, 0 for the default one. */
  readonly menuButtons: Map<number, JsonObject>;
  /** Files that were sent, by id. */
  readonly files: Map<string, StoredFile>;
  /** Ids of pinned messages by chat, the last one behind the others. */
  readonly pins: Map<number, readonly number[]>;
  readonly floodControl: FloodControl;
}

export interface MethodResult {
  readonly result: unknown;
  /** Some methods say what they did. */
  readonly description?: string;
}

/** @throws {BotApiError} What Telegram would refuse. */
export type Method = (parameters: CallParameters, context: MethodContext) => MethodResult | Promise<MethodResult>;
