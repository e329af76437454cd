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

/** Parameters of a method. Undefined ones are left out. */
export type MethodParameters = Readonly<Record<string, unknown>>;

/** A file of a request, beside its parameters. */
export interface Attached {
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** The outcome of a call to any method. */
export type Called =
  | { readonly status: 'ok'; readonly result?: unknown }
  | ({ readonly status: 'failed' } & FailedAnswer)
  | NotSent
  | Unknown;

/**
 * Calls a method by one HTTP request. Never throws.
 *
 * Every request asks for its connection to be closed. A Lambda environment that was frozen finds kept connections dead,
 * and a reset after the request was written can't be told from a message that arrived.
 *
 * @see https://core.telegram.org/bots/api#making-requests
 */
export async function callMethod(
  method: string,
  parameters: MethodParameters,
  options: BotApiOptions,
  file?: Attached,
): Promise<Called> {
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
      // fetch writes the content type of a form, with its boundary.
      headers: { ...(file ? {} : { 'content-type': 'application/json' }), connection: 'close' },
      body: file ? formWith(parameters, file) : JSON.stringify(parameters),
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    const answer = parseAnswer(await response.text());
    return response.ok && answer?.ok
      ? { status: 'ok', result: answer.result }
      : { status: 'failed', httpStatus: response.status, answer };
  } catch (error) {
    return classifyNetworkError(error);
  }
}

/**
 * Writes parameters with a file, which JSON can't carry. Objects among them travel as JSON.
 *
 * @see https://core.telegram.org/bots/api#sending-files
 */
function formWith(parameters: MethodParameters, { field, fileName, contentType, content }: Attached): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  // A copy: the bytes may belong to a shared buffer, which a Blob does not take.
  form.set(field, new Blob([new Uint8Array(content)], { type: contentType }), fileName);
  return form;
}

/** The part of a Bot API answer that deliveries look at. @see https://core.telegram.org/bots/api#making-requests */
const answerSchema = z.object({
  ok: z.boolean(),
  result: z.optional(z.unknown()),
  error_code: z.optional(z.int()),
  description: z.optional(z.string()),
  parameters: z.optional(z.object({ retry_after: z.optional(z.number()), migrate_to_chat_id: z.optional(z.int()) })),
});

/** @returns `undefined` for an answer that the Bot API did not write, such as a gateway's HTML. */
function parseAnswer(body: string): z.infer<typeof answerSchema> | undefined {
  try {
    return z.safeParse(answerSchema, JSON.parse(body)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
