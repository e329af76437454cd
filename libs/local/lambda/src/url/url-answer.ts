export interface UrlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** HTTP allows no body with them; a length would leave the client waiting. */
const bodiless = new Set([204, 205, 304]);

/** Fields of an answer that Lambda takes and the local cloud does not. */
const otherFields = ['cookies', 'isBase64Encoded'];

/**
 * Turns what a handler returned into an HTTP answer, as payload format 2.0 says.
 *
 * @param payload - JSON text. An object with a `statusCode` describes the answer; anything else is the body of a 200.
 * @returns A 502, as of Lambda, when the description is malformed; one that names the field when it is not emulated.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function urlAnswer(payload: string): UrlAnswer {
  const value: unknown = JSON.parse(payload);
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) {
    return jsonAnswer(200, typeof value === 'string' ? value : payload);
  }
  const { statusCode, headers = {}, body = '', ...others } = value as Record<string, unknown>;
  const other = otherFields.find((field) => field in others);
  if (other !== undefined) return badGateway(`${other} of an answer is not emulated by the local cloud`);
  const status = Number(statusCode);
  const isStatus = Number.isInteger(status) && status >= 200 && status <= 599;
  if (!isStatus || typeof body !== 'string' || !isHeaders(headers)) return badGateway();
  const named = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]);
  return {
    status,
    headers: { 'content-type': 'application/json', ...Object.fromEntries(named) },
    body: Buffer.from(bodiless.has(status) ? '' : body),
  };
}

/** @returns An answer of Lambda itself, or one for a handler that returned a plain value. */
export const jsonAnswer = (status: number, body: string): UrlAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
});

export const badGateway = (Message = 'Internal Server Error'): UrlAnswer =>
  jsonAnswer(502, JSON.stringify({ Message }));

const isHeaders = (headers: unknown): headers is Record<string, string> =>
  typeof headers === 'object' &&
  headers !== null &&
  Object.values(headers).every((value) => typeof value === 'string' && /^[\t -~]*$/.test(value));
