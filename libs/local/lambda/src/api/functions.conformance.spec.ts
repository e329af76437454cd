import { createHash } from 'node:crypto';

import {
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionUrlConfigCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';

import { type LambdaTarget, startLambdaTarget } from '../testing/start-lambda-target';
import { storedZip } from '../testing/stored-zip';

const reference = 'https://docs.aws.amazon.com/lambda/latest/api';

const source = 'exports.handler = async () => 1;';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`Lambda's functions by their API (${reference})`, () => {
  let lambda: LambdaTarget;
  let client: LambdaTarget['client'];
  let plain: string;
  let tuned: string;

  beforeAll(async () => {
    lambda = await startLambdaTarget({
      plain: { source, timeoutSeconds: 5 },
      tuned: {
        source,
        timeoutSeconds: 7,
        environment: { STAGE: 'conformance' },
        asyncInvoke: { maximumRetryAttempts: 1, maximumEventAgeSeconds: 600 },
      },
    });
    client = lambda.client;
    plain = 'plain';
    tuned = 'tuned';
  });

  afterAll(async () => {
    lambda?.client.destroy();
    await lambda?.target.stop();
  });

  const notFound = (message: string | RegExp) => ({
    name: 'ResourceNotFoundException',
    message: expect.stringMatching(message),
    $fault: 'client',
    $metadata: { httpStatusCode: 404 },
  });

  it('shows a function as it was deployed, with the digest of its package (API_GetFunctionConfiguration)', async () => {
    const shown = await client.send(new GetFunctionConfigurationCommand({ FunctionName: tuned }));

    const archive = storedZip({ 'handler.js': source });
    expect(shown).toMatchObject({
      FunctionName: tuned,
      FunctionArn: expect.stringMatching(new RegExp(`^arn:aws:lambda:[a-z0-9-]+:\\d{12}:function:${tuned}$`)),
      Role: expect.stringMatching(/^arn:aws:iam::\d{12}:role\//),
      Runtime: 'nodejs24.x',
      Handler: 'handler.handler',
      CodeSize: archive.length,
      CodeSha256: createHash('sha256').update(archive).digest('base64'),
      Timeout: 7,
      MemorySize: 256,
      LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
      Version: '$LATEST',
      Environment: { Variables: { STAGE: 'conformance' } },
      TracingConfig: { Mode: 'PassThrough' },
      State: 'Active',
      LastUpdateStatus: 'Successful',
      PackageType: 'Zip',
      EphemeralStorage: { Size: 512 },
      LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${tuned}` },
    });
  });

  it('shows a function without variables without an environment (API_GetFunction)', async () => {
    const { Configuration, Code, Concurrency } = await client.send(new GetFunctionCommand({ FunctionName: plain }));

    expect(Configuration).toMatchObject({ FunctionName: plain, Timeout: 5 });
    expect(Configuration).not.toHaveProperty('Environment.Variables');
    expect(Code?.RepositoryType).toBe('S3');
    expect(Concurrency).toBeUndefined();
  });

  it('reserves no concurrency unless it was asked to (API_GetFunctionConcurrency)', async () => {
    const { ReservedConcurrentExecutions } = await client.send(
      new GetFunctionConcurrencyCommand({ FunctionName: plain }),
    );

    expect(ReservedConcurrentExecutions).toBeUndefined();
  });

  it('finds every function once on its pages (API_ListFunctions)', async () => {
    const names: (string | undefined)[] = [];
    for await (const { Functions = [] } of paginateListFunctions({ client, pageSize: 1 }, {})) {
      names.push(...Functions.map(({ FunctionName }) => FunctionName));
    }

    expect(names.filter((name) => name === plain || name === tuned).sort()).toEqual([plain, tuned].sort());
  });

  it('lists the versions of every function when it is asked for all (API_ListFunctions)', async () => {
    const arns: (string | undefined)[] = [];
    for await (const { Functions = [] } of paginateListFunctions({ client }, { FunctionVersion: 'ALL' })) {
      arns.push(...Functions.map(({ FunctionArn }) => FunctionArn));
    }

    expect(arns.filter((arn) => arn?.includes(`:function:${plain}:`))).toEqual([
      expect.stringMatching(new RegExp(`:function:${plain}:\\$LATEST$`)),
    ]);
  });

  it('knows no other choice of versions (API_ListFunctions)', async () => {
    const FunctionVersion = 'invalid' as 'ALL';

    await expect(client.send(new ListFunctionsCommand({ FunctionVersion }))).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value 'invalid' at 'functionVersion' failed to satisfy constraint: " +
        'Member must satisfy enum value set: [ALL]',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('has no URL of a function that was given none (API_GetFunctionUrlConfig)', async () => {
    const get = (FunctionName: string) => client.send(new GetFunctionUrlConfigCommand({ FunctionName }));

    await expect(get(plain)).rejects.toMatchObject(notFound('The resource you requested does not exist.'));
    await expect(get(`${plain}-nowhere`)).rejects.toMatchObject(notFound('The resource you requested does not exist.'));
  });

  it('has no mapping of a function that reads no queue (API_ListEventSourceMappings)', async () => {
    const list = (FunctionName: string) => client.send(new ListEventSourceMappingsCommand({ FunctionName }));

    expect((await list(plain)).EventSourceMappings).toEqual([]);
  });

  it.each([
    ['GetFunction', (FunctionName: string) => client.send(new GetFunctionCommand({ FunctionName }))],
    [
      'GetFunctionConfiguration',
      (FunctionName: string) => client.send(new GetFunctionConfigurationCommand({ FunctionName })),
    ],
  ])('finds no function that there is not by %s, and says so (API_GetFunction)', async (_title, ask) => {
    await expect(ask(`${plain}-nowhere`)).rejects.toMatchObject(
      notFound(/^Function not found: arn:aws:lambda:[a-z0-9-]+:\d{12}:function:.*-nowhere$/),
    );
    await expect(ask('invalid:function:name')).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(
        /^1 validation error detected: Value 'invalid:function:name' at 'functionName' failed to satisfy constraint: /,
      ),
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('counts functions and concurrency of the account (API_GetAccountSettings)', async () => {
    const { AccountLimit, AccountUsage } = await client.send(new GetAccountSettingsCommand({}));

    expect(AccountLimit).toMatchObject({ CodeSizeUnzipped: 262_144_000, CodeSizeZipped: 52_428_800 });
    expect(AccountLimit?.ConcurrentExecutions).toBeGreaterThanOrEqual(
      AccountLimit?.UnreservedConcurrentExecutions ?? Infinity,
    );
    expect(AccountUsage?.FunctionCount).toBeGreaterThanOrEqual(2);
  });
});
