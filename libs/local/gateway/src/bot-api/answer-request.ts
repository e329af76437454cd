import { setTimeout } from 'node:timers/promises';

import { percentDecode } from '../http/serve-on-loopback';
import {
  type BotApiAnswer,
  BotApiError,
  type CallParameters,
  type MethodName,
  type Telegram,
  findMethodName,
  refusalAnswer,
} from '@pulso/world/telegram';

import { readParameters } from './read-parameters';

/**
 * What goes wrong with one call.
 *
 * - An object with `error_code`: that answer; nothing is applied. `parameters.retry_after` also sets the header.
 * - An object with `throttledForMs`: refused for the rate, and the chat is closed to the bot for that time.
 * - An object with `slowMs`: applied at once, answered that much later, in real time.
 * - `refuse`: the connection ends before anything is applied.
 * - `drop-answer`: applied, then the connection ends. The caller can't tell it from `refuse`.
 */
export type Fault =
  | (Required<Pick<BotApiAnswer, 'error_code' | 'description'>> & Pick<BotApiAnswer, 'parameters'>)
  | { readonly throttledForMs: number }
  | { readonly slowMs: number }
  | 'refuse'
  | 'drop-answer';

export interface AnswerRequestDeps {
  readonly token: string;
  readonly telegram: Telegram;
  /** Called once for every call. */
  readonly takeFault: (method: MethodName, by: string | undefined) => Fault | undefined;
  /** A defect of the local cloud: something else than a {@link BotApiError} was thrown. The caller gets a 500. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

export interface ApiRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** Request id of the invocation that calls; undefined: no function does. */
  readonly by: string | undefined;
}

/** What the HTTP server does: write an answer, or cut the connection. */
export type Reaction = BotApiAnswer | 'disconnect';

/** Answers one request to the Bot API. @see https://core.telegram.org/bots/api#making-requests */
export async function answerRequest(request: ApiRequest, deps: AnswerRequestDeps): Promise<Reaction> {
  try {
    const [, path = '', query = ''] = /^([^?#]*)(?:\?(.*))?/s.exec(request.path) ?? [];
    const pathname = percentDecode(path);
    if (!pathname.startsWith('/')) {
      throw new BotApiError(404, 'Not Found: absolute URI is specified in the Request-Line');
    }
    const [, givenToken, methodName] = /^\/bot([^/]*)\/(.*)$/s.exec(pathname) ?? [];
    if (givenToken === undefined || methodName === undefined) throw new BotApiError(404, 'Not Found');
    if (!['GET', 'POST'].includes(request.method)) throw new BotApiError(501, 'Not Implemented');
    checkToken(givenToken, deps.token);
    const parameters = await readParameters({ ...request, query: new URLSearchParams(query) });
    const name = findMethodName(methodName || parameters.text('method'));
    if (!name) throw new BotApiError(404, 'Not Found: method not found');
    return await react(name, parameters, deps);
  } catch (error) {
    if (error instanceof BotApiError) return refusalAnswer(error);
    deps.onFault?.(error);
    return refusalAnswer(new BotApiError(500, 'Internal Server Error'));
  }
}

/**
 * Checks the token of a call: Telegram answers a malformed one as an unknown address, another bot's with 401.
 *
 * @throws {BotApiError} 404 or 401.
 */
function checkToken(given: string, token: string): void {
  if (given === token) return;
  throw /^[1-9]\d*:.+$/.test(given) ? new BotApiError(401, 'Unauthorized') : new BotApiError(404, 'Not Found');
}

async function react(
  name: MethodName,
  parameters: CallParameters,
  { telegram, takeFault }: AnswerRequestDeps,
): Promise<Reaction> {
  const fault = takeFault(name, parameters.by);
  if (fault === undefined) return telegram.call(name, parameters);
  if (typeof fault === 'object' && 'throttledForMs' in fault) {
    return telegram.throttle(name, parameters, fault.throttledForMs);
  }
  const inWords = typeof fault === 'string' ? fault : 'slowMs' in fault ? 'slow' : String(fault.error_code);
  telegram.tellRefused(name, parameters, `made to fail: ${inWords}`);
  if (fault === 'refuse') return 'disconnect';
  if (typeof fault === 'object' && 'error_code' in fault) return { ok: false, ...fault };
  const answer = telegram.call(name, parameters);
  if (fault === 'drop-answer') return 'disconnect';
  await setTimeout(fault.slowMs, undefined, { ref: false });
  return answer;
}
