import { validateHeaderName, validateHeaderValue } from 'node:http';

export interface UrlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** What the server sets itself. */
const ownHeaders = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);

/** HTTP allows no body with them; a length would leave the client waiting. */
const bodiless = new Set([204, 205, 304]);

/**
 * Turns what a handler returned into an HTTP answer, as payload format 2.0 says.
 *
 * @param payload - JSON text. An object with a `statusCode` describes the answer; anything else is the body of a 200.
 * @returns Undefined when the description is malformed; Lambda answers 502 then.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function urlAnswer(payload: string): UrlAnswer | undefined {
  const value = parsed(payload);
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) {
    return jsonAnswer(200, typeof value === 'string' ? value : payload);
  }
  const { statusCode, headers, body, cookies, isBase64Encoded } = value as Record<string, unknown>;
  const status = Number(statusCode);
  const named = readHeaders(headers ?? {});
  const setCookies = cookies ?? [];
  const isValid = Number.isInteger(status) && status >= 200 && status <= 599 && isBody(body) && isTexts(setCookies);
  if (!isValid || !named) return undefined;
  return {
    status,
    headers: {
      'content-type': 'application/json',
      ...named,
      ...(setCookies.length > 0 && { 'set-cookie': setCookies }),
    },
    body: Buffer.from(bodiless.has(status) ? '' : (body ?? ''), isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

/** @returns An answer of Lambda itself, or one for a handler that returned a plain value. */
export const jsonAnswer = (status: number, body: string): UrlAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
});

const isBody = (body: unknown): body is string | null | undefined =>
  body === undefined || body === null || typeof body === 'string';

const isTexts = (values: unknown): values is string[] =>
  Array.isArray(values) && values.every((value) => typeof value === 'string' && isHeader('set-cookie', value));

function readHeaders(headers: unknown): Record<string, string> | undefined {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return undefined;
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers as Record<string, unknown>)) {
    if (!['boolean', 'number', 'string'].includes(typeof value) || !isHeader(name, String(value))) return undefined;
    if (!ownHeaders.has(name.toLowerCase())) named[name.toLowerCase()] = String(value);
  }
  return named;
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
