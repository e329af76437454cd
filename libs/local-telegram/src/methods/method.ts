import { type LocalClock } from '@pulso/local-clock';
import { type CallParameters } from '../call-parameters';
import { type World } from '../learn-from-update';
import { type BotUser } from '../telegram-types';
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
}

export interface MethodResult {
  readonly result: unknown;
  /** Some methods say what they did. */
  readonly description?: string;
}

/** @throws {BotApiError} What Telegram would refuse. */
export type Method = (parameters: CallParameters, context: MethodContext) => MethodResult | Promise<MethodResult>;
