import { type Random } from '@pulso/kit/time';
import { type LocalClock } from '@pulso/world/time';
import { type OnBotApiEvent } from './bot-api-event';
import { type CallbackAnswer } from './callback-queries';
import { type Chat, type ChatChange } from './chats';
import { type Conversation } from './conversation';
import { type Fault } from './faults';
import { type FloodViolation } from './flood-control';
import { type BotCommand } from './methods/command-lists';
import { type MethodName } from './methods/methods';
import { type People } from './people/people';
import { type PeopleEvent } from './people/what-people-see';
import { type BotUser, type TelegramUpdate } from './telegram-types';
import { type WebhookStatus } from './webhook/webhook';

export interface BotApiServerOptions {
  /** Any text without a slash; one that looks like a real bot's token is refused. */
  readonly token: string;
  readonly clock: LocalClock;
  readonly random: Random;
  readonly bot: BotUser;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly onEvent?: OnBotApiEvent;
  /** Told what people see, or why they see nothing; `chatName` is empty where it is about no chat. It carries texts. */
  readonly onPeopleEvent?: (event: PeopleEvent, chatName: string) => void;
  /** Asked for every call that no fault of {@link BotApiServer.failNext} waits for. Absent: nothing goes wrong. `by`: request id of the invocation that calls. */
  readonly faultFor?: (method: MethodName, by: string | undefined) => Fault | undefined;
  /** How long the webhook may take for one answer, real ms. Telegram gives about a minute. */
  readonly webhookTimeoutMs?: number;
  /** Whether calls that come too fast are refused, default off. */
  readonly floodControl?: 'on' | 'off';
}

/** A running Bot API server, seen from Telegram's side. */
export interface BotApiServer {
  /** Root for clients: they append `/bot<token>/<method>`. */
  readonly url: string;
  readonly bot: BotUser;
  readonly conversation: Conversation;
  /** What pressed buttons were answered, oldest first. */
  readonly callbackAnswers: readonly CallbackAnswer[];
  /**
   * Lets an update happen now: its chat and message become known and it is pushed to the webhook, with the `update_id`
   * that it has, so that the same update can be pushed twice on purpose.
   *
   * @throws {TypeError} `update_id` is no whole number. Not retryable.
   */
  pushUpdate(update: TelegramUpdate): void;
  /** Telegram's users: what they say and press reaches the bot as updates. */
  readonly people: People;
  /** Adds or changes a chat, for example `{ id: -5, state: 'kicked' }`. */
  setChat(change: ChatChange): Chat;
  /** All chats that Telegram knows, persons among them. */
  chats(): readonly Chat[];
  /** A photo that the bot has sent, undefined for an unknown id. */
  file(fileId: string): Uint8Array | undefined;
  /** Makes the next call of a method go wrong; several faults wait for one call each. */
  failNext(method: MethodName, fault: Fault): void;
  webhookStatus(): WebhookStatus;
  /** What waits for the bot, those of one chat in their order. */
  pendingUpdates(): readonly TelegramUpdate[];
  /** Switches flood control on or off. */
  setFloodControl(setting: 'on' | 'off'): void;
  isFloodControlled(): boolean;
  /** Calls that came before the time that a 429 had named, oldest first. */
  readonly floodViolations: readonly FloodViolation[];
  /** The commands of one scope and language, as they were set. */
  commands(scope?: string, languageCode?: string): readonly BotCommand[];
  /** Stops pushing, cuts all connections and frees the port. */
  close(): Promise<void>;
}
