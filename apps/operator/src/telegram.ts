import { setTimeout as sleepFor } from 'node:timers/promises';

/** Telegram has refused a call. Retryable once the cause in the message is gone. */
export class BotApiRefusedError extends Error {
  override readonly name = 'BotApiRefusedError';
  readonly errorCode: number;
  /** In Telegram's words. */
  readonly description: string;

  constructor(method: string, errorCode: number, description: string) {
    super(
      errorCode === 401 || errorCode === 404
        ? `Telegram does not know the token: ${method} was answered ${errorCode} ${description}.`
        : `Telegram has refused ${method}: ${errorCode} ${description}.`,
    );
    this.errorCode = errorCode;
    this.description = description;
  }
}

/** Telegram could not be reached, or did not answer as the Bot API. Retryable. */
export class BotApiUnreachableError extends Error {
  override readonly name = 'BotApiUnreachableError';
  /** For example `ECONNREFUSED`. */
  readonly reason: string;

  constructor(method: string, reason: string) {
    super(`Telegram could not be asked for ${method}: ${reason}.`);
    this.reason = reason;
  }
}

/** Calls a method of the Bot API. @throws {BotApiRefusedError} @throws {BotApiUnreachableError} */
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
 * Creates a client of the Bot API for commands of an operator. It waits as long as Telegram asks when calls come too
 * fast. No error holds the token, which is part of every address.
 *
 * @param root - For example `https://api.telegram.org`.
 * @param sleep - Waits for `durationMs`.
 */
export const createCallBotApi =
  (root: string, token: string, sleep: (durationMs: number) => Promise<void> = sleepFor): CallBotApi =>
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
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

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
