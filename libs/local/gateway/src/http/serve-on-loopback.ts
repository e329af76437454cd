import { type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/**
 * The header with the request id of the invocation that makes a call. A function's process works on one invocation at a
 * time and sets it in every call of AWS or Telegram, whatever the client.
 */
export const invocationHeader = 'local-cloud-invocation';

/**
 * Tells whether a request was meant for a server of this computer.
 *
 * A page in a browser can reach 127.0.0.1 under a name of its own that resolves to it (DNS rebinding); the header then
 * has that name.
 *
 * @param host - The header `Host`, with or without a port.
 */
export const isLoopbackHost = (host: string | undefined): boolean =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');

/** A server that listens on 127.0.0.1. */
export interface LoopbackListener {
  readonly port: number;
  /** Without a slash at the end. */
  readonly url: string;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Makes a server listen on 127.0.0.1 only.
 *
 * @param port - 0 takes a free one.
 * @throws {Error} The port can't be taken; it has the operating system's code.
 */
export async function listenOnLoopback(server: Server, port: number): Promise<LoopbackListener> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

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

/**
 * Malformed percent-encoding stays as it is.
 *
 * @see https://github.com/tdlib/td/blob/master/tdutils/td/utils/misc.cpp url_decode
 */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Deeper than any request that AWS accepts (DynamoDB: 32 levels, each two of JSON) or Telegram needs, so that the API
 * itself refuses what is a little too deep; shallow enough for recursive checks.
 */
export const maxNestingDepth = 200;

/**
 * Tells whether a value from a request's JSON is nested deeper than {@link maxNestingDepth}: level by level and not
 * recursively, since a hostile body must not overflow the stack.
 */
export function isNestedTooDeep(value: unknown): boolean {
  let level = [value];
  for (let passed = 0; level.length > 0; passed += 1) {
    if (passed > maxNestingDepth) return true;
    level = level.flatMap((entry) => (typeof entry === 'object' && entry !== null ? Object.values(entry) : []));
  }
  return false;
}
