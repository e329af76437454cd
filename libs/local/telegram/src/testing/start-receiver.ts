import { type IncomingHttpHeaders, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A push as the webhook saw it. */
export interface ReceivedPush {
  readonly updateId: number;
  readonly headers: IncomingHttpHeaders;
  /** When it came, by the clock of the test. */
  readonly atMs: number;
}

/** How the webhook answers: a status, more than a status, a cut connection, or never. */
export type Reply =
  | number
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang-up'
  | 'never';

export interface Receiver {
  readonly url: string;
  readonly pushes: readonly ReceivedPush[];
  /** The most pushes that were open at the same time. */
  maxOpenCount(): number;
  close(): Promise<void>;
}

/** Starts a webhook. `reply` may take its time; it gets the update's id and how often that update has come. */
export async function startReceiver(
  nowMs: () => number,
  reply: (updateId: number, attempt: number) => Reply | Promise<Reply>,
): Promise<Receiver> {
  const pushes: ReceivedPush[] = [];
  let openCount = 0;
  let maxOpenCount = 0;
  const server = createServer((request, response) => {
    const atMs = nowMs();
    maxOpenCount = Math.max(maxOpenCount, (openCount += 1));
    response.on('close', () => (openCount -= 1));
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', async () => {
      const { update_id: updateId } = JSON.parse(body) as { update_id: number };
      pushes.push({ updateId, headers: request.headers, atMs });
      const answer = await reply(updateId, pushes.filter((push) => push.updateId === updateId).length);
      if (answer === 'hang-up') response.destroy();
      else if (typeof answer === 'number') response.writeHead(answer).end();
      else if (answer !== 'never') response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    pushes,
    maxOpenCount: () => maxOpenCount,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
