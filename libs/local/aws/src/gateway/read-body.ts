import { type IncomingMessage } from 'node:http';

import { AwsError } from '../service';

/**
 * Reads a request's body to its end.
 *
 * @param maxBytes - What is longer is read and thrown away, so that the client gets to read the answer.
 * @throws {AwsError} RequestEntityTooLargeException, 413. Not retryable.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (byteCount <= maxBytes) return Buffer.concat(chunks);
  throw new AwsError(
    'RequestEntityTooLargeException',
    `The request has ${byteCount} bytes, the local cloud reads at most ${maxBytes}.`,
    { status: 413 },
  );
}
