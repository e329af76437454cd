import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** The answer to a call; `undefined`: none. */
export type Answer = { readonly statusCode: number; readonly body: object } | undefined;

/** AWS and the Bot API at one address. */
export interface SilentCloud {
  readonly url: string;
  /** Operations of AWS and methods of the Bot API in the order of the calls. */
  readonly operations: string[];
  /** Fails every call that waits for an answer. */
  closeConnections(): void;
  stop(): Promise<void>;
}

/** Operations of the Bot API, Lambda and SES, named by path. Other services name theirs in a header. */
const namedByPath = /\/(?:bot[^/]+|functions\/[^/]+|email)\/([\w-]+)$/;

/**
 * Starts a server on this computer that accepts every call and by default never answers.
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
    const operation = named?.[1] ?? target;
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
