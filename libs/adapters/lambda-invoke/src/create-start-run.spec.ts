import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { LambdaClient } from '@aws-sdk/client-lambda';
import { type RunRequest, readRunRequest } from '@pulso/contracts/run-requests';

import { InvocationNotAcceptedError, createStartRun } from './index';

const request: RunRequest = {
  schemaVersion: 1,
  reportId: 'daily-usage',
  trigger: { type: 'chat', requestId: 'abc-7', requestedAtMs: 1000, chatId: '-5', messageId: 8 },
};

describe('createStartRun', () => {
  let server: Server;
  let client: LambdaClient;
  let invocations: { path: string | undefined; type: unknown; body: string }[];
  let status: number;

  beforeEach(async () => {
    invocations = [];
    status = 202;
    server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const type = incoming.headers['x-amz-invocation-type'];
        invocations.push({ path: incoming.url, type, body: Buffer.concat(chunks).toString() });
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(status === 404 ? '{"Message":"no"}' : '');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new LambdaClient({
      region: 'eu-central-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
  });

  afterEach(async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('invokes the dispatcher asynchronously with a request that it can read', async () => {
    await createStartRun(client, 'pulso-test-dispatcher')(request);

    expect(invocations).toMatchObject([
      { path: '/2015-03-31/functions/pulso-test-dispatcher/invocations', type: 'Event' },
    ]);
    expect(readRunRequest(invocations[0]?.body)).toEqual(request);
  });

  it('does not believe a success that is not an acceptance', async () => {
    status = 200;

    await expect(createStartRun(client, 'dispatcher')(request)).rejects.toThrow(InvocationNotAcceptedError);
  });

  it('throws what Lambda refuses', async () => {
    status = 404;

    await expect(createStartRun(client, 'dispatcher')(request)).rejects.toThrow();
  });
});
