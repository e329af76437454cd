import { type IncomingMessage } from 'node:http';

/** What to call a request whose operation is not known yet. */
export const nameOf = ({ headers, method, url }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? `${method} ${url}`).slice(0, 200);

/** @returns Without the query, as it was sent. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

/** Whether the parameters stand in a form, as in the Query protocol. */
export const isForm = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;

/** @returns What stands behind the question mark; empty without one. */
export const queryOf = (request: IncomingMessage): string => (request.url ?? '/').split('?').slice(1).join('?');

/** @returns Headers with one text each. */
export const flatten = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
