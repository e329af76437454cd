import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { CloudWatchClient, DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetQueueUrlCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { logGroupName, parameterName, resourceName, secretParameters, unsetSecret } from '@pulso/contracts/envelope';

import { type LocalCloud } from '../cloud/local-cloud';
import { localStage as stage } from '../cloud/read-definition';
import { clientVariables, shellVariables } from '../start/env-file';
import { type ScenarioResult, runScenario } from './run-scenario';
import { root } from './testing/at-root';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

/** One line of `npm run doctor -- --json`. */
interface Finding {
  readonly area: string;
  readonly verdict: string;
  readonly text: string;
  readonly advice?: string;
}

/** Runs the doctor as an operator does, in a process of its own. */
async function examineCloud(cloud: LocalCloud): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-doctor-'));
  writeFileSync(join(folder, 'local.env'), shellVariables(clientVariables(cloud, '')), { mode: 0o600 });
  const { PATH, HOME } = process.env;
  const program = join(root, 'dist/apps/operator/main.js');
  const child = spawn(process.execPath, [program, 'doctor', '--json', '--stage', stage, '--env', 'local.env'], {
    env: { PATH, HOME, INIT_CWD: folder },
  });
  child.stdin.end();
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  rmSync(folder, { recursive: true });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { readonly findings: Finding[] }).findings;
}

const failuresIn = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ area, text, advice }) => `${area}: ${text} → ${advice}`);

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

    const failures = failuresIn(await examineCloud(cloud));

    expect(failures).toEqual([
      expect.stringMatching(
        /^webhook: .*; 1 updates wait; the last error .* ago: .*401 Unauthorized → the secret is another one than the parameter's: npm run bot -- setup/,
      ),
    ]);
    await setParameter(cloud, secretParameters.webhookSecrets, cloud.webhookSecret);
  });

  it('names each of eleven settings that were changed by hand in one line that leads to the mend', async () => {
    await changeByHand(cloud);

    const failures = failuresIn(await examineCloud(cloud));

    const deploy = 'npm run deploy -- --stage local --service';
    expect(failures).toEqual([
      `functions: function pulso-local-aggregator: variable RUNS_TABLE_NAME is wrong, the stack says pulso-local-runs → ${deploy} aggregator`,
      `functions: function pulso-local-dispatcher: reserved concurrency is 0, the stack says none → ${deploy} dispatcher`,
      `grants: policy pulso-local-notifier/needs: grant KeepDeliveries is missing → ${deploy} notifier`,
      `tables: table pulso-local-users: TTL is none, the stack says expiresAtSeconds → ${deploy} bot`,
      `logs: log group /aws/lambda/pulso-local-bot: retention in days is 1, the stack says 60 → ${deploy} bot`,
      `queues: queue pulso-local-run-events: visibility timeout is 0, the stack says 120 → ${deploy} aggregator`,
      `queues: queue pulso-local-report-updates: redrive policy is missing → ${deploy} notifier`,
      `mappings: mapping pulso-local-query-jobs to pulso-local-query-worker: enabled is false, the stack says true → ${deploy} query-worker`,
      `schedules: schedule pulso-local-report-daily-usage: state is DISABLED, the stack says ENABLED → ${deploy} dispatcher`,
      `alarms: there is no alarm pulso-local-bot-errors → ${deploy} bot`,
      "webhook: Telegram's webhook is another address than the function's → npm run bot -- setup --stage local",
    ]);
  });

  it('tells of a revoked token, a dead letter and a secret that is not set, and not what follows from them', async () => {
    await breakThree(cloud);

    const findings = await examineCloud(cloud);

    const failures = failuresIn(findings).filter((line) =>
      /^(secrets|bot|webhook|chats|commands)|dead letter/.test(line),
    );
    expect(failures).toEqual([
      'queues: 1 dead letter in pulso-local-run-events-dlq → find the cause first, then redrive: docs/operations.md, "Dead letters"',
      'secrets: the parameter /pulso/local/pseudonym-key is not set → npm run secrets -- --stage local',
      expect.stringMatching(
        /^bot: Telegram does not know the token.*; not checked because of it: webhook, commands, chats → npm run secrets -- --stage local --only bot-token/,
      ),
    ]);
    expect(findings.some(({ area }) => ['webhook', 'commands', 'chats'].includes(area))).toBe(false);
    expect(JSON.stringify(findings)).not.toContain(cloud.webhookSecret);
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

/** As a hand does in the console. The APIs here show what the definitions say. */
async function changeByHand(cloud: LocalCloud): Promise<void> {
  const { functions, roles, tables, eventSourceMappings, schedules } = cloud.definition;
  const named = <T extends { readonly name: string }>(all: readonly T[], base: string): T => {
    const found = all.find(({ name }) => name === resourceName(stage, base));
    if (!found) throw new Error(`There is no ${base}.`);
    return found;
  };
  Object.assign(cloud.logStore.get(logGroupName(stage, 'bot')), { retentionDays: 1 });
  Object.assign(named(tables, 'users'), { timeToLiveAttribute: undefined });
  const mapping = eventSourceMappings.find(({ functionName }) => functionName === resourceName(stage, 'query-worker'));
  Object.assign(mapping ?? {}, { enabled: false });
  Object.assign(named(functions, 'dispatcher'), { reservedConcurrency: 0 });
  Object.assign(named(schedules, 'report-daily-usage'), { enabled: false });
  Object.assign(named(functions, 'aggregator').environment, { RUNS_TABLE_NAME: 'wrong' });
  const [policy] = named(roles, 'notifier').policies as { Statement: { Sid: string }[] }[];
  if (policy) policy.Statement = policy.Statement.filter(({ Sid }) => Sid !== 'KeepDeliveries');
  const [sqs, cloudWatch] = [new SQSClient(cloud.settings), new CloudWatchClient(cloud.settings)];
  for (const [queue, Attributes] of [
    ['report-updates', { RedrivePolicy: '' }],
    ['run-events', { VisibilityTimeout: '0' }],
  ] as const) {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: resourceName(stage, queue) }));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  }
  await cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [resourceName(stage, 'bot-errors')] }));
  for (const client of [sqs, cloudWatch]) client.destroy();
  await fetch(`${cloud.botApi.url}/bot${cloud.botToken}/setWebhook?url=http://127.0.0.1:1/`, { method: 'POST' });
}

async function breakThree(cloud: LocalCloud): Promise<void> {
  const botId = cloud.botToken.split(':')[0];
  await setParameter(cloud, secretParameters.botToken, `${botId}:a-token-that-was-revoked`);
  await setParameter(cloud, secretParameters.pseudonymKey, unsetSecret);
  const sqs = new SQSClient(cloud.settings);
  const QueueName = `${resourceName(stage, 'run-events')}-dlq`;
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  sqs.destroy();
}
