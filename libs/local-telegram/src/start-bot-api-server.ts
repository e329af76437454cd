import { type LocalClock } from '@pulso/local-clock';
import { type Random } from '@pulso/time';
import { type OnBotApiEvent } from './bot-api-event';
import { type CallbackAnswer, CallbackQueries } from './callback-queries';
import { type Chat, type ChatChange, Chats } from './chats';
import { type Conversation, ConversationStore } from './conversation';
import { executeWebhookReply } from './execute-webhook-reply';
import { type Fault, Faults } from './faults';
import { FloodControl, type FloodViolation } from './flood-control';
import { learnFromUpdate } from './learn-from-update';
import { type BotCommand } from './methods/command-lists';
import { type MethodContext } from './methods/method';
import { type MethodName } from './methods/methods';
import { People } from './people/people';
import { peopleEventOf, peopleEventOfChange } from './people/people-event';
import { PeopleLog } from './people/people-log';
import { UpdatePoller } from './polling/update-poller';
import { serveHttp } from './serve-http';
import { type BotUser, type TelegramUpdate } from './telegram-types';
import { Webhook, type WebhookStatus } from './webhook/webhook';

export interface BotApiServerOptions {
  /** Any text without a slash; one that looks like a real bot's token is refused. */
  readonly token: string;
  readonly clock: LocalClock;
  readonly random: Random;
  readonly bot: BotUser;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly onEvent?: OnBotApiEvent;
  /** Asked for every call that no fault of {@link BotApiServer.failNext} waits for. Absent: nothing goes wrong. */
  readonly faultFor?: (method: MethodName) => Fault | undefined;
  /** How long the webhook may take for one answer, real ms. Telegram gives about a minute. */
  readonly webhookTimeoutMs?: number;
  /** Whether calls that come too fast are refused, default off. */
  readonly floodControl?: 'on' | 'off';
}

/** A running Bot API server, seen from Telegram's side. */
export interface BotApiServer {
  /** Root for clients: they append `/bot<token>/<method>`. */
  readonly url: string;
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
  /** Makes the next call of a method go wrong; several faults wait for one call each. */
  failNext(method: MethodName, fault: Fault): void;
  webhookStatus(): WebhookStatus;
  /** Whether somebody asks for updates with getUpdates, or did so in the last minute. */
  isPolled(): boolean;
  /** Switches flood control on or off. */
  setFloodControl(setting: 'on' | 'off'): void;
  /** Calls that came before the time that a 429 had named, oldest first. */
  readonly floodViolations: readonly FloodViolation[];
  /** The commands of one scope and language, as they were set. */
  commands(scope?: string, languageCode?: string): readonly BotCommand[];
  /** Stops pushing, cuts all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a Bot API server that behaves like Telegram's as far as the methods it has.
 *
 * It listens on 127.0.0.1 only and pushes to loopback addresses only. All its time is the clock's, but the time that a
 * webhook takes to answer: a push in flight holds the clock.
 *
 * @throws {RangeError} The token looks real. Not retryable.
 * @see https://core.telegram.org/bots/api
 */
export async function startBotApiServer(options: BotApiServerOptions): Promise<BotApiServer> {
  const { token, clock, random, bot, webhookTimeoutMs = 60_000 } = options;
  refuseRealToken(token);
  const log = new PeopleLog();
  const floodControl = new FloodControl(() => clock.nowMs());
  floodControl.isOn = options.floodControl === 'on';
  const onEvent: OnBotApiEvent = (event) => {
    const shown = peopleEventOf(event);
    if (shown) log.append(shown);
    options.onEvent?.(event);
  };
  const webhook: Webhook = new Webhook({
    clock,
    random,
    onEvent,
    answerTimeoutMs: webhookTimeoutMs,
    onPending: () => context.poller.wake(),
    executeReply: (answer) => executeWebhookReply(answer, context, onEvent),
  });
  const context: MethodContext = {
    bot,
    clock,
    webhook,
    chats: new Chats(),
    poller: new UpdatePoller(webhook, clock),
    floodControl,
    botTexts: new Map(),
    menuButtons: new Map(),
    files: new Map(),
    pins: new Map(),
    conversation: new ConversationStore((change) => log.append(peopleEventOfChange(change))),
    callbackQueries: new CallbackQueries(({ queryId, text, showAlert }) =>
      log.append({ type: 'callback-answered', queryId, text, showAlert }),
    ),
    commandLists: new Map<string, readonly BotCommand[]>(),
  };
  const faults = new Faults();
  const learn = (update: TelegramUpdate): void => learnFromUpdate(update, context, clock.nowMs());
  let lastUpdateId = Math.floor(random() * 1_000_000_000);
  const pushUpdate = (update: TelegramUpdate): void => {
    if (!Number.isSafeInteger(update.update_id)) throw new TypeError('An update needs a whole number as update_id.');
    lastUpdateId = Math.max(lastUpdateId, update.update_id);
    learn(update);
    webhook.enqueue(update);
  };
  let lastQueryId = Math.floor(random() * 1e15);
  const people = new People({
    world: context,
    bot,
    nowMs: () => clock.nowMs(),
    nextUpdateId: () => (lastUpdateId += 1),
    nextQueryId: () => String((lastQueryId += 1)),
    pushUpdate,
    learn,
  });
  const setFloodControl = (setting: 'on' | 'off'): void => {
    floodControl.isOn = setting === 'on';
  };
  const { url, stop } = await serveHttp({
    botApi: { token, context, faults, faultFor: options.faultFor, onEvent },
    peopleApi: {
      token,
      people,
      log,
      setFloodControl,
      listening: () => ({ webhookUrl: webhook.current.url, isPolling: context.poller.isPolling() }),
    },
    clock,
    port: options.port ?? 0,
  });

  return {
    url,
    conversation: context.conversation,
    callbackAnswers: context.callbackQueries.answers,
    pushUpdate,
    people,
    setChat: (change) => context.chats.set(change),
    failNext: (method, fault) => faults.add(method, fault),
    webhookStatus: () => webhook.status(),
    isPolled: () => context.poller.isPolling(),
    setFloodControl,
    floodViolations: floodControl.violations,
    commands: (scope = 'default', languageCode = '') => context.commandLists.get(`${scope} ${languageCode}`) ?? [],
    close: async () => {
      webhook.stop();
      context.poller.interrupt('the server has stopped');
      await stop();
    },
  };
}

/** @see https://core.telegram.org/bots/features#generating-an-authentication-token */
function refuseRealToken(token: string): void {
  if (/^\d{8,}:AA[\w-]{33}$/.test(token)) {
    throw new RangeError(
      'This looks like the token of a real bot; the local Bot API server takes made-up tokens only.',
    );
  }
}
