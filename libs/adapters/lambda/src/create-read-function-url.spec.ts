import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { LambdaClient } from '@aws-sdk/client-lambda';

import { createReadFunctionUrl } from './index';

describe('createReadFunctionUrl', () => {
  let server: Server;
  let client: LambdaClient;
  let paths: (string | undefined)[];
  let answer: { readonly status: number; readonly errorType?: string; readonly body: object };

  beforeEach(async () => {
    paths = [];
    server = createServer((incoming, response) => {
      paths.push(incoming.url);
      const { status, errorType, body } = answer;
      const headers = { 'content-type': 'application/json', ...(errorType && { 'x-amzn-errortype': errorType }) };
      response.writeHead(status, headers).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new LambdaClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
  });

  afterEach(async () => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const read = () => createReadFunctionUrl(client, 'pulso-test-bot')();

  it('gives the address of the function', async () => {
    answer = { status: 200, body: { FunctionUrl: 'https://x.lambda-url.eu-central-1.on.aws/' } };

    expect(await read()).toBe('https://x.lambda-url.eu-central-1.on.aws/');
    expect(paths).toEqual(['/2021-10-31/functions/pulso-test-bot/url']);
  });

  it('gives undefined if the function or its URL does not exist', async () => {
    answer = { status: 404, errorType: 'ResourceNotFoundException', body: { Message: 'no' } };

    expect(await read()).toBeUndefined();
  });

  it('throws for a missing grant', async () => {
    answer = { status: 403, errorType: 'AccessDeniedException', body: { Message: 'no' } };

    await expect(read()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
