import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type LocalClock } from '@pulso/local-clock';
import { type Random } from '@pulso/time';
import { type ApiAnswer, errorAnswer } from './api-answer';
import { BotApiError } from './bot-api-error';
import { type OnBotApiEvent } from './bot-api-event';
import { type CallbackAnswer, CallbackQueries } from './callback-queries';
import { type Chat, type ChatChange, Chats } from './chats';
import { type Conversation, ConversationStore } from './conversation';
import { executeWebhookReply } from './execute-webhook-reply';
import { type Fault, Faults } from './faults';
import { type HandleRequestDeps, type Reaction, handleRequest } from './handle-request';
import { learnFromUpdate } from './learn-from-update';
import { type BotCommand } from './methods/command-lists';
import { type MethodContext } from './methods/method';
import { type MethodName } from './methods/methods';
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
  /** Adds or changes a chat, for example `{ id: -5, state: 'kicked' }`. */
  setChat(change: ChatChange): Chat;
  /** Makes the next call of a method go wrong; several faults wait for one call each. */
  failNext(method: MethodName, fault: Fault): void;
  webhookStatus(): WebhookStatus;
  /** The commands of one scope and language, as they were set. */
  commands(scope?: string, languageCode?: string): readonly BotCommand[];
  /** Stops pushing, cuts all connections and frees the port. */
  close(): Promise<void>;
}

/** Larger bodies are refused; a message of 4096 characters needs a few KB. */
const maxBodyBytes = 1024 * 1024;

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
  const { token, clock, random, bot, onEvent = () => undefined, webhookTimeoutMs = 60_000 } = options;
  refuseRealToken(token);
  const webhook: Webhook = new Webhook({
    clock,
    random,
    onEvent,
    answerTimeoutMs: webhookTimeoutMs,
    executeReply: (answer) => executeWebhookReply(answer, context, onEvent),
  });
  const context: MethodContext = {
    bot,
    clock,
    webhook,
    chats: new Chats(),
    conversation: new ConversationStore(),
    callbackQueries: new CallbackQueries(),
    commandLists: new Map<string, readonly BotCommand[]>(),
  };
  const faults = new Faults();
  const { url, stop } = await listen(
    { token, context, faults, faultFor: options.faultFor, onEvent },
    clock,
    options.port,
  );

  return {
    url,
    conversation: context.conversation,
    callbackAnswers: context.callbackQueries.answers,
    pushUpdate: (update) => {
      if (!Number.isSafeInteger(update.update_id)) throw new TypeError('An update needs a whole number as update_id.');
      learnFromUpdate(update, context, clock.nowMs());
      webhook.enqueue(update);
    },
    setChat: (change) => context.chats.set(change),
    failNext: (method, fault) => faults.add(method, fault),
    webhookStatus: () => webhook.status(),
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

async function listen(
  deps: HandleRequestDeps,
  clock: LocalClock,
  wantedPort = 0,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    response.on('close', clock.hold());
    serve(request, response, deps).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wantedPort, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}

async function serve(request: IncomingMessage, response: ServerResponse, deps: HandleRequestDeps): Promise<void> {
  const body = await readBody(request);
  const { method = '', url: path = '/', headers } = request;
  const reaction: Reaction = body
    ? await handleRequest({ method, path, contentType: headers['content-type'] ?? '', body }, deps)
    : errorAnswer(new BotApiError(413, 'Request Entity Too Large'));
  if (reaction === 'disconnect') response.destroy();
  else if (reaction !== 'hang') write(response, reaction);
}

/** @returns `undefined` when the body is too large; its rest is read and forgotten. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size <= maxBodyBytes ? Buffer.concat(chunks) : undefined;
}

function write(response: ServerResponse, { status, contentType, body, retryAfterSeconds }: ApiAnswer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  });
  response.end(body);
}
