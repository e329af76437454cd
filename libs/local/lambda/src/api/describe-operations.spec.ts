import {
  GetAccountSettingsCommand,
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetFunctionUrlConfigCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { type EventSourceMappingDefinition } from '@pulso/local-terraform';

import { functionDefinition } from '../testing/deploy';
import { fakeRuntime } from '../testing/fake-runtime';
import { type ApiFixture, startApi } from '../testing/start-api';
import { createLambdaService } from '../invoke/create-lambda-service';

const arn = (service: string, name: string): string => `arn:aws:${service}:eu-central-1:000000000000:${name}`;

const mapping = (overrides: Partial<EventSourceMappingDefinition> = {}): EventSourceMappingDefinition => ({
  queueArn: arn('sqs', 'jobs'),
  functionName: 'worker',
  batchSize: 10,
  maximumBatchingWindowSeconds: 0,
  maximumConcurrency: 20,
  reportsBatchItemFailures: true,
  ...overrides,
});

const bot = functionDefinition('bot', { environment: { STAGE: 'dev' } });
const worker = functionDefinition('worker', {
  reservedConcurrency: 7,
  asyncInvoke: {
    maximumRetryAttempts: 1,
    maximumEventAgeSeconds: 600,
    onFailureDestinationArn: arn('sqs', 'failures'),
  },
});

/**
 * What the conformance spec does not try, since it needs other functions. Each title names the page.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
 */
describe('the Lambda API', () => {
  let api: ApiFixture;
  let client: LambdaClient;

  beforeEach(async () => {
    const runtime = fakeRuntime([worker, bot], () => ({}));
    const invoker = { accept: () => 'request' };
    const deployment = {
      mappings: [mapping(), mapping({ queueArn: arn('sqs', 'more'), functionName: 'bot' })],
      urls: new Map([['bot', 'http://127.0.0.1:1/']]),
      deployedAtMs: Date.parse('2026-11-25T12:00:00Z'),
    };
    api = await startApi([createLambdaService(runtime, invoker, deployment)]);
    client = new LambdaClient(api.clientConfig);
  });

  afterEach(async () => {
    client.destroy();
    await api.stop();
  });

  it('lists functions by name, by pages (API_ListFunctions)', async () => {
    const pages: (string | undefined)[][] = [];
    for await (const { Functions = [] } of paginateListFunctions({ client, pageSize: 1 }, {})) {
      pages.push(Functions.map(({ FunctionName }) => FunctionName));
    }

    expect(pages).toEqual([['bot'], ['worker']]);
  });

  it.each([
    ['MaxItems=0', 'InvalidParameterValueException'],
    ['MaxItems=x', 'InvalidParameterValueException'],
    ['Marker=bad', 'InvalidParameterValueException'],
    ['FunctionVersion=', 'ValidationException'],
    ['FunctionVersion=all', 'ValidationException'],
  ])('refuses the page %s (API_ListFunctions)', async (query, code) => {
    expect(await api.get('lambda', `/2015-03-31/functions/?${query}`)).toMatchObject({ status: 400, code });
  });

  it('shows a function as it was declared (API_GetFunctionConfiguration)', async () => {
    const shown = await client.send(new GetFunctionConfigurationCommand({ FunctionName: bot.arn }));

    expect(shown).toMatchObject({
      FunctionName: 'bot',
      FunctionArn: bot.arn,
      Role: bot.roleArn,
      Timeout: 5,
      MemorySize: 256,
      LastModified: '2026-11-25T12:00:00.000+0000',
      Environment: { Variables: { STAGE: 'dev' } },
      State: 'Active',
      Version: '$LATEST',
      LoggingConfig: { LogFormat: 'JSON', LogGroup: '/aws/lambda/bot' },
    });
  });

  it('shows concurrency where it is reserved (API_GetFunction, API_GetFunctionConcurrency)', async () => {
    const reserved = await client.send(new GetFunctionCommand({ FunctionName: 'worker' }));
    const free = await client.send(new GetFunctionCommand({ FunctionName: 'bot', Qualifier: '$LATEST' }));
    const alone = await client.send(new GetFunctionConcurrencyCommand({ FunctionName: 'worker' }));

    expect(reserved.Concurrency).toEqual({ ReservedConcurrentExecutions: 7 });
    expect(free.Concurrency).toBeUndefined();
    expect(alone.ReservedConcurrentExecutions).toBe(7);
  });

  it('finds no function for a version (API_GetFunction)', async () => {
    const input = { FunctionName: 'bot', Qualifier: '7' };

    await expect(client.send(new GetFunctionCommand(input))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining('Function not found: '),
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('shows how asynchronous events are handled where it was said (API_GetFunctionEventInvokeConfig)', async () => {
    const get = (FunctionName: string) => client.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));

    await expect(get('worker')).resolves.toMatchObject({
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 600,
      DestinationConfig: { OnFailure: { Destination: arn('sqs', 'failures') } },
    });
    await expect(get('bot')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('shows public URLs (API_GetFunctionUrlConfig, API_ListFunctionUrlConfigs)', async () => {
    const get = (FunctionName: string) => client.send(new GetFunctionUrlConfigCommand({ FunctionName }));
    const list = async (FunctionName: string) =>
      (await client.send(new ListFunctionUrlConfigsCommand({ FunctionName }))).FunctionUrlConfigs;

    await expect(get('bot')).resolves.toMatchObject({ FunctionUrl: 'http://127.0.0.1:1/', AuthType: 'NONE' });
    await expect(get('worker')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await list('bot')).toHaveLength(1);
    expect(await list('worker')).toEqual([]);
  });

  it('lists mappings, of a queue and of a function (API_ListEventSourceMappings)', async () => {
    const list = async (input: object) =>
      (await client.send(new ListEventSourceMappingsCommand(input))).EventSourceMappings?.map(
        ({ FunctionArn }) => FunctionArn,
      );

    expect(await list({})).toEqual([worker.arn, bot.arn]);
    expect(await list({ EventSourceArn: arn('sqs', 'more') })).toEqual([bot.arn]);
    expect(await list({ FunctionName: 'worker' })).toEqual([worker.arn]);
    await expect(list({ FunctionName: 'none' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('shows a mapping by an id that stays (API_GetEventSourceMapping)', async () => {
    const { EventSourceMappings = [] } = await client.send(new ListEventSourceMappingsCommand({}));
    const [first] = EventSourceMappings;

    const shown = await client.send(new GetEventSourceMappingCommand({ UUID: first?.UUID }));

    expect(shown).toMatchObject({
      ...first,
      State: 'Enabled',
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 20 },
      LastModified: new Date('2026-11-25T12:00:00Z'),
    });
    await expect(client.send(new GetEventSourceMappingCommand({ UUID: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('counts functions and what is left of the concurrency (API_GetAccountSettings)', async () => {
    const { AccountLimit, AccountUsage } = await client.send(new GetAccountSettingsCommand({}));

    expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 993 });
    expect(AccountUsage).toMatchObject({ FunctionCount: 2 });
  });

  it('lists all functions at once to a caller that asks for no pages (API_ListFunctions)', async () => {
    const { Functions, NextMarker } = await client.send(new ListFunctionsCommand({}));

    expect(Functions).toHaveLength(2);
    expect(NextMarker).toBeUndefined();
  });
});
