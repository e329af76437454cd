import { type MessageAttributes } from './sqs-message';

/** @returns Bytes of the body, and of names, types and values of the attributes. */
export function sizeOfMessage(body: string, attributes: MessageAttributes = {}): number {
  const sizes = Object.entries(attributes).map(
    ([name, { DataType: type, StringValue: text = '', BinaryValue: base64 = '' }]) =>
      Buffer.byteLength(name + type + text) + Buffer.byteLength(base64, 'base64'),
  );
  return sizes.reduce((sum, size) => sum + size, Buffer.byteLength(body));
}
