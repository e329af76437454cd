import { percentDecode } from '@pulso/local/loopback';

import { BotApiError, badRequest } from './bot-api-error';

/** One part of a form. With a file name it is a file. */
export interface FormPart {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** @see https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.h */
const limits = { boundaryLength: 70, headerBytes: 1 << 18, parameterBytes: 1 << 20, files: 50 };

/**
 * Reads a multipart/form-data body as Telegram does, which is stricter with line ends and laxer with names than other
 * readers: a name needs no quotes, and may be percent-encoded.
 *
 * @throws {BotApiError} 400, 413 or 431 with Telegram's text.
 * @see https://github.com/tdlib/td/blob/master/tdnet/td/net/HttpReader.cpp parse_multipart_form_data
 */
export function readFormData(contentType: string, body: Buffer): FormPart[] {
  const boundary = readBoundary(contentType);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const first = body.indexOf(`--${boundary}`);
  if (first < 0) throw unexpectedEnd();
  const parts: FormPart[] = [];
  let headerBytes = 0;
  for (let at = first + delimiter.length - 2; body.toString('latin1', at, at + 2) !== '--';) {
    const headersEnd = body.indexOf('\r\n\r\n', at);
    if (headersEnd < 0) throw unexpectedEnd();
    headerBytes += headersEnd - at;
    if (headerBytes > limits.headerBytes) {
      throw new BotApiError(431, 'Request Header Fields Too Large: total headers size exceeded');
    }
    const headers = readHeaders(body.subarray(at, headersEnd));
    const end = body.indexOf(delimiter, headersEnd + 4);
    if (end < 0) throw unexpectedEnd();
    parts.push({ ...headers, bytes: body.subarray(headersEnd + 4, end) });
    at = end + delimiter.length;
  }
  checkSizes(parts);
  return parts;
}

function readBoundary(contentType: string): string {
  const found = /boundary/i.exec(contentType);
  if (!found) throw badRequest('Boundary not found');
  const rest = contentType.slice(found.index + found[0].length);
  const [, value] = /=([^;]*)/.exec(rest) ?? [];
  if (value === undefined) throw badRequest('Boundary value not found');
  const boundary = /^"(.+)"$/s.exec(value)?.[1] ?? value;
  if (boundary === '' || boundary.length > limits.boundaryLength) throw badRequest('Boundary too big or empty');
  return boundary;
}

function readHeaders(head: Buffer): Omit<FormPart, 'bytes'> {
  if (head.length === 0) throw badRequest('Headers in multipart/form-data are empty');
  let disposition: ReadonlyMap<string, string> = new Map();
  let contentType = 'application/octet-stream';
  // A line that begins with white space goes on with the one before.
  for (const line of head
    .toString('utf8')
    .slice('\r\n'.length)
    .split(/\r\n(?![ \t])/)) {
    const [, name, value = ''] = /^([^:]*):(.*)$/s.exec(line) ?? [];
    if (name === undefined) throw badRequest("Can't parse form data headers");
    if (name.trim().toLowerCase() === 'content-disposition') disposition = readDisposition(value.trim());
    if (name.trim().toLowerCase() === 'content-type') contentType = value.trim();
  }
  const name = disposition.get('name') ?? '';
  if (name === '') throw badRequest('Field name in multipart/form-data not found');
  return { name, fileName: disposition.get('filename'), contentType };
}

/** Reads `form-data; name="a"; filename=b`. */
function readDisposition(value: string): ReadonlyMap<string, string> {
  if (!value.startsWith('form-data;')) throw badRequest('Expected form-data content disposition');
  const fields = new Map<string, string>();
  let rest = value.slice('form-data;'.length);
  for (let equals = rest.indexOf('='); equals >= 0; equals = rest.indexOf('=')) {
    const key = rest.slice(0, equals).trim();
    rest = rest.slice(equals + 1).trimStart();
    const field = rest.startsWith('"') ? readQuoted(rest) : readToken(rest);
    fields.set(key, percentDecode(field.value));
    rest = field.rest;
  }
  return fields;
}

interface ReadField {
  readonly value: string;
  readonly rest: string;
}

function readQuoted(text: string): ReadField {
  let value = '';
  let at = 1;
  for (; text.charAt(at) !== '"'; at += 1) {
    if (at >= text.length) throw badRequest('Unclosed quoted string in Content-Disposition header');
    if (text.charAt(at) === '\\') at += 1;
    if (at >= text.length) throw badRequest('Wrong escape sequence in Content-Disposition header');
    value += text.charAt(at);
  }
  const rest = text.slice(at + 1).trimStart();
  if (rest !== '' && !rest.startsWith(';')) throw badRequest("Expected ';' in Content-Disposition header");
  return { value, rest: rest.slice(1) };
}

function readToken(text: string): ReadField {
  const end = text.indexOf(';');
  return end < 0 ? { value: text.trim(), rest: '' } : { value: text.slice(0, end).trim(), rest: text.slice(end + 1) };
}

function checkSizes(parts: readonly FormPart[]): void {
  const files = parts.filter(({ fileName }) => fileName !== undefined);
  if (files.length > limits.files) {
    throw new BotApiError(413, 'Request Entity Too Large: too many files attached');
  }
  const parameterBytes = parts.reduce(
    (sum, { fileName, bytes }) => sum + (fileName === undefined ? bytes.length : 0),
    0,
  );
  if (parameterBytes > limits.parameterBytes) {
    throw new BotApiError(413, 'Request Entity Too Large: too many parameters in form data');
  }
}

const unexpectedEnd = (): BotApiError => badRequest('Unexpected end of request content');
