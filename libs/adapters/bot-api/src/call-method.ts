import { type FailedAnswer, type NotSent, type Unknown, classifyNetworkError } from '@pulso/kit/telegram';
import * as z from 'zod/mini';

export interface BotApiOptions {
  /** `https://api.telegram.org` or a local server, with or without a slash at the end. */
  readonly apiRoot: string;
  /** The token to call with; read before every call, so the caller decides how long it is kept. */
  readonly token: () => Promise<string>;
  readonly fetch: typeof fetch;
  /** How long a call may take, its answer's body included, milliseconds. */
  readonly timeoutMs: number;
}

export type Method =
  | 'sendMessage'
  | 'editMessageText'
  | 'sendPhoto'
  | 'editMessageMedia'
  | 'sendDocument'
  | 'getWebhookInfo';

/** A call as far as it is the same for all methods. */
export type Called =
  | { readonly status: 'ok'; readonly answer: BotApiAnswer }
  | ({ readonly status: 'failed' } & FailedAnswer)
  | NotSent
  | Unknown;

/**
 * Calls a method by one HTTP request. Never throws.
 *
 * Every request asks for its connection to be closed. A Lambda environment that was frozen finds kept connections dead,
 * and a reset after the request was written can't be told from a message that arrived.
 *
 * @param body - An object travels as JSON, a form with its files.
 * @see https://core.telegram.org/bots/api#making-requests
 */
export async function callMethod(method: Method, body: object | FormData, options: BotApiOptions): Promise<Called> {
  let token: string;
  try {
    token = await options.token();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown error';
    return { status: 'not-sent', reason: `the bot token can't be read (${name})` };
  }
  try {
    const response = await options.fetch(`${options.apiRoot.replace(/\/+$/, '')}/bot${token}/${method}`, {
      method: 'POST',
      // The type of a form, with its boundary, is written by fetch.
      headers: { ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }), connection: 'close' },
      body: body instanceof FormData ? body : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    const answer = parseAnswer(await response.text());
    return response.ok && answer?.ok
      ? { status: 'ok', answer }
      : { status: 'failed', httpStatus: response.status, answer };
  } catch (error) {
    return classifyNetworkError(error);
  }
}

/** The part of a Bot API answer that deliveries look at. @see https://core.telegram.org/bots/api#making-requests */
const answerSchema = z.object({
  ok: z.boolean(),
  result: z.optional(z.unknown()),
  error_code: z.optional(z.int()),
  description: z.optional(z.string()),
  parameters: z.optional(z.object({ retry_after: z.optional(z.number()), migrate_to_chat_id: z.optional(z.int()) })),
});

type BotApiAnswer = z.infer<typeof answerSchema>;

/** @returns `undefined` for everything that is not the Bot API's, for example a gateway's HTML. */
function parseAnswer(body: string): BotApiAnswer | undefined {
  try {
    return z.safeParse(answerSchema, JSON.parse(body)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
