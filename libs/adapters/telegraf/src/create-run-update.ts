import { Agent } from 'node:https';

import { type AnswerResult, type RunUpdate } from '@pulso/domain/conversation';
import { Telegraf, Telegram } from 'telegraf';

import { type CallTelegram, classifyFailure, createReplies, withDeadline } from './create-replies';

export interface RunUpdateOptions {
  /** Throws if there is no token; retryable. */
  readonly readToken: () => Promise<string>;
  /** Clears the cached token: called when Telegram has refused it. */
  readonly forgetToken: () => void;
  /** The bot's identity, so that a cold start does not have to ask Telegram. */
  readonly botInfo: { readonly id: number; readonly username: string; readonly firstName: string };
  /** @example 'https://api.telegram.org' */
  readonly apiRoot: string;
  /**
   * After this time `RunUpdate` throws, even if the answer is still at work, ms. Shorter than the function's timeout;
   * Telegram waits for about a minute.
   */
  readonly handlerTimeoutMs?: number;
}

/** Calls end this long before the handler's timeout, ms, so that their outcome is known in time. */
const reserveMs = 500;

type TelegrafUpdate = Parameters<Telegraf['handleUpdate']>[0];

/**
 * Runs updates through Telegraf.
 *
 * Each update has its own Telegraf, which costs microseconds: it shares nothing with the update before, and a rotated
 * token takes effect at once. It does not reply through the webhook's response, whose outcome would stay unknown.
 * Connections are not kept open: a frozen environment finds them dead, and a request lost on one may have arrived.
 *
 * Telegraf prints updates and secrets when the environment variable DEBUG names it; keep that unset.
 *
 * @returns A function that throws what `readToken` throws, what `answer` throws, and Telegraf's TimeoutError.
 */
export function createRunUpdate(options: RunUpdateOptions): RunUpdate {
  const { handlerTimeoutMs = 8_000, botInfo, readToken } = options;
  const clientOptions = {
    apiRoot: options.apiRoot,
    webhookReply: false,
    agent: new Agent({ keepAlive: false }),
  };

  return async (update, answer) => {
    const token = await readToken();
    const bot = new Telegraf(token, { handlerTimeout: handlerTimeoutMs, telegram: clientOptions });
    bot.botInfo = {
      id: botInfo.id,
      is_bot: true,
      first_name: botInfo.firstName,
      username: botInfo.username,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    };
    // Telegraf's own handler prints the update and sets the exit code. Without a rethrow the error would vanish.
    bot.catch((error) => {
      throw error;
    });
    const outOfTime = AbortSignal.timeout(handlerTimeoutMs - reserveMs);
    let result: AnswerResult | undefined;
    bot.use(async ({ telegram }) => {
      result = await answer(createReplies(withFreshToken(telegram, token, outOfTime)));
    });
    // Telegraf passes it to its handlers and reads only its id.
    await bot.handleUpdate(update as unknown as TelegrafUpdate);
    if (!result) throw new Error('Telegraf has finished an update without calling its handler.');
    return result;
  };

  /** Reads the token again if Telegram refuses it: it may have been rotated while it was cached. */
  function withFreshToken(telegram: Telegram, token: string, outOfTime: AbortSignal): CallTelegram {
    const call = withDeadline(telegram, outOfTime);
    return async (method, payload) => {
      try {
        return await call(method, payload);
      } catch (error) {
        if (classifyFailure(error).status !== 'unauthorized') throw error;
        options.forgetToken();
        const fresh = await readToken().catch(() => token);
        if (fresh === token) throw error;
        return withDeadline(new Telegram(fresh, clientOptions), outOfTime)(method, payload);
      }
    };
  }
}
