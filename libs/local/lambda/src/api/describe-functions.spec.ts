import {
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionUrlConfigCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { type EventSourceMappingDefinition, type ScheduleDefinition } from '@pulso/world/stacks';

import { functionDefinition } from '../testing/deploy';
import { fakeRuntime } from '../testing/fake-runtime';
import { type ApiFixture, startApi } from '../testing/start-api';
import { createLambdaService } from './create-lambda-service';
import { createSchedulerService } from './create-scheduler-service';

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

  it('shows functions as they were declared, by name and ARN (API_GetFunctionConfiguration)', async () => {
    const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
    const get = (FunctionName: string) => client.send(new GetFunctionConfigurationCommand({ FunctionName }));

    expect(Functions.map(({ FunctionName }) => FunctionName)).toEqual(['bot', 'worker']);
    for (const name of ['worker', 'worker:$LATEST', worker.arn]) {
      expect(await get(name)).toMatchObject({ FunctionName: 'worker', Handler: 'handler.handler', Timeout: 60 });
    }
    await expect(get('worker:7')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
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

const schedule = (name: string): ScheduleDefinition => ({
  name,
  arn: arn('scheduler', `schedule/default/${name}`),
  expression: 'cron(30 12 * * ? *)',
  timezone: 'Europe/Berlin',
  enabled: true,
  targetArn: worker.arn,
  roleArn: 'arn:aws:iam::000000000000:role/scheduler',
  input: '{}',
  maximumRetryAttempts: 3,
  maximumEventAgeSeconds: 3_600,
});

describe("the Scheduler's API", () => {
  it('shows schedules as they were declared (API_ListSchedules, API_GetSchedule)', async () => {
    const schedules = [schedule('weekly'), schedule('daily')];
    const api = await startApi([createSchedulerService({ schedules, deployedAtMs: 0 })]);
    const client = new SchedulerClient(api.clientConfig);

    const { Schedules = [] } = await client.send(new ListSchedulesCommand({}));
    const daily = await client.send(new GetScheduleCommand({ Name: 'daily' }));

    expect(Schedules.map(({ Name }) => Name)).toEqual(['daily', 'weekly']);
    expect(daily).toMatchObject({
      State: 'ENABLED',
      ScheduleExpression: 'cron(30 12 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      Target: { Arn: worker.arn, Input: '{}', RetryPolicy: { MaximumRetryAttempts: 3 } },
    });
    await expect(client.send(new GetScheduleCommand({ Name: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    client.destroy();
    await api.stop();
  });
});
