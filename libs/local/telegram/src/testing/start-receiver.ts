import { type IncomingHttpHeaders, createServer } from 'node:http';

import { listenOnLoopback } from '@pulso/local/machine';

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
  close(): Promise<void>;
}

/** Starts a webhook. `reply` may take its time; it gets how often the update has come. */
export async function startReceiver(
  nowMs: () => number,
  reply: (attempt: number) => Reply | Promise<Reply>,
): Promise<Receiver> {
  const pushes: ReceivedPush[] = [];
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
