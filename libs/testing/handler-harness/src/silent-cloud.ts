import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What a call gets: `undefined` for no answer at all. */
export type Answer = { readonly statusCode: number; readonly body: object } | undefined;

/** An AWS and a Bot API at one address. */
export interface SilentCloud {
  readonly url: string;
  /** Operations of AWS and methods of the Bot API in the order of the calls. */
  readonly operations: string[];
  /** Every call that waits for an answer fails. */
  closeConnections(): void;
  stop(): Promise<void>;
}

/** Operations by path: the Bot API's, and those of Lambda. Other services name theirs in a header. */
const namedByPath = /\/(?:bot[^/]+\/(\w+)|functions\/[^/]+\/(invocations))$/;

/**
 * Starts a server on this computer that takes every call and, unless it is told what to answer, never answers.
 *
 * @param answerOf - Asked for each operation, for example `PutItem`, `invocations` or `sendMessage`.
 */
export async function startSilentCloud(
  answerOf: (operation: string) => Answer = () => undefined,
): Promise<SilentCloud> {
  const operations: string[] = [];
  const server = createServer((request, response) => {
    const named = namedByPath.exec(request.url ?? '');
    const target = String(request.headers['x-amz-target']).split('.').pop() ?? '';
    const operation = named?.[1] ?? named?.[2] ?? target;
    operations.push(operation);
    request.resume();
    const answer = answerOf(operation);
    if (!answer) return;
    request.on('end', () => {
      response.writeHead(answer.statusCode, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    operations,
    closeConnections: () => server.closeAllConnections(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
