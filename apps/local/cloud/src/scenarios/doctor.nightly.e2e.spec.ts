import { setTimeout as sleep } from 'node:timers/promises';

import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  logGroupName,
  parameterName,
  resourceName,
  secretParameters,
  services,
  unsetSecret,
} from '@pulso/contracts/envelope';
import { catalogue } from '@pulso/domain/reports';
import { type Finding, createDoctorPorts, examine } from '@pulso/operator/deployed-stage';

import { type LocalCloud } from '../cloud/local-cloud';
import { localStage as stage } from '../cloud/read-definition';
import { type ScenarioResult, runScenario } from './run-scenario';
import './testing/at-root';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

const examineCloud = (cloud: LocalCloud): Promise<Finding[]> =>
  examine(
    { stage, expected: { region: cloud.settings.region }, catalogue, nowMs: cloud.clock.nowMs() },
    {
      ports: createDoctorPorts(cloud.settings),
      limitMs: 20_000,
      sleep: (durationMs, signal) => sleep(durationMs, undefined, { signal }),
    },
  );

describe('the doctor of a stage whose report has come', () => {
  let cloud: LocalCloud;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const result: ScenarioResult = await runScenario({ updates: [], reportAtMs });
    cloud = result.cloud;
    stop = () => cloud.stop();
    await cloud.clock.runUntil(reportAtMs + 1_800_000);
  });

  afterAll(() => stop());

  it('finds everything well', async () => {
    const findings = await examineCloud(cloud);

    expect(findings.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({
        area: 'reports',
        text: expect.stringMatching(/^daily-usage: the run of 2026-11-25 12:30 UTC was delivered .* ago, complete$/),
      }),
    );
    expect(cloud.faults).toEqual([]);
  });

  it('says that the webhook has another secret than the bot, once the bot has refused a message', async () => {
    await setParameter(cloud, secretParameters.webhookSecrets, 'another-secret-than-telegram-has');
    await cloud.clock.runUntil(cloud.clock.nowMs() + secretsKeptMs);
    cloud.botApi.pushUpdate(messageAt(cloud.clock.nowMs()));
    await cloud.clock.runUntil(cloud.clock.nowMs() + 5_000);

    const findings = await examineCloud(cloud);

    expect(findings.filter(({ verdict }) => verdict === 'failed')).toEqual([
      {
        area: 'webhook',
        verdict: 'failed',
        text: expect.stringMatching(/; 1 updates wait; the last error .* ago: .*401 Unauthorized$/),
        advice: expect.stringMatching(/the secret is another one than the parameter's: npm run bot -- setup/),
      },
    ]);
    await setParameter(cloud, secretParameters.webhookSecrets, cloud.webhookSecret);
  });

  it('names each of five things that are broken, and no other', async () => {
    await breakFiveThings(cloud);

    const findings = await examineCloud(cloud);

    const failures = findings.filter(({ verdict }) => verdict === 'failed');
    expect(failures.map(({ area, text }) => `${area}: ${text}`)).toEqual([
      'schedules: the schedule pulso-local-report-daily-usage is DISABLED: what it starts does not come',
      'secrets: the parameter /pulso/local/pseudonym-key is not set',
      'webhook: Telegram sends what people write nowhere: there is no webhook',
      expect.stringMatching(/^chats: the bot may not post in the chat -1001234567890: .*bot is not a member/),
      'queues: 1 dead letter in pulso-local-run-events-dlq',
    ]);
    expect(failures.every(({ advice = '' }) => advice !== '')).toBe(true);
    expect(JSON.stringify(findings)).not.toContain(cloud.botToken);
    expect(JSON.stringify(findings)).not.toContain(cloud.webhookSecret);
  });

  it('names a bot that was stopped, a table and a log group that were deleted', async () => {
    const others = services.length - 1;
    await stopBotAndDelete(cloud);

    const findings = await examineCloud(cloud);

    expect(findings.filter(({ area }) => ['functions', 'tables', 'logs'].includes(area))).toMatchObject([
      { area: 'functions', verdict: 'ok', text: `${others} of ${services.length} services are active, nodejs24.x` },
      { area: 'functions', verdict: 'failed', text: 'pulso-local-bot was stopped: its reserved concurrency is 0' },
      { area: 'tables', verdict: 'ok', text: '2 of 3 are active' },
      { area: 'tables', verdict: 'failed', text: expect.stringMatching(/^there is no table pulso-local-users/) },
      { area: 'logs', verdict: 'ok', text: `${others} of ${services.length} log groups are there` },
      { area: 'logs', verdict: 'failed', text: expect.stringMatching(/^there is no log group .*pulso-local-bot:/) },
    ]);
  });
});

/** The bot reads its secrets again after five minutes. */
const secretsKeptMs = 6 * 60_000;

const ada = { id: 42, is_bot: false, first_name: 'Ada' };

const messageAt = (atMs: number) => ({
  update_id: 900_001,
  message: {
    ...{ message_id: 900_001, date: Math.floor(atMs / 1_000), text: '/help' },
    ...{ from: ada, chat: { id: ada.id, type: 'private', first_name: ada.first_name } },
  },
});

async function setParameter(cloud: LocalCloud, base: string, value: string): Promise<void> {
  const ssm = new SSMClient(cloud.settings);
  await ssm.send(
    new PutParameterCommand({
      Name: parameterName(stage, base),
      Value: value,
      Type: 'SecureString',
      Overwrite: true,
    }),
  );
  ssm.destroy();
}

async function stopBotAndDelete(cloud: LocalCloud): Promise<void> {
  const [dynamoDb, logs] = [new DynamoDBClient(cloud.settings), new CloudWatchLogsClient(cloud.settings)];
  const bot = cloud.definition.functions.find(({ name }) => name === resourceName(stage, 'bot'));
  // Lambda's API here shows what was deployed.
  Object.assign(bot ?? {}, { reservedConcurrency: 0 });
  await dynamoDb.send(new DeleteTableCommand({ TableName: resourceName(stage, 'users') }));
  await logs.send(new DeleteLogGroupCommand({ logGroupName: logGroupName(stage, 'bot') }));
  for (const client of [dynamoDb, logs]) client.destroy();
}

async function breakFiveThings(cloud: LocalCloud): Promise<void> {
  const sqs = new SQSClient(cloud.settings);
  await fetch(`${cloud.botApi.url}/bot${cloud.botToken}/deleteWebhook`, { method: 'POST' });
  await setParameter(cloud, secretParameters.pseudonymKey, unsetSecret);
  const daily = cloud.definition.schedules.find(({ name }) => name.endsWith('report-daily-usage'));
  // The Scheduler's API here shows what was deployed: in the console this takes two clicks.
  Object.assign(daily ?? {}, { enabled: false });
  cloud.botApi.chats.set({ id: -1_001_234_567_890, state: 'left' });
  const { QueueUrl } = await sqs.send(
    new GetQueueUrlCommand({ QueueName: `${resourceName(stage, 'run-events')}-dlq` }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  sqs.destroy();
}
