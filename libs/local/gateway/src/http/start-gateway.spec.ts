import { once } from 'node:events';
import { request } from 'node:http';

import { DeleteFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

import { type LocalService, type ServiceCall } from '../service';
import {
  manyTurns,
  rejectionOf,
  startTestCloud,
  type TestCloud,
  testAuthorization,
  testRegion,
} from '../testing/start-test-cloud';
import { type CallFault } from './call-fault';
import { type GatewayOptions } from './start-gateway';

const fakeService = (overrides: Partial<LocalService> = {}): LocalService => ({
  name: 'lambda',
  handle: async ({ body }) => ({ status: 200, body }),
  ...overrides,
});

describe('startGateway', () => {
  let cloud: TestCloud;

  const start = async (services: readonly LocalService[], overrides: Partial<GatewayOptions> = {}): Promise<void> => {
    cloud = await startTestCloud(() => services, overrides);
  };

  const invoke = (Payload?: Buffer) =>
    new LambdaClient(cloud.clientConfig).send(new InvokeCommand({ FunctionName: 'f', ...(Payload && { Payload }) }));

  afterEach(() => cloud.stop());

  it('tells the operation of a REST service from method and path', async () => {
    const received: ServiceCall[] = [];
    await start([
      fakeService({
        handle: async (call) => {
          received.push(call);
          return { status: 202, headers: { 'x-amz-function-error': 'Unhandled' }, body: '{"ok":false}' };
        },
      }),
    ]);
    const client = new LambdaClient(cloud.clientConfig);

    const output = await client.send(
      new InvokeCommand({ FunctionName: 'pulso-dispatcher', InvocationType: 'Event', Payload: Buffer.from('{"a":1}') }),
    );

    expect(received[0]).toMatchObject({
      principal: 'administrator',
      service: 'lambda',
      operation: 'Invoke',
      region: testRegion,
      method: 'POST',
      path: '/2015-03-31/functions/pulso-dispatcher/invocations',
      headers: { 'x-amz-invocation-type': 'Event' },
    });
    expect(received[0]?.body.toString()).toBe('{"a":1}');
    expect(output).toMatchObject({ StatusCode: 202, FunctionError: 'Unhandled' });
    expect(Buffer.from(output.Payload ?? []).toString()).toBe('{"ok":false}');
  });

  it('names the service and operation that it does not emulate', async () => {
    await start([fakeService()]);

    const unknownOperation = await rejectionOf(
      new LambdaClient(cloud.clientConfig).send(new DeleteFunctionCommand({ FunctionName: 'f' })),
    );
    const unknownService = await rejectionOf(
      new DynamoDBClient(cloud.clientConfig).send(new GetItemCommand({ TableName: 'users', Key: { id: { S: '1' } } })),
    );

    expect(unknownOperation).toMatchObject({ name: 'UnknownOperationException' });
    expect(String(unknownOperation)).toMatch(/"DELETE \/2015-03-31\/functions\/f".*"lambda"/);
    expect(unknownService).toMatchObject({ name: 'UnknownOperationException' });
    expect(String(unknownService)).toMatch(/"DynamoDB_20120810.GetItem".*"dynamodb"/);
  });

  it.each([
    ['no credentials', {}, 'MissingAuthenticationTokenException'],
    ['a header of another kind', { authorization: 'Bearer abc' }, 'IncompleteSignatureException'],
  ])('refuses %s', async (_title, headers, code) => {
    await start([fakeService()]);

    const response = await post(headers);

    expect(response.status).toBe(403);
    expect(response.body).toContain(code);
  });

  it.each([
    ['sts', 403],
    ['sqs', 403],
    ['dynamodb', 400],
    ['logs', 400],
    ['scheduler', 403],
  ])('refuses an unknown key as %s does', async (service, status) => {
    await start([fakeService({ name: service })]);

    const response = await cloud.fetch(service, { accessKey: 'AKIAREAL' });

    expect(response.status).toBe(status);
    expect(await response.text()).toContain('The security token included in the request is invalid.');
  });

  it('refuses the name of another computer', async () => {
    await start([fakeService()]);

    const response = await post({ host: 'rebound.example:80', authorization: testAuthorization('lambda') });

    expect(response).toMatchObject({ status: 403, body: expect.stringContaining('InvalidHostException') });
  });

  it('refuses a body above its limit and stays up', async () => {
    await start([fakeService()], { maxBodyBytes: 1000 });
    const error = await rejectionOf(invoke(Buffer.alloc(5_000_000, 'a')));
    const output = await invoke(Buffer.alloc(1000, 'a'));

    expect(error).toMatchObject({ name: 'RequestEntityTooLargeException', $metadata: { httpStatusCode: 413 } });
    expect(output.Payload).toHaveLength(1000);
  });

  describe('with faults', () => {
    const startWith = async (fault: CallFault): Promise<readonly ServiceCall[]> => {
      const handled: ServiceCall[] = [];
      const handle = async (call: ServiceCall) => {
        handled.push(call);
        return { status: 200, body: '{}' };
      };
      const services = ['lambda', 'sqs', 'dynamodb'].map((name) => fakeService({ name, handle }));
      await start(services, { faultFor: () => fault });
      return handled;
    };

    it('cuts the connection before a call takes effect, or after it', async () => {
      const refused = await startWith({ kind: 'refuse' });
      expect(await rejectionOf(invoke())).toHaveProperty('message', expect.stringContaining('socket hang up'));
      expect(refused).toHaveLength(0);
      await cloud.stop();

      const dropped = await startWith({ kind: 'drop-response' });
      expect(await rejectionOf(invoke())).toHaveProperty('message', expect.stringContaining('socket hang up'));
      expect(dropped).toHaveLength(1);
    });

    it("throttles with the service's own error, which its SDK knows as throttling, and without effect", async () => {
      const handled = await startWith({ kind: 'throttle', choice: 0 });
      const send = new SendMessageCommand({ QueueUrl: `${cloud.gateway.url}/0/q`, MessageBody: 'x' });
      const get = new GetItemCommand({ TableName: 't', Key: { pk: { S: 'x' } } });

      const errors = await Promise.all([
        rejectionOf(invoke()),
        rejectionOf(new SQSClient(cloud.clientConfig).send(send)),
        rejectionOf(new DynamoDBClient(cloud.clientConfig).send(get)),
      ]);

      expect(errors).toMatchObject([
        { name: 'TooManyRequestsException' },
        { name: 'RequestThrottled' },
        { name: 'ProvisionedThroughputExceededException' },
      ]);
      expect(handled).toEqual([]);
    });

    it('answers late, in real time and with the clock held', async () => {
      const handled = await startWith({ kind: 'slow', durationMs: 60 });
      const startedAt = performance.now();
      const startedAtMs = cloud.clock.nowMs();

      const [output] = await Promise.all([invoke(), cloud.clock.runUntil(startedAtMs + 3_600_000)]);

      expect(output.StatusCode).toBe(200);
      expect(handled).toHaveLength(1);
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
    });
  });

  it('answers 500 for a defect of its own and reports it', async () => {
    const faults: unknown[] = [];
    const defect = new TypeError('x is not a function');
    await start([fakeService({ handle: () => Promise.reject(defect) })], { onFault: (error) => faults.push(error) });

    const error = await rejectionOf(invoke());

    expect(error).toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
    expect(faults).toEqual([defect]);
  });

  it('holds the clock while a call is open', async () => {
    let finish = (): void => undefined;
    const working = new Promise<void>((resolve) => (finish = resolve));
    let isWorking = false;
    await start([
      fakeService({
        handle: async () => {
          isWorking = true;
          await working;
          return { status: 200, body: '' };
        },
      }),
    ]);
    const call = invoke();
    while (!isWorking) await new Promise((resolve) => setImmediate(resolve));
    let settled = false;
    const settling = cloud.clock.settle().then(() => (settled = true));

    await manyTurns();
    expect(settled).toBe(false);

    finish();
    await Promise.all([call, settling]);
    expect(settled).toBe(true);
  });

  it('releases the clock while a call only waits, and holds it again for the answer', async () => {
    let holdCount = 0;
    const takenAt: string[] = [];
    const clock: GatewayOptions['clock'] = {
      nowMs: () => 0,
      hold: () => {
        holdCount += 1;
        takenAt.push(isAnswering ? 'answer' : 'call');
        return () => (holdCount -= 1);
      },
    };
    let isAnswering = false;
    let heldWhileWaiting = -1;
    await start(
      [
        fakeService({
          waits: () => true,
          handle: async () => {
            heldWhileWaiting = holdCount;
            isAnswering = true;
            return { status: 200, body: '' };
          },
        }),
      ],
      { clock },
    );

    await invoke();
    await manyTurns();

    expect(heldWhileWaiting).toBe(0);
    expect(takenAt).toEqual(['call', 'answer']);
    expect(holdCount).toBe(0);
  });

  it('releases the clock when a client leaves before its answer, and tells the service', async () => {
    let received: ServiceCall | undefined;
    await start([
      fakeService({
        handle: (call) => {
          received = call;
          return new Promise(() => undefined);
        },
      }),
    ]);
    const leaving = new AbortController();
    const call = rejectionOf(
      new LambdaClient(cloud.clientConfig).send(new InvokeCommand({ FunctionName: 'f' }), {
        abortSignal: leaving.signal,
      }),
    );
    while (!received) await new Promise((resolve) => setImmediate(resolve));

    const before = received.isAbandoned?.();
    leaving.abort();
    await call;

    await cloud.clock.settle();
    expect([before, received.isAbandoned?.()]).toEqual([false, true]);
  });

  it('does not hold the clock for an unfinished request', async () => {
    await start([fakeService()]);
    const unfinished = request(cloud.gateway.url, { method: 'POST', headers: { expect: '100-continue' } });
    await once(unfinished, 'continue');

    await cloud.clock.runUntil(cloud.clock.nowMs() + 3_600_000);

    unfinished.on('error', () => undefined).destroy();
  });

  /** A request as no SDK would send it. */
  function post(headers: Record<string, string>, body = '{}'): Promise<{ status: number | undefined; body: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(cloud.gateway.url, { method: 'POST', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
});
