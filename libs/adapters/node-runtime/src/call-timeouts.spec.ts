import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

import { unkeptConnections } from './index';

describe('unkeptConnections', () => {
  let server: Server;

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  it('opens a connection for each call', async () => {
    let connectionCount = 0;
    server = createServer((_, response) => response.end('{}'));
    server.on('connection', () => (connectionCount += 1));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const client = new SSMClient({
      region: 'eu-central-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      maxAttempts: 1,
      requestHandler: unkeptConnections(1_000),
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });

    await client.send(new GetParameterCommand({ Name: 'x' }));
    await client.send(new GetParameterCommand({ Name: 'x' }));

    expect(connectionCount).toBe(2);
  });
});
