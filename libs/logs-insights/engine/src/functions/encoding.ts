import { fromBase64, toBase64 } from '../bytes/base64';
import { decodeForm, encodeForm } from '../bytes/form-encoding';
import { toHexadecimal } from '../bytes/hexadecimal';
import { md5 } from '../bytes/md5';
import { sha256 } from '../bytes/sha256';
import { fromUtf8, toUtf8 } from '../bytes/utf8';
import { type FunctionDefinition } from './function-definition';
import { maxTextLength } from '../values/max-text-length';
import { bounded, ofText } from './text-operands';

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
  base64encode: ofText((text) => (isTooLong(text) ? undefined : bounded(toBase64(toUtf8(text))))),
  base64decode: ofText((text) => {
    const bytes = fromBase64(text);
    return bytes && fromUtf8(bytes);
  }),
  md5: ofText((text) => toHexadecimal(md5(toUtf8(text)))),
  sha256: ofText((text) => toHexadecimal(sha256(toUtf8(text)))),
};
