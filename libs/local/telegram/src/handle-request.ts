import { setTimeout } from 'node:timers/promises';

import { percentDecode } from '@pulso/local/machine';

import { type ApiAnswer, errorAnswer, refusalAnswer } from './api-answer';
import { BotApiError } from './bot-api-error';
import { type OnBotApiEvent } from './bot-api-event';
import { type BotApiServerOptions } from './bot-api-server';
import { type CallParameters } from './call-parameters';
import { chatOf, executeMethod, refusedCall } from './execute-method';
import { type Fault, type Faults } from './faults';
import { type MethodContext } from './methods/method';
import { type MethodName, findMethodName } from './methods/methods';
import { readParameters } from './read-parameters';

export interface HandleRequestDeps {
  readonly token: string;
  readonly context: MethodContext;
  readonly faults: Faults;
  /** Asked for a call that no fault of {@link HandleRequestDeps.faults} waits for. */
  readonly faultFor?: BotApiServerOptions['faultFor'];
  readonly onEvent: OnBotApiEvent;
}

export interface ApiRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
  /** Request id of the invocation that calls; undefined: no function does. */
  readonly by?: string | undefined;
}

/** What the HTTP server does: write an answer, cut the connection, or leave the caller waiting. */
export type Reaction = ApiAnswer | 'disconnect' | 'hang';

/** Answers one request to the Bot API. @see https://core.telegram.org/bots/api#making-requests */
export async function handleRequest(request: ApiRequest, deps: HandleRequestDeps): Promise<Reaction> {
  let shownMethod = 'unknown';
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
    const asked = methodName || parameters.text('method');
    if (/^[a-z]{1,64}$/i.test(asked)) shownMethod = asked;
    const name = findMethodName(asked);
    if (!name) throw new BotApiError(404, 'Not Found: method not found');
    shownMethod = name;
    return await react(name, parameters, deps, request.by);
  } catch (error) {
    const shown = error instanceof BotApiError ? error : new BotApiError(500, 'Internal Server Error');
    deps.onEvent(refusedCall(shownMethod, shown));
    return errorAnswer(shown);
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
  deps: HandleRequestDeps,
  by: string | undefined,
): Promise<Reaction> {
  const fault = deps.faults.take(name) ?? deps.faultFor?.(name, by);
  const execute = (): ApiAnswer => executeMethod({ name, parameters, by }, deps.context, deps.onEvent);
  if (fault === undefined) return execute();
  const { onEvent } = deps;
  onEvent({
    type: 'call',
    method: name,
    ...chatOf(parameters),
    ok: false,
    fault: faultName(fault),
  });
  switch (fault) {
    case 'refuse':
      return 'disconnect';
    case 'drop-answer':
      execute();
      return 'disconnect';
    case 'hang':
      execute();
      return 'hang';
    default:
      if ('slowMs' in fault) {
        const answer = execute();
        await setTimeout(fault.slowMs, undefined, { ref: false });
        return answer;
      }
      return 'error_code' in fault
        ? refusalAnswer(fault)
        : { status: fault.status, contentType: 'text/html', body: fault.body };
  }
}

const faultName = (fault: Fault): string => {
  if (typeof fault === 'string') return fault;
  if ('slowMs' in fault) return 'slow';
  return String('error_code' in fault ? fault.error_code : fault.status);
};
