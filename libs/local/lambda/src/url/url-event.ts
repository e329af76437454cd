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
  const [rawPath = '/', rawQueryString = ''] = splitOnce(request.url ?? '/', '?');
  const { cookie, ...headers } = joinedHeaders(request.headersDistinct);
  const sourceIp = request.socket.remoteAddress ?? '';
  const isText = textTypes.test(headers['content-type'] ?? '');
  const domainName = (headers['host'] ?? '').split(':', 1)[0] ?? '';
  return JSON.stringify({
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/[;,] */).filter((pair) => pair !== '') }),
    headers: { 'x-forwarded-for': sourceIp, 'x-forwarded-port': '443', 'x-forwarded-proto': 'https', ...headers },
    ...(rawQueryString !== '' && { queryStringParameters: queryParameters(rawQueryString) }),
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

/** Several values of one name are joined by commas. */
function queryParameters(rawQueryString: string): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const earlier = parameters.get(name);
    parameters.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(parameters);
}

/** @example '25/Nov/2026:12:30:00 +0000' */
function logTime(nowMs: number): string {
  const [, day, month, year, time] = new Date(nowMs).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + separator.length)];
}
