import { createHash } from 'node:crypto';

import { type MessageAttributes } from '../sqs-state';

/** @returns The MD5 of a body, in hexadecimal digits. */
export const digestOfBody = (body: string): string => createHash('md5').update(body).digest('hex');

/**
 * The MD5 of attributes of a message: of each, by name, the length and the text of its name, its type and its value.
 *
 * @returns undefined where there are none.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function digestOfAttributes(attributes: MessageAttributes): string | undefined {
  const entries = Object.entries(attributes).sort(([left], [right]) => (left < right ? -1 : 1));
  if (entries.length === 0) return undefined;
  const digest = createHash('md5');
  const add = (bytes: Buffer): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    digest.update(length).update(bytes);
  };
  for (const [name, { DataType: type, StringValue: text = '', BinaryValue: base64 = '' }] of entries) {
    const isBinary = type.startsWith('Binary');
    add(Buffer.from(name));
    add(Buffer.from(type));
    digest.update(Buffer.from([isBinary ? 2 : 1]));
    add(isBinary ? Buffer.from(base64, 'base64') : Buffer.from(text));
  }
  return digest.digest('hex');
}
