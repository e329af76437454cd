import { type Random } from '@pulso/kit/time';

import { type CallParameters } from './call-parameters';
import { Chats } from './chats';
import { Conversation, type ConversationMessage } from './conversation';
import { FloodControl } from './flood-control';
import { learnFromUpdate } from './learn-from-update';
import { type MethodName, methods } from './methods/methods';
import { People } from './people/people';
import { type BotApiAnswer, BotApiError, refusalAnswer, tooManyRequests } from './refusals';
import { type BotUser, type TelegramState } from './telegram-state';
import { type TelegramUpdate } from './webhook/update-schedule';
import { Webhook } from './webhook/webhook';
import { type BotCommand, type PeopleEvent } from './what-people-see';

export interface TelegramOptions extends Pick<TelegramState, 'bot' | 'nowMs'> {
  readonly random: Random;
  /** Told what people see, or why they see nothing; `chatName` is empty where it is about no chat. It carries texts. */
  readonly onPeopleEvent?: ((event: PeopleEvent, chatName: string) => void) | undefined;
  /** Told whenever a message is new, or shows something else. */
  readonly onMessage?: ((message: ConversationMessage) => void) | undefined;
  /** Told that {@link Webhook.takeReady} may have something to push. */
  readonly onReady?: () => void;
}

/**
 * Telegram's side of one bot: its chats, its people and the Bot API, as far as the methods that it has. Time and chance
 * are parameters, and it does no I/O: its owner carries calls in and updates out.
 *
 * @see https://core.telegram.org/bots/api
 */
export class Telegram implements TelegramState {
  readonly bot: BotUser;
  readonly nowMs: () => number;
  readonly tell: (event: PeopleEvent) => void;
  readonly chats = new Chats();
  readonly conversation: Conversation;
  readonly floodControl: FloodControl;
  readonly webhook: Webhook;
  readonly pressedAtMs = new Map<string, number>();
  readonly botTexts = new Map<string, string>();
  readonly files = new Map<string, Uint8Array>();
  readonly commandLists = new Map<string, readonly BotCommand[]>();
  /** What they say and press reaches the bot as updates. */
  readonly people: People;
  private lastUpdateId: number;

  constructor({ bot, nowMs, random, onPeopleEvent, onMessage, onReady = () => undefined }: TelegramOptions) {
    this.bot = bot;
    this.nowMs = nowMs;
    this.tell = (event) => onPeopleEvent?.(event, this.chatNameOf(event));
    this.conversation = new Conversation((happens, message) => {
      onMessage?.(message);
      this.tell({ type: `message-${happens}`, message });
    });
    this.floodControl = new FloodControl(nowMs);
    this.webhook = new Webhook({ nowMs, random, tell: this.tell, onReady });
    this.lastUpdateId = Math.floor(random() * 1_000_000_000);
    this.people = new People(this, {
      nextUpdateId: () => (this.lastUpdateId += 1),
      pushUpdate: (update) => this.pushUpdate(update),
      learn: (update) => learnFromUpdate(update, this),
    });
  }

  /** Executes a call of the bot. @returns The answer, also that of a refusal, of which people are told. */
  call(method: MethodName, parameters: CallParameters): BotApiAnswer {
    const { execute, parameters: allowed } = methods[method];
    try {
      parameters.refuseOthers(allowed);
      return { ok: true, result: execute(parameters, this) };
    } catch (error) {
      if (!(error instanceof BotApiError)) throw error;
      this.tellRefused(method, parameters, error.message);
      return refusalAnswer(error);
    }
  }

  /** Refuses a call for the rate of those before it, and closes its chat to the bot for as long. */
  throttle(method: MethodName, parameters: CallParameters, forMs: number): BotApiAnswer {
    const chat = this.chats.addressed(parameters);
    const error = chat ? this.floodControl.close(chat.id, forMs) : tooManyRequests(forMs);
    this.tellRefused(method, parameters, error.message);
    return refusalAnswer(error);
  }

  /** Tells people that a call of the bot was refused. */
  tellRefused(method: string, parameters: CallParameters, description: string): void {
    const chatId = parameters.has('chat_id') && { chatId: parameters.text('chat_id') };
    this.tell({ type: 'call-refused', method, ...chatId, description });
  }

  /**
   * Lets an update happen now: its chat and message become known and it waits for the webhook, with the `update_id` that it
   * has, so that the same update can be pushed twice on purpose.
   *
   * @throws {TypeError} `update_id` is no whole number. Not retryable.
   */
  pushUpdate(update: TelegramUpdate): void {
    if (!Number.isSafeInteger(update.update_id)) throw new TypeError('An update needs a whole number as update_id.');
    this.lastUpdateId = Math.max(this.lastUpdateId, update.update_id);
    learnFromUpdate(update, this);
    this.webhook.enqueue(update);
  }

  /** The commands of one scope and language, as they were set. */
  commands(scope = 'default', languageCode = ''): readonly BotCommand[] {
    return this.commandLists.get(`${scope} ${languageCode}`) ?? [];
  }

  /** @returns What the chat of an event is called, empty when it is about none. */
  private chatNameOf(event: PeopleEvent): string {
    const chatId = 'message' in event ? event.message.chatId : 'chatId' in event ? event.chatId : undefined;
    if (chatId === undefined) return '';
    const { title, firstName, username } = this.chats.get(Number(chatId)) ?? {};
    return title ?? firstName ?? (username === undefined ? `chat ${chatId}` : `@${username}`);
  }
}
