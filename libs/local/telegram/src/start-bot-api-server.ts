import { type OnBotApiEvent } from './bot-api-event';
import { type BotApiServer, type BotApiServerOptions } from './bot-api-server';
import { CallbackQueries } from './callback-queries';
import { Chats } from './chats';
import { ConversationStore } from './conversation';
import { Faults } from './faults';
import { FloodControl } from './flood-control';
import { learnFromUpdate } from './learn-from-update';
import { type BotCommand } from './methods/command-lists';
import { type MethodContext } from './methods/method';
import { People } from './people/people';
import { chatNameOf, peopleEventOf, peopleEventOfChange } from './people/people-event';
import { type PeopleEvent } from './people/what-people-see';
import { serveHttp } from './serve-http';
import { type TelegramUpdate } from './telegram-types';
import { Webhook } from './webhook/webhook';

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
  const floodControl = new FloodControl(() => clock.nowMs());
  floodControl.isOn = options.floodControl === 'on';
  const tell = (event: PeopleEvent): void => {
    options.onPeopleEvent?.(event, chatNameOf(event, context.chats));
  };
  const onEvent: OnBotApiEvent = (event) => {
    const shown = peopleEventOf(event);
    if (shown) tell(shown);
    options.onEvent?.(event);
  };
  const webhook: Webhook = new Webhook({
    clock,
    random,
    onEvent,
    answerTimeoutMs: webhookTimeoutMs,
  });
  const context: MethodContext = {
    bot,
    clock,
    webhook,
    chats: new Chats(),
    floodControl,
    botTexts: new Map(),
    files: new Map(),
    conversation: new ConversationStore((change) => tell(peopleEventOfChange(change))),
    callbackQueries: new CallbackQueries(({ queryId, text, showAlert }) =>
      tell({ type: 'callback-answered', queryId, text, showAlert }),
    ),
    commandLists: new Map<string, readonly BotCommand[]>(),
  };
  const faults = new Faults();
  const learn = (update: TelegramUpdate): void => learnFromUpdate(update, context, clock.nowMs());
  const ids = { updateId: Math.floor(random() * 1_000_000_000), queryId: Math.floor(random() * 1e15) };
  const pushUpdate = (update: TelegramUpdate): void => {
    if (!Number.isSafeInteger(update.update_id)) throw new TypeError('An update needs a whole number as update_id.');
    ids.updateId = Math.max(ids.updateId, update.update_id);
    learn(update);
    webhook.enqueue(update);
  };
  const people = new People({
    world: context,
    bot,
    nowMs: () => clock.nowMs(),
    nextUpdateId: () => (ids.updateId += 1),
    nextQueryId: () => String((ids.queryId += 1)),
    pushUpdate,
    learn,
  });
  const setFloodControl = (setting: 'on' | 'off'): void => {
    floodControl.isOn = setting === 'on';
  };
  const { url, stop } = await serveHttp({
    botApi: { token, context, faults, faultFor: options.faultFor, onEvent },
    clock,
    port: options.port ?? 0,
  });

  return {
    url,
    bot,
    conversation: context.conversation,
    callbackAnswers: context.callbackQueries.answers,
    pushUpdate,
    people,
    setChat: (change) => context.chats.set(change),
    chats: () => context.chats.list(),
    file: (fileId) => context.files.get(fileId),
    failNext: (method, fault) => faults.add(method, fault),
    webhookStatus: () => webhook.status(),
    pendingUpdates: () => webhook.pendingUpdates(),
    setFloodControl,
    isFloodControlled: () => floodControl.isOn,
    floodViolations: floodControl.violations,
    commands: (scope = 'default', languageCode = '') => context.commandLists.get(`${scope} ${languageCode}`) ?? [],
    close: async () => {
      webhook.stop();
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
