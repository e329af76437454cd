import { type IncomingMessage } from 'node:http';

/**
 * Reads a request to its end.
 *
 * @returns Undefined when it is longer than `maxBytes`; the rest is read and thrown away, so that the client gets to
 * read the answer.
 */
export async function readRequestBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return byteCount <= maxBytes ? Buffer.concat(chunks) : undefined;
}
