import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A server that listens on 127.0.0.1. */
export interface LoopbackListener {
  readonly port: number;
  /** Without a slash at the end. */
  readonly url: string;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Lets a server listen, on 127.0.0.1 alone.
 *
 * @param port - 0 takes a free one.
 * @throws {Error} With the code of the operating system: the port can't be had.
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
