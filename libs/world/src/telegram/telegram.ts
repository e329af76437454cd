import { type Random } from '@pulso/kit/time';

import { type CallParameters } from './call-parameters';
import { type Chat, type ChatChange, Chats } from './chats';
import { type Conversation, type ConversationMessage, ConversationStore } from './conversation';
import { FloodControl } from './flood-control';
import { learnFromUpdate } from './learn-from-update';
import { type MethodName, methods } from './methods/methods';
import { People } from './people/people';
import { chatNameOf, shownMessage } from './people/show-message';
import { BotApiError, type BotApiAnswer, refusalAnswer, tooManyRequests } from './refusals';
import { type BotCommand, type BotUser, type CallbackAnswer, type TelegramState } from './telegram-state';
import { type TelegramUpdate } from './webhook/update-route';
import { Webhook } from './webhook/webhook';
import { type PeopleEvent } from './what-people-see';

export interface TelegramOptions {
  readonly bot: BotUser;
  /** Epoch ms. */
  readonly nowMs: () => number;
  readonly random: Random;
  /** Told what people see, or why they see nothing; `chatName` is empty where it is about no chat. It carries texts. */
  readonly onPeopleEvent?: ((event: PeopleEvent, chatName: string) => void) | undefined;
  /** Told whenever a message is new, or shows something else. */
  readonly onMessage?: ((message: ConversationMessage) => void) | undefined;
  /** Told that {@link Webhook.takeReady} may have something to push. */
  readonly onReady?: () => void;
}

/**
 * Telegram's side of one bot: its chats, its people and the Bot API, as far as the methods that it has. All its time and
 * chance are given, and it reaches nothing: who has it carries calls in and updates out.
 *
 * @see https://core.telegram.org/bots/api
 */
export class Telegram {
  readonly bot: BotUser;
  /** What they say and press reaches the bot as updates. */
  readonly people: People;
  readonly webhook: Webhook;
  private readonly state: TelegramState;
  private lastUpdateId: number;

  constructor({ bot, nowMs, random, onPeopleEvent, onMessage, onReady = () => undefined }: TelegramOptions) {
    const chats = new Chats();
    const tell = (event: PeopleEvent): void => onPeopleEvent?.(event, chatNameOf(event, chats));
    this.bot = bot;
    this.webhook = new Webhook({ nowMs, random, tell, onReady });
    this.state = {
      ...{ bot, nowMs, chats, tell, webhook: this.webhook },
      conversation: new ConversationStore((happens, message) => {
        onMessage?.(message);
        if (onPeopleEvent) tell({ type: `message-${happens}`, message: shownMessage(message) });
      }),
      floodControl: new FloodControl(nowMs),
      pressedAtMs: new Map(),
      callbackAnswers: [],
      botTexts: new Map(),
      files: new Map(),
      commandLists: new Map(),
    };
    this.lastUpdateId = Math.floor(random() * 1_000_000_000);
    let lastQueryId = Math.floor(random() * 1e15);
    this.people = new People(this.state, {
      nextUpdateId: () => (this.lastUpdateId += 1),
      nextQueryId: () => String((lastQueryId += 1)),
      pushUpdate: (update) => this.pushUpdate(update),
      learn: (update) => learnFromUpdate(update, this.state),
    });
  }

  get conversation(): Conversation {
    return this.state.conversation;
  }

  /** What pressed buttons were answered, oldest first. */
  get callbackAnswers(): readonly CallbackAnswer[] {
    return this.state.callbackAnswers;
  }

  /** Executes a call of the bot. @returns The answer, also that of a refusal, of which people are told. */
  call(method: MethodName, parameters: CallParameters): BotApiAnswer {
    const { execute, parameters: allowed } = methods[method];
    try {
      parameters.refuseOthers(allowed);
      return { ok: true, ...execute(parameters, this.state) };
    } catch (error) {
      if (!(error instanceof BotApiError)) throw error;
      this.tellRefused(method, parameters, error.message);
      return refusalAnswer(error);
    }
  }

  /** Refuses a call for the rate of those before it, and closes its chat to the bot for as long. */
  throttle(method: MethodName, parameters: CallParameters, forMs: number): BotApiAnswer {
    const chat = this.state.chats.addressed(parameters);
    const error = chat ? this.state.floodControl.close(chat.id, forMs) : tooManyRequests(forMs);
    this.tellRefused(method, parameters, error.message);
    return refusalAnswer(error);
  }

  /** Tells people that the bot has called a method in vain. */
  tellRefused(method: string, parameters: CallParameters, description: string): void {
    const chatId = parameters.has('chat_id') && { chatId: parameters.text('chat_id') };
    this.state.tell({ type: 'call-refused', method, ...chatId, description });
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
    learnFromUpdate(update, this.state);
    this.webhook.enqueue(update);
  }

  /** Adds or changes a chat, for example `{ id: -5, state: 'kicked' }`. */
  setChat(change: ChatChange): Chat {
    return this.state.chats.set(change);
  }

  /** All chats that Telegram knows, persons among them. */
  chats(): readonly Chat[] {
    return this.state.chats.list();
  }

  /** A group becomes a supergroup with another id. */
  migrate(chatId: number, toChatId: number): void {
    this.state.chats.migrate(chatId, toChatId);
  }

  /** People delete a message of the bot. */
  deleteMessage(message: ConversationMessage): void {
    this.state.conversation.delete(message, this.state.nowMs());
  }

  /** A message of the bot takes no edit from now on. */
  lockMessage(message: ConversationMessage): void {
    this.state.conversation.lock(message);
  }

  /** @returns When a chat was or will be open to the bot, epoch ms; 0: it always was. */
  closedUntil(chatId: number): number {
    return this.state.floodControl.closedUntil(chatId);
  }

  /** A file that the bot has sent, undefined for an unknown id. */
  file(fileId: string): Uint8Array | undefined {
    return this.state.files.get(fileId);
  }

  /** Whether calls that come too fast are refused. */
  isFloodControlled(): boolean {
    return this.state.floodControl.isOn;
  }

  setFloodControl(setting: 'on' | 'off'): void {
    this.state.floodControl.isOn = setting === 'on';
  }

  /** The commands of one scope and language, as they were set. */
  readonly commands = (scope = 'default', languageCode = ''): readonly BotCommand[] =>
    this.state.commandLists.get(`${scope} ${languageCode}`) ?? [];
}
