import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type LocalClock } from '@pulso/local-clock';
import { type Random } from '@pulso/time';
import { type ApiAnswer, errorAnswer } from './api-answer';
import { BotApiError } from './bot-api-error';
import { type OnBotApiEvent } from './bot-api-event';
import { type CallbackAnswer, CallbackQueries } from './callback-queries';
import { type Chat, type ChatChange, Chats } from './chats';
import { type Conversation, type ConversationChange, ConversationStore } from './conversation';
import { executeWebhookReply } from './execute-webhook-reply';
import { type Fault, Faults } from './faults';
import { FloodControl, type FloodViolation } from './flood-control';
import { type HandleRequestDeps, type Reaction, handleRequest } from './handle-request';
import { learnFromUpdate } from './learn-from-update';
import { type BotCommand } from './methods/command-lists';
import { type MethodContext } from './methods/method';
import { type MethodName } from './methods/methods';
import { type PeopleApiDeps, handlePeopleRequest, isPeoplePath } from './people/handle-people-request';
import { People } from './people/people';
import { type PeopleEvent, peopleEventOf, shownMessage } from './people/people-event';
import { PeopleLog } from './people/people-log';
import { UpdatePoller } from './polling/update-poller';
import { type BotUser, type TelegramUpdate } from './telegram-types';
import { Webhook, type WebhookStatus } from './webhook/webhook';

export interface BotApiServerOptions {
  /** Any text without a slash; one that looks like a real bot's token is refused. */
  readonly token: string;
  readonly clock: LocalClock;
  readonly random: Random;
  readonly bot: BotUser;
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

/** Larger bodies are refused. @see https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.h MAX_TOTAL_PARAMETERS_LENGTH */
const maxBodyBytes = 1024 * 1024;

/** The same with files, of which Telegram takes 50 MB. @see https://core.telegram.org/bots/api#sending-files */
const maxFormBytes = 51 * 1024 * 1024;

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
  const { url, stop } = await listen(
    { token, context, faults, faultFor: options.faultFor, onEvent },
    {
      token,
      people,
      log,
      setFloodControl: (isOn) => {
        floodControl.isOn = isOn;
      },
      listening: () => ({ webhookUrl: webhook.current.url, isPolling: context.poller.isPolling() }),
    },
    clock,
  );

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
    setFloodControl: (setting) => {
      floodControl.isOn = setting === 'on';
    },
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

function peopleEventOfChange(change: ConversationChange): PeopleEvent {
  switch (change.type) {
    case 'sent':
      return { type: 'message-sent', message: shownMessage(change.message) };
    case 'edited':
      return { type: 'message-edited', message: shownMessage(change.message) };
    case 'deleted':
      return { type: 'message-deleted', chatId: change.message.chatId, messageId: change.message.messageId };
    case 'action':
      return { type: 'chat-action', chatId: change.chatId, action: change.action };
    default:
      return change satisfies never;
  }
}

async function listen(
  deps: HandleRequestDeps,
  peopleDeps: PeopleApiDeps,
  clock: LocalClock,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    // Whoever waits for something to happen must not keep the time from passing.
    if (!waitsForEvents(request.url ?? '')) response.on('close', clock.hold());
    serve(request, response, deps, peopleDeps).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}

const waitsForEvents = (path: string): boolean => isPeoplePath(path) || /\/getupdates\/?(\?|$)/i.test(path);

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  deps: HandleRequestDeps,
  peopleDeps: PeopleApiDeps,
): Promise<void> {
  const { method = '', url: path = '/', headers } = request;
  const isForm = headers['content-type']?.toLowerCase().includes('multipart/form-data') === true;
  const body = await readBody(request, isForm ? maxFormBytes : maxBodyBytes);
  const reaction: Reaction = !body
    ? errorAnswer(new BotApiError(413, 'Request Entity Too Large'))
    : isPeoplePath(path)
      ? await handlePeopleRequest({ method, pathname: path, body }, peopleDeps)
      : await handleRequest({ method, path, contentType: headers['content-type'] ?? '', body }, deps);
  if (reaction === 'disconnect') response.destroy();
  else if (reaction !== 'hang') write(response, reaction);
}

/** @returns `undefined` when the body is too large; its rest is read and forgotten. */
async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}

function write(response: ServerResponse, { status, contentType, body, retryAfterSeconds }: ApiAnswer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  });
  response.end(body);
}
