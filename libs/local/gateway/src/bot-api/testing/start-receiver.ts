import { type IncomingHttpHeaders, createServer } from 'node:http';

import { listenOnLoopback } from '../../http/serve-on-loopback';

/** How the webhook answers: a status, more than a status, a cut connection, or never. */
export type Reply =
  | number
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang-up'
  | 'never';

export interface Receiver {
  readonly url: string;
  /** With the times at which they came, by the clock of the test. */
  readonly pushes: readonly {
    readonly updateId: number;
    readonly headers: IncomingHttpHeaders;
    readonly atMs: number;
  }[];
  close(): Promise<void>;
}

/** Starts a webhook. `reply` may take its time; it gets how often the update has come. */
export async function startReceiver(
  nowMs: () => number,
  reply: (attempt: number) => Reply | Promise<Reply>,
): Promise<Receiver> {
  const pushes: Receiver['pushes'][number][] = [];
  const server = createServer(async (request, response) => {
    const atMs = nowMs();
    const body = Buffer.concat(await request.toArray()).toString();
    const { update_id: updateId } = JSON.parse(body) as { update_id: number };
    pushes.push({ updateId, headers: request.headers, atMs });
    const answer = await reply(pushes.filter((push) => push.updateId === updateId).length);
    if (answer === 'hang-up') response.destroy();
    else if (typeof answer === 'number') response.writeHead(answer).end();
    else if (answer !== 'never') response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  return { pushes, ...(await listenOnLoopback(server, 0)) };
}
