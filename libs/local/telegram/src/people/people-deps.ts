import { type World } from '../learn-from-update';
import { type BotUser, type TelegramUpdate } from '../telegram-types';

export interface PeopleDeps {
  readonly world: World;
  readonly bot: BotUser;
  readonly nowMs: () => number;
  readonly nextUpdateId: () => number;
  readonly nextQueryId: () => string;
  /** Lets the update happen, and pushes it to the bot. */
  readonly pushUpdate: (update: TelegramUpdate) => void;
  /** Lets the update happen behind the bot's back. */
  readonly learn: (update: TelegramUpdate) => void;
}
