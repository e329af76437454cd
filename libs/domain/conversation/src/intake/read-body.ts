import { type DecodeBase64 } from '../ports';
import { type WebhookCall } from './webhook-call';

/** An update has a few kilobytes; a larger body than this does not come from a chat. Bytes, after decoding. */
export const maxBodyBytes = 256 * 1024;

export type ReadBody =
  | { readonly type: 'body'; readonly body: string }
  | { readonly type: 'unusable'; readonly problem: 'not JSON by its content type' | 'too large' };

/** Takes the body out of a call, if it is worth parsing. */
export function readBody({ headers, body = '', isBase64Encoded }: WebhookCall, decodeBase64: DecodeBase64): ReadBody {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? 'application/json')) {
    return { type: 'unusable', problem: 'not JSON by its content type' };
  }
  const byteCount = isBase64Encoded ? decodedByteCount(body) : utf8ByteCount(body);
  if (byteCount > maxBodyBytes) return { type: 'unusable', problem: 'too large' };
  return { type: 'body', body: isBase64Encoded ? decodeBase64(body) : body };
}

/** At most two characters are padding; `/=+$/` would take time by the square of how many stand anywhere. */
const decodedByteCount = (base64: string): number => Math.floor((base64.replace(/={1,2}$/, '').length * 3) / 4);

const utf8ByteCount = (text: string): number => new TextEncoder().encode(text).byteLength;
