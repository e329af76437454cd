import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';

export interface UrlRequest {
  readonly request: Pick<IncomingMessage, 'headersDistinct' | 'httpVersion' | 'method' | 'socket' | 'url'>;
  readonly body: Buffer;
  /** By the shared clock, epoch ms. */
  readonly nowMs: number;
}

/** Bodies of these types are handed over as text, all others as Base64. */
const textTypes = /^(text\/|application\/(json|xml|javascript)\b|application\/[^;]*\+(json|xml)\b)/i;

/**
 * Writes the event that a function gets for a request to its URL: payload format 2.0.
 *
 * @returns JSON text.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function urlEvent({ request, body, nowMs }: UrlRequest): string {
  const [, rawPath = '/', rawQueryString = ''] = /^([^?]*)\??(.*)$/s.exec(request.url ?? '/') ?? [];
  const headers = joinedHeaders(request.headersDistinct);
  const sourceIp = request.socket.remoteAddress ?? '';
  const isText = textTypes.test(headers['content-type'] ?? '');
  const domainName = (headers['host'] ?? '').split(':', 1)[0] ?? '';
  return JSON.stringify({
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { 'x-forwarded-for': sourceIp, 'x-forwarded-port': '443', 'x-forwarded-proto': 'https', ...headers },
    ...(rawQueryString !== '' && { queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)) }),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'local',
      domainName,
      domainPrefix: domainName.split('.', 1)[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: logTime(nowMs),
      timeEpoch: Math.floor(nowMs),
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  });
}

/** Node writes the names in lower case. */
const joinedHeaders = (headers: IncomingMessage['headersDistinct']): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values?.join(',')]));

/** @example '25/Nov/2026:12:30:00 +0000' */
function logTime(nowMs: number): string {
  const [, day, month, year, time] = new Date(nowMs).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

export interface UrlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Turns what a handler returned into an HTTP answer, as payload format 2.0 says.
 *
 * @param value - Describes the answer: its status, and a text as the body. Lambda also takes a plain value as the body of
 * a 200; the local cloud does not.
 * @returns A 502, as from Lambda, when the description is malformed.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function urlAnswer(value: unknown): UrlAnswer {
  const { statusCode, headers = {}, body = '' } = (value ?? {}) as Record<string, unknown>;
  const isStatus = Number.isInteger(statusCode) && Number(statusCode) >= 200 && Number(statusCode) <= 599;
  if (!isStatus || typeof body !== 'string')
    return jsonAnswer(502, JSON.stringify({ Message: 'Internal Server Error' }));
  const answer = jsonAnswer(Number(statusCode), body);
  const named = Object.entries(headers as Record<string, string>).map(([name, text]) => [name.toLowerCase(), text]);
  return { ...answer, headers: { ...answer.headers, ...Object.fromEntries(named) } };
}

export const jsonAnswer = (status: number, body: string): UrlAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
});
