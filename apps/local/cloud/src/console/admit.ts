import { createHash, timingSafeEqual } from 'node:crypto';

import { isLoopbackHost } from '@pulso/local/gateway';

/** A request as far as it decides who may make it. */
export interface AskedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Where an admitted request goes, or why it goes nowhere. */
type Admission =
  /** `path` is what stands behind the token, with a slash in front, without the query. */
  { readonly path: string } | { readonly status: number; readonly reason: string };

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Decides whether a request may reach the console.
 *
 * Any page that a person has open can send requests to 127.0.0.1: the token in the address keeps it out, the Host header
 * keeps out a name that was made to resolve to this machine, and the Origin keeps out forms and scripts of other pages
 * should the token ever leak. A body must be JSON, which no other page can send without being asked first.
 *
 * @param token - The first part of every path.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function admit({ method, url, headers }: AskedRequest, token: string): Admission {
  const host = headers['host'];
  if (typeof host !== 'string' || !isLoopbackHost(host)) return refused(403, 'The console answers 127.0.0.1 only.');
  const parsed = URL.parse(url, `http://${host}`);
  const [, given = '', path] = /^\/([^/]*)(\/.*)?$/.exec(parsed?.pathname ?? '') ?? [];
  if (!parsed || !timingSafeEqual(digest(given), digest(token))) {
    return refused(404, 'Open the address that npm start has printed: it ends with a token of this run.');
  }
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`)
    return refused(403, 'Another page may not call the console.');
  if (!['GET', 'POST'].includes(method)) return refused(405, 'Use GET or POST.');
  if (method === 'POST' && !/^application\/json\s*(;|$)/i.test(String(headers['content-type']))) {
    return refused(415, 'The body must be JSON, with the content type application/json.');
  }
  return { path: path ?? '' };
}

const refused = (status: number, reason: string): Admission => ({ status, reason });
