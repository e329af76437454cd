import { type Random } from '@pulso/kit/time';
import { type BotUser, type MethodName, Telegram, type TelegramOptions } from '@pulso/world/telegram';
import { type LocalClock } from '@pulso/world/time';

import { type AnswerRequestDeps, type Fault } from './answer-request';
import { UpdatePusher } from './push-updates';
import { serveHttp } from './serve-http';

export interface BotApiServerOptions
  extends Pick<TelegramOptions, 'onPeopleEvent'>, Pick<AnswerRequestDeps, 'onFault'> {
  /** Any text without a slash; one that looks like a real bot's token is refused. */
  readonly token: string;
  readonly clock: LocalClock;
  readonly random: Random;
  readonly bot: BotUser;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Gives the fault of each call that has none from {@link BotApiServer.failNext}. Absent: no faults. `by`: request id of the invocation that calls. */
  readonly faultFor?: (method: MethodName, by: string | undefined) => Fault | undefined;
  /** How long the webhook may take for one answer, real ms. Telegram gives about a minute. */
  readonly webhookTimeoutMs?: number;
  /** Whether calls that come too fast are refused, default off. */
  readonly floodControl?: 'on' | 'off';
}

/** A running Bot API server: what Telegram knows and does, and its address. */
export interface BotApiServer extends Telegram {
  /** Root for clients: they append `/bot<token>/<method>`. */
  readonly url: string;
  /** Makes the next call of a method go wrong; several faults wait for one call each. */
  failNext(method: MethodName, fault: Fault): void;
  /** Stops pushing, cuts all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a Bot API server that behaves like Telegram's in the methods that it has.
 *
 * It listens on 127.0.0.1 only and pushes to loopback addresses only. Its time is the clock's, except for the answers of
 * the webhook: a push in flight holds the clock.
 *
 * @throws {RangeError} The token looks real. Not retryable.
 * @see https://core.telegram.org/bots/api
 */
export async function startBotApiServer(options: BotApiServerOptions): Promise<BotApiServer> {
  const { token, clock, random, bot, port = 0, faultFor, onFault, webhookTimeoutMs = 60_000 } = options;
  refuseRealToken(token);
  const telegram = new Telegram({
    ...{ bot, random },
    nowMs: () => clock.nowMs(),
    onPeopleEvent: options.onPeopleEvent,
    onReady: () => pusher.pushReady(),
  });
  const pusher = new UpdatePusher({ clock, webhook: telegram.webhook, answerTimeoutMs: webhookTimeoutMs });
  telegram.floodControl.isOn = options.floodControl === 'on';
  const waiting: { readonly method: MethodName; readonly fault: Fault }[] = [];
  const takeFault = (method: MethodName, by: string | undefined): Fault | undefined => {
    const index = waiting.findIndex((next) => next.method === method);
    return index === -1 ? faultFor?.(method, by) : waiting.splice(index, 1)[0]?.fault;
  };
  const { url, close } = await serveHttp({ token, telegram, takeFault, onFault, clock, port });
  return Object.assign(telegram, {
    url,
    failNext: (method: MethodName, fault: Fault) => void waiting.push({ method, fault }),
    close: async () => {
      pusher.stop();
      await close();
    },
  });
}

/** @see https://core.telegram.org/bots/features#generating-an-authentication-token */
function refuseRealToken(token: string): void {
  if (/^\d{8,}:AA[\w-]{33}$/.test(token)) {
    throw new RangeError(
      'This looks like the token of a real bot; the local Bot API server takes made-up tokens only.',
    );
  }
}
