import { type LocalClock } from '@pulso/world/time';
import { type CallParameters } from '../call-parameters';
import { type World } from '../learn-from-update';
import { type FloodControl } from '../flood-control';
import { type BotUser } from '../telegram-types';
import { type Webhook } from '../webhook/webhook';
import { type CommandLists } from './command-lists';

/** What the methods work on. */
export interface MethodContext extends World {
  readonly bot: BotUser;
  readonly clock: Pick<LocalClock, 'nowMs'>;
  readonly webhook: Webhook;
  readonly commandLists: CommandLists;
  /** What the bot says about itself, by kind and language. */
  readonly botTexts: Map<string, string>;
  /** Photos that were sent, by id. */
  readonly files: Map<string, Uint8Array>;
  readonly floodControl: FloodControl;
}

export interface MethodResult {
  readonly result: unknown;
  /** Some methods say what they did. */
  readonly description?: string;
}

/** @throws {BotApiError} What Telegram would refuse. */
export type Method = (parameters: CallParameters, context: MethodContext) => MethodResult;
