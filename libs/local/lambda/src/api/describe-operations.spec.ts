import {
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionUrlConfigCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { type EventSourceMappingDefinition } from '@pulso/world/stacks';

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

const bot = functionDefinition('bot');
const worker = functionDefinition('worker', {
  reservedConcurrency: 7,
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

  it.each([
    ['MaxItems=0', 'InvalidParameterValueException'],
    ['MaxItems=x', 'InvalidParameterValueException'],
    ['Marker=bad', 'InvalidParameterValueException'],
    ['FunctionVersion=', 'ValidationException'],
    ['FunctionVersion=all', 'ValidationException'],
  ])('refuses the page %s (API_ListFunctions)', async (query, code) => {
    expect(await api.get('lambda', `/2015-03-31/functions/?${query}`)).toMatchObject({ status: 400, code });
  });

  it('shows concurrency where it is reserved (API_GetFunction, API_GetFunctionConcurrency)', async () => {
    const reserved = await client.send(new GetFunctionCommand({ FunctionName: 'worker' }));
    const free = await client.send(new GetFunctionCommand({ FunctionName: 'bot', Qualifier: '$LATEST' }));
    const alone = await client.send(new GetFunctionConcurrencyCommand({ FunctionName: 'worker' }));

    expect(reserved.Concurrency).toEqual({ ReservedConcurrentExecutions: 7 });
    expect(free.Concurrency).toBeUndefined();
    expect(alone.ReservedConcurrentExecutions).toBe(7);
  });

  it('shows public URLs (API_GetFunctionUrlConfig)', async () => {
    const get = (FunctionName: string) => client.send(new GetFunctionUrlConfigCommand({ FunctionName }));

    await expect(get('bot')).resolves.toMatchObject({ FunctionUrl: 'http://127.0.0.1:1/', AuthType: 'NONE' });
    await expect(get('worker')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
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

  it('shows a mapping as it was declared (API_ListEventSourceMappings)', async () => {
    const { EventSourceMappings = [] } = await client.send(new ListEventSourceMappingsCommand({}));

    expect(EventSourceMappings[0]).toMatchObject({
      UUID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      State: 'Enabled',
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 20 },
      LastModified: new Date('2026-11-25T12:00:00Z'),
    });
  });

  it('counts functions and what is left of the concurrency (API_GetAccountSettings)', async () => {
    const { AccountLimit, AccountUsage } = await client.send(new GetAccountSettingsCommand({}));

    expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 993 });
    expect(AccountUsage).toMatchObject({ FunctionCount: 2 });
  });
});
