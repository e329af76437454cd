import { type ProfilePart, botProfile } from '@pulso/domain/conversation';

/** Telegram does not do what it was asked for. Retryable once the cause that the message names is gone. */
export class BotApiRefusedError extends Error {
  override readonly name = 'BotApiRefusedError';
  readonly method: string;
  readonly errorCode: number;
  /** In Telegram's words. */
  readonly description: string;

  constructor(method: string, errorCode: number, description: string) {
    super(
      errorCode === 401 || errorCode === 404
        ? `Telegram does not know the token: ${method} was answered ${errorCode} ${description}.`
        : `Telegram has refused ${method}: ${errorCode} ${description}.`,
    );
    this.method = method;
    this.errorCode = errorCode;
    this.description = description;
  }
}

/** Telegram could not be reached, or did not answer in its own way. Retryable. */
export class BotApiUnreachableError extends Error {
  override readonly name = 'BotApiUnreachableError';
  /** For example `ECONNREFUSED`. */
  readonly reason: string;

  constructor(method: string, reason: string) {
    super(`Telegram could not be asked for ${method}: ${reason}.`);
    this.reason = reason;
  }
}

/**
 * Calls a method of the Bot API.
 *
 * @returns The `result` of the answer.
 * @throws {BotApiRefusedError} Telegram answers, but not with success.
 * @throws {BotApiUnreachableError} It does not answer.
 */
export type CallBotApi = (method: string, parameters?: object) => Promise<unknown>;

interface Answer {
  readonly ok?: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number };
}

/** Telegram asks for longer waits only from clients that ignored an earlier one, s. */
const maxWaitSeconds = 60;
const maxTries = 3;
const callTimeoutMs = 20_000;

/**
 * Creates a client of the Bot API for commands of an operator. It waits as long as Telegram asks for when calls come too
 * fast. No error holds the token, which stands in the address of every call.
 *
 * @param root - For example `https://api.telegram.org`.
 * @param sleep - Waits so many ms.
 */
export const createCallBotApi =
  (root: string, token: string, sleep: (durationMs: number) => Promise<void>): CallBotApi =>
  async (method, parameters = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await post(`${root.replace(/\/$/, '')}/bot${token}/${method}`, method, parameters);
      if (answer.ok) return answer.result;
      const waitSeconds = answer.parameters?.retry_after ?? 0;
      if (answer.error_code !== 429 || attempt === maxTries || waitSeconds > maxWaitSeconds) {
        throw new BotApiRefusedError(method, answer.error_code ?? 0, answer.description ?? 'without a reason');
      }
      await sleep(waitSeconds * 1000);
    }
  };

async function post(url: string, method: string, parameters: object): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
      signal: AbortSignal.timeout(callTimeoutMs),
    });
    return (await response.json()) as Answer;
  } catch (error) {
    // Messages of these errors may quote the address.
    const { name, cause } = error as Error & { readonly cause?: { readonly code?: string } };
    throw new BotApiUnreachableError(method, cause?.code ?? name);
  }
}

/** The kinds of update that the bot handles. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const;

/** @see https://core.telegram.org/bots/api#setwebhook max_connections */
const maxConnectionsLimit = 100;
const standardMaxConnections = 40;

export interface Webhook {
  /** The bot's function URL. */
  readonly url: string;
  /** What Telegram shall send along with every update. */
  readonly secretToken: string;
  /** How many updates Telegram sends at once, 1 to 100. */
  readonly maxConnections: number;
}

/** @see https://core.telegram.org/bots/api#webhookinfo */
export interface WebhookInfo {
  /** Empty: there is none. */
  readonly url: string;
  readonly allowed_updates?: readonly string[];
  readonly max_connections?: number;
  readonly pending_update_count: number;
  /** Epoch seconds. */
  readonly last_error_date?: number;
  readonly last_error_message?: string;
}

/** Something that Telegram has otherwise than it should. */
export interface Difference {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * How many updates Telegram should send at once: what the function is allowed to handle at once, since Lambda answers the
 * others with 429, and Telegram waits ever longer before it sends those again.
 *
 * @param reservedConcurrency - The function's. undefined: it takes part in the account's, and Telegram's standard is kept.
 * @returns 1 to 100. A function with a reserved concurrency of 0 is switched off, and Telegram takes nothing below 1.
 */
export const maxConnectionsFor = (reservedConcurrency: number | undefined): number =>
  Math.min(Math.max(reservedConcurrency ?? standardMaxConnections, 1), maxConnectionsLimit);

/** @throws What `call` throws. */
export const readWebhook = async (call: CallBotApi): Promise<WebhookInfo> =>
  (await call('getWebhookInfo')) as WebhookInfo;

/** Compares what Telegram tells of the webhook with what it should be; it does not tell the secret. */
export function webhookDifferences({ url, maxConnections }: Webhook, info: WebhookInfo): readonly Difference[] {
  const kinds = info.allowed_updates ?? [];
  const rows: readonly Difference[] = [
    { what: 'webhook address', expected: url, found: info.url || 'nowhere' },
    {
      what: 'webhook kinds of update',
      expected: allowedUpdates.toSorted().join(', '),
      found: kinds.toSorted().join(', ') || "Telegram's standard",
    },
    {
      what: 'webhook connections at once',
      expected: String(maxConnections),
      found: String(info.max_connections ?? standardMaxConnections),
    },
  ];
  return rows.filter(({ expected, found }) => expected !== found);
}

/**
 * Makes Telegram send the bot's updates to its function. Updates that wait are kept.
 *
 * It is set even where nothing differs: Telegram does not tell which secret it has.
 *
 * @throws What `call` throws. Telegram gives up the old webhook before it looks at the new one.
 */
export async function setUpWebhook({ url, secretToken, maxConnections }: Webhook, call: CallBotApi): Promise<void> {
  await call('setWebhook', {
    url,
    secret_token: secretToken,
    max_connections: maxConnections,
    allowed_updates: allowedUpdates,
  });
}

/** Makes Telegram keep the bot's updates, for a day, until there is a webhook again. @throws What `call` throws. */
export async function removeWebhook(call: CallBotApi): Promise<void> {
  await call('deleteWebhook');
}

/** A piece of what Telegram shows of the bot, or must not show any more. */
export interface RegisteredPart extends Omit<ProfilePart, 'setMethod'> {
  readonly setMethod: ProfilePart['setMethod'] | 'deleteMyCommands';
}

/** How a part stands. */
export interface PartState {
  readonly part: RegisteredPart;
  readonly outcome:
    | 'as-wanted'
    | 'different'
    /** The admin has not started the bot yet, or has left it. */
    | 'no-chat';
  /** What Telegram shows; undefined for `no-chat`. */
  readonly found: unknown;
}

/**
 * Makes Telegram show of the bot what its profile says, and leaves alone what is shown already.
 *
 * @returns How each part stood before.
 * @throws What `call` throws. All parts before the one that failed are set; running it again is harmless.
 */
export async function setUpProfile(
  profile: readonly RegisteredPart[],
  call: CallBotApi,
): Promise<readonly PartState[]> {
  const states: PartState[] = [];
  for (const part of profile) {
    const state = await readPart(part, call);
    if (state.outcome === 'different') await call(part.setMethod, { ...part.of, ...part.content });
    states.push(state);
  }
  return states;
}

/**
 * Reads what Telegram shows of the bot, and changes nothing.
 *
 * @throws What `call` throws.
 */
export async function readProfile(profile: readonly RegisteredPart[], call: CallBotApi): Promise<readonly PartState[]> {
  const states: PartState[] = [];
  for (const part of profile) states.push(await readPart(part, call));
  return states;
}

/**
 * Lists all that Telegram is to show: the bot's profile, nothing to the administrators of groups in particular, and
 * nothing any more to those who were admins of the bot. Telegram does not list the chats that have commands of their own.
 */
export const wantedProfile = (
  adminUserIds: readonly number[],
  formerAdminUserIds: readonly number[],
): readonly RegisteredPart[] => {
  const profile = botProfile(adminUserIds);
  const former = botProfile(formerAdminUserIds.filter((id) => !adminUserIds.includes(id)));
  return [
    ...profile,
    ...forGroupAdministrators(profile),
    ...former.filter(({ adminUserId }) => adminUserId !== undefined).map(emptied),
  ];
};

/** The same parts, with nothing in them. */
export const emptiedProfile = (profile: readonly RegisteredPart[]): readonly RegisteredPart[] => profile.map(emptied);

/** The one scope for many chats that the bot leaves unused. @see https://core.telegram.org/bots/api#botcommandscope */
const forGroupAdministrators = (profile: readonly RegisteredPart[]): readonly RegisteredPart[] =>
  profile
    .filter(({ of }) => (of['scope'] as { readonly type?: string } | undefined)?.type === 'default')
    .map((part) =>
      emptied({
        ...part,
        label: part.label.replace('everywhere', 'for group administrators'),
        of: { ...part.of, scope: { type: 'all_chat_administrators' } },
      }),
    );

function emptied(part: RegisteredPart): RegisteredPart {
  if (part.getMethod === 'getMyCommands') return { ...part, setMethod: 'deleteMyCommands', content: {}, answer: [] };
  const content = Object.fromEntries(Object.keys(part.content).map((field) => [field, '']));
  return { ...part, content, answer: content };
}

async function readPart(part: RegisteredPart, call: CallBotApi): Promise<PartState> {
  try {
    const found = await call(part.getMethod, part.of);
    return { part, outcome: isSame(found, part.answer) ? 'as-wanted' : 'different', found };
  } catch (error) {
    if (part.adminUserId !== undefined && isChatUnknown(error)) return { part, outcome: 'no-chat', found: undefined };
    throw error;
  }
}

const isChatUnknown = (error: unknown): boolean =>
  error instanceof BotApiRefusedError && error.errorCode === 400 && /chat not found/i.test(error.message);

/** Whether Telegram shows what it should; it may tell more. */
function isSame(shown: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return shown === wanted;
  if (typeof shown !== 'object' || shown === null) return false;
  if (Array.isArray(wanted) && (shown as unknown[]).length !== wanted.length) return false;
  return Object.entries(wanted).every(([key, value]) => isSame(Reflect.get(shown, key), value));
}
