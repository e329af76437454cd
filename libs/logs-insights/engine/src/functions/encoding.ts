import { createHash } from 'node:crypto';

import { maxTextLength } from '../values/text';
import { type FunctionDefinition, bounded, ofText } from './function-definition';

/** Base64 of a longer text would be too long. */
const isTooLong = (text: string): boolean => text.length > maxTextLength;

/**
 * Functions that write a text in other characters, and digests; all unverified.
 *
 * Texts are UTF-8, what can't be decoded is missing, bytes that are no UTF-8 become U+FFFD, and digests are in
 * hexadecimal digits, lower case. `urlencode` works as forms do: a space is `+`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const encodingFunctions: Readonly<Record<string, FunctionDefinition>> = {
  urlencode: ofText((text) => (isTooLong(text) ? undefined : bounded(encodeForm(text)))),
  urldecode: ofText(decodeForm),
  base64encode: ofText((text) => (isTooLong(text) ? undefined : bounded(Buffer.from(text).toString('base64')))),
  base64decode: ofText((text) => (isBase64(text) ? Buffer.from(text, 'base64').toString() : undefined)),
  md5: ofText((text) => createHash('md5').update(text).digest('hex')),
  sha256: ofText((text) => createHash('sha256').update(text).digest('hex')),
};

/** @see https://url.spec.whatwg.org/#application/x-www-form-urlencoded */
const encodeForm = (text: string): string => new URLSearchParams([['', text]]).toString().slice('='.length);

const brokenEscape = /%(?![0-9a-fA-F]{2})/;

/** @returns undefined when a `%` is not followed by two hexadecimal digits. */
function decodeForm(text: string): string | undefined {
  if (brokenEscape.test(text)) return undefined;
  return new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? undefined;
}

const base64 = /^([\w+/-]*)(={0,2})$/;

/** In the standard alphabet or the one for URLs, padded or not; white space is none. */
function isBase64(text: string): boolean {
  const [, digits, padding] = base64.exec(text) ?? [];
  if (digits === undefined || digits.length % 4 === 1) return false;
  return padding === '' || text.length % 4 === 0;
}
