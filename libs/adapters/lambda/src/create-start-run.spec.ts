import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { LambdaClient } from '@aws-sdk/client-lambda';
import { type RunRequest, readRunRequest } from '@pulso/contracts/run-requests';

import { createStartRun } from './index';

const request: RunRequest = {
  schemaVersion: 1,
  reportId: 'daily-usage',
  trigger: { type: 'chat', requestId: 'abc-7', requestedAtMs: 1000, chatId: '-5', messageId: 8 },
};

const historyRequest: RunRequest = {
  schemaVersion: 1,
  reportId: 'daily-usage',
  trigger: { type: 'history', requestId: 'abc-7', requestedAtMs: 1000, chatId: '5', windowCount: 7, chart: true },
};

const errorTypes: Readonly<Record<number, string>> = {
  404: 'ResourceNotFoundException',
  429: 'TooManyRequestsException',
  500: 'ServiceException',
};

describe('createStartRun', () => {
  let server: Server;
  let client: LambdaClient;
  let invocations: { path: string | undefined; type: unknown; body: string }[];
  /** Status of the next answers; the last one repeats. 0 breaks the connection, -1 never answers. */
  let statuses: number[];

  beforeEach(async () => {
    invocations = [];
    statuses = [202];
    server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const type = incoming.headers['x-amz-invocation-type'];
        invocations.push({ path: incoming.url, type, body: Buffer.concat(chunks).toString() });
        const status = statuses.length > 1 ? (statuses.shift() ?? 0) : (statuses[0] ?? 0);
        if (status === 0) incoming.socket.destroy();
        if (status <= 0) return;
        const headers = { 'content-type': 'application/json', 'x-amzn-errortype': errorTypes[status] };
        response.writeHead(status, status < 400 ? {} : headers).end(status < 400 ? '' : '{"Message":"no"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = clientWith(1);
  });

  afterEach(async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** @param requestTimeout - Default: longer than any test. */
  const clientWith = (maxAttempts: number, requestTimeout = 60_000): LambdaClient =>
    new LambdaClient({
      region: 'eu-central-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts,
      requestHandler: { requestTimeout, throwOnRequestTimeout: true },
    });

  it.each([
    ['for a run', request],
    ['for earlier reports', historyRequest],
  ])('invokes the dispatcher asynchronously with a request %s that it can read', async (_what, request) => {
    const result = await createStartRun(client, 'pulso-test-dispatcher')(request);

    expect(result).toEqual({ type: 'accepted' });
    expect(invocations).toMatchObject([
      { path: '/2015-03-31/functions/pulso-test-dispatcher/invocations', type: 'Event' },
    ]);
    expect(readRunRequest(invocations[0]?.body)).toEqual(request);
  });

  it.each([
    ['a missing function', 404, { type: 'refused', reason: 'ResourceNotFoundException' }],
    ['a rate limit', 429, { type: 'refused', reason: 'TooManyRequestsException' }],
    ['an error inside Lambda', 500, { type: 'unknown', reason: 'ServiceException' }],
    ['a success that is not an acceptance', 200, { type: 'unknown', reason: 'status 200' }],
    ['a broken connection', 0, { type: 'unknown', reason: expect.any(String) }],
  ])('classifies %s after one call', async (_case, status, expected) => {
    statuses = [status];

    expect(await createStartRun(client, 'dispatcher')(request)).toEqual(expected);
    expect(invocations).toHaveLength(1);
  });

  it('does not retry a call without an answer in time, whose outcome is unknown', async () => {
    statuses = [-1];
    const impatient = clientWith(1, 50);

    const result = await createStartRun(impatient, 'dispatcher')(request);

    expect(result).toEqual({ type: 'unknown', reason: 'TimeoutError' });
    // Zero if the machine was slower than the client.
    expect(invocations.length).toBeLessThanOrEqual(1);
    impatient.destroy();
  });

  it("reports an unknown outcome after a refusal of the SDK's second attempt", async () => {
    client.destroy();
    client = clientWith(2);
    statuses = [0, 404];

    const result = await createStartRun(client, 'dispatcher')(request);

    expect(result).toEqual({ type: 'unknown', reason: 'ResourceNotFoundException' });
    expect(invocations).toHaveLength(2);
  });
});
