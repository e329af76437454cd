import { GetFunctionConfigurationCommand, InvokeCommand, type InvokeCommandInput } from '@aws-sdk/client-lambda';

import { type LambdaTarget, startLambdaTarget } from '../testing/start-lambda-target';

const reference = 'https://docs.aws.amazon.com/lambda/latest/api';

const source = `
exports.handler = async (event, context) => {
  console.log('handling', JSON.stringify(event));
  if (event.fails === 'throws') throw new TypeError('no such thing');
  if (event.fails === 'exits') process.exit(3);
  if (event.fails === 'hangs') await new Promise((resolve) => setTimeout(resolve, 60000));
  return { event, stage: process.env.STAGE, name: context.functionName, version: context.functionVersion };
};
`;

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`Lambda's Invoke by its API (${reference})`, () => {
  let lambda: LambdaTarget;
  let FunctionName: string;

  beforeAll(async () => {
    lambda = await startLambdaTarget({ echo: { source, timeoutSeconds: 2, environment: { STAGE: 'conformance' } } });
    FunctionName = 'echo';
  });

  afterAll(async () => {
    lambda?.client.destroy();
    await lambda?.target.stop();
  });

  const invoke = async (overrides: Partial<InvokeCommandInput> = {}) => {
    const output = await lambda.client.send(new InvokeCommand({ FunctionName, ...overrides }));
    const text = Buffer.from(output.Payload ?? []).toString('utf8');
    return { ...output, text, json: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };

  it('answers with what the function returned, in any characters (API_Invoke)', async () => {
    const event = { greeting: 'Grüße 😀', list: [1, null] };

    const output = await invoke({ Payload: Buffer.from(JSON.stringify(event)) });

    expect(output).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      json: { event, stage: 'conformance', name: FunctionName, version: '$LATEST' },
    });
    expect(output.FunctionError).toBeUndefined();
    expect(output.LogResult).toBeUndefined();
  });

  it('takes no payload for an empty event (API_Invoke)', async () => {
    expect(await invoke()).toMatchObject({ StatusCode: 200, json: { event: {} } });
  });

  it('tells of an error of the handler with its type, message and stack (API_Invoke, nodejs-exceptions.html)', async () => {
    const { StatusCode, FunctionError, json } = await invoke({ Payload: Buffer.from('{"fails":"throws"}') });

    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(json).toMatchObject({
      errorType: 'TypeError',
      errorMessage: 'no such thing',
      trace: expect.arrayContaining(['TypeError: no such thing']),
    });
  });

  it('tells of a process that ended itself (API_Invoke)', async () => {
    const { FunctionError, json } = await invoke({ Payload: Buffer.from('{"fails":"exits"}') });

    expect(FunctionError).toBe('Unhandled');
    expect(json).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/),
    });
  });

  it('ends a function after its timeout (API_Invoke, configuration-timeout.html)', async () => {
    const { FunctionError, json } = await invoke({ Payload: Buffer.from('{"fails":"hangs"}') });

    expect(FunctionError).toBe('Unhandled');
    expect(json).toMatchObject({ errorMessage: expect.stringMatching(/Task timed out after 2\.00 seconds$/) });
  });

  it('gives the end of the log of this invocation on request (API_Invoke)', async () => {
    const { LogResult = '' } = await invoke({ LogType: 'Tail', Payload: Buffer.from('{"a":1}') });

    const log = Buffer.from(LogResult, 'base64').toString('utf8');
    expect(log).toMatch(/START RequestId: [0-9a-f-]{36} Version: \$LATEST\n/);
    expect(log).toContain('handling {"a":1}');
    expect(log).toMatch(/END RequestId: [0-9a-f-]{36}\nREPORT RequestId: /);
  });

  it('takes an event over without a result (API_Invoke)', async () => {
    const output = await invoke({ InvocationType: 'Event', Payload: Buffer.from('{"a":1}') });

    expect(output).toMatchObject({ StatusCode: 202, text: '' });
    expect(output.FunctionError).toBeUndefined();
    expect(output.ExecutedVersion).toBeUndefined();
  });

  it('checks a call in a dry run and does nothing (API_Invoke)', async () => {
    expect(await invoke({ InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204, text: '' });
  });

  it('knows a function by name, version and ARN (API_Invoke)', async () => {
    const ask = async (name: string, Qualifier?: string) =>
      (await invoke({ FunctionName: name, ...(Qualifier && { Qualifier }) })).StatusCode;
    const { FunctionArn = '' } = await lambda.client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const account = FunctionArn.split(':')[4];

    expect(await ask(FunctionArn)).toBe(200);
    expect(await ask(`${account}:function:${FunctionName}`)).toBe(200);
    expect(await ask(`${FunctionName}:$LATEST`)).toBe(200);
    expect(await ask(FunctionName, '$LATEST')).toBe(200);
  });

  it.each([
    [
      'a function that there is not',
      '-nowhere',
      undefined,
      'ResourceNotFoundException',
      404,
      /^Function not found: arn:.*-nowhere$/,
    ],
    ['a version that there is not', '', '1221', 'ResourceNotFoundException', 404, /^Function not found: arn:.*:1221$/],
    [
      'a version in the name that there is not',
      ':1221',
      undefined,
      'ResourceNotFoundException',
      404,
      /^Function not found: arn:.*:1221$/,
    ],
    [
      'a name that is none',
      '@x',
      undefined,
      'ValidationException',
      400,
      /at 'functionName' failed to satisfy constraint/,
    ],
    [
      'two different versions',
      ':$LATEST',
      '7',
      'InvalidParameterValueException',
      400,
      /^The derived qualifier from the function name does not match the specified qualifier\.$/,
    ],
  ])('refuses %s (API_Invoke)', async (_title, suffix, Qualifier, name, httpStatusCode, message) => {
    await expect(
      invoke({ FunctionName: FunctionName + suffix, ...(Qualifier && { Qualifier }) }),
    ).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
      $fault: 'client',
      $metadata: { httpStatusCode },
    });
  });

  it('refuses a function of another region (API_Invoke)', async () => {
    const { FunctionArn: own = '' } = await lambda.client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const FunctionArn = own.replace(/:lambda:[a-z0-9-]+:/, ':lambda:ap-southeast-4:');

    await expect(invoke({ FunctionName: FunctionArn })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringMatching(
        /^Functions from 'ap-southeast-4' are not reachable in this region \('[a-z0-9-]+'\)$/,
      ),
      $metadata: { httpStatusCode: 404 },
    });
  });

  it.each([
    ['an invocation type', 'invocationType', { InvocationType: 'Later' as 'Event' }],
    ['a log type', 'logType', { LogType: 'Head' as 'Tail' }],
  ])('refuses %s that is none (API_Invoke)', async (_title, member, input) => {
    await expect(invoke(input)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(`'${member}' failed to satisfy constraint: Member must satisfy enum value set`),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each(['{', 'x', '{"a":1}}'])('refuses the payload %s, which is no JSON (API_Invoke)', async (payload) => {
    await expect(invoke({ Payload: Buffer.from(payload) })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
      message: expect.stringContaining('Could not parse request body into json'),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('takes an event of 1 MiB and not a byte more (API_Invoke, gettingstarted-limits.html)', async () => {
    const send = (bytes: number) =>
      invoke({ InvocationType: 'Event', Payload: Buffer.from(`"${'x'.repeat(bytes - 2)}"`) });

    await expect(send(1_048_576)).resolves.toMatchObject({ StatusCode: 202 });
    await expect(send(1_048_577)).rejects.toMatchObject({
      name: 'RequestTooLargeException',
      message: expect.stringContaining('1048576 bytes for the InvokeFunction operation'),
      $metadata: { httpStatusCode: 413 },
    });
  });

  it('takes a request of 6 MiB at most (API_Invoke, gettingstarted-limits.html)', async () => {
    await expect(invoke({ Payload: Buffer.from(`"${'x'.repeat(6_291_455)}"`) })).rejects.toMatchObject({
      name: 'RequestTooLargeException',
      $metadata: { httpStatusCode: 413 },
    });
  });
});
