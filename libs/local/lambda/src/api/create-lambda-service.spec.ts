import { type ServiceCall } from '@pulso/local/gateway';

import { ConcurrencyExceededError } from '../errors';
import { functionDefinition } from '../testing/deploy';
import { fakeRuntime } from '../testing/fake-runtime';
import { createLambdaService } from './create-lambda-service';

const log = [
  'START RequestId: earlier',
  'earlier',
  'REPORT RequestId: earlier',
  'START RequestId: request',
  'hello',
  'REPORT RequestId: request',
  'START RequestId: later',
];

const setUp = (handle: () => unknown = () => ({ ok: true }), lines: readonly string[] = log) => {
  const accepted: [string, string][] = [];
  const runtime = fakeRuntime([functionDefinition('dispatcher')], handle);
  const service = createLambdaService(
    runtime,
    {
      accept: (name, payload) => {
        accepted.push([name, payload]);
        return 'request';
      },
    },
    {
      mappings: [],
      urls: new Map(),
      deployedAtMs: 0,
      readLog: () => lines.map((message) => ({ logStream: 'one', message })),
    },
  );
  const call = ({ name = 'dispatcher', type = 'RequestResponse', body = '{}', headers = {} } = {}) =>
    service.handle({
      principal: 'bot',
      service: 'lambda',
      operation: 'Invoke',
      region: 'eu-central-1',
      method: 'POST',
      path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
      headers: { 'x-amz-invocation-type': type, ...headers },
      body: Buffer.from(body),
    } satisfies ServiceCall);
  return { call, accepted, runtime };
};

describe('Invoke', () => {
  it('only accepts an event when the type is Event', async () => {
    const { call, accepted, runtime } = setUp();

    await expect(call({ type: 'Event', body: '{"a":1}' })).resolves.toEqual({ status: 202, body: '' });
    expect(accepted).toEqual([['dispatcher', '{"a":1}']]);
    expect(runtime.invocations).toEqual([]);
  });

  it('gives the end of the log of this invocation, and of no other in its stream', async () => {
    const { call } = setUp();

    const { headers } = await call({ headers: { 'x-amz-log-type': 'Tail' } });

    expect(Buffer.from(headers?.['x-amz-log-result'] ?? '', 'base64').toString('utf8')).toBe(
      ['START RequestId: request', 'hello', 'REPORT RequestId: request', ''].join('\n'),
    );
  });

  it.each([
    [
      'a function of another account',
      { name: 'arn:aws:lambda:eu-central-1:111122223333:function:dispatcher' },
      'ResourceNotFoundException',
      404,
    ],
    ['an unknown type', { type: 'Soon' }, 'InvalidParameterValueException', 400],
    ['what is no JSON', { body: '{' }, 'InvalidRequestContentException', 400],
    ['a body over 6 MB', { body: 'x'.repeat(6_291_457) }, 'RequestTooLargeException', 413],
    ['a client context', { headers: { 'x-amz-client-context': 'e30=' } }, 'InvalidParameterValueException', 400],
  ])('refuses %s', async (_case, options, code, status) => {
    await expect(setUp().call(options)).rejects.toMatchObject({ name: code, status });
  });

  it('tells a client to come back when the reserved concurrency is used up', async () => {
    const { call } = setUp(() => {
      throw new ConcurrencyExceededError('dispatcher', 1);
    });

    await expect(call()).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      status: 429,
      members: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
    });
  });
});
