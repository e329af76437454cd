import { setTimeout as sleep } from 'node:timers/promises';

import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, resourceName, secretParameters, unsetSecret } from '@pulso/contracts/naming';
import { catalogue } from '@pulso/domain/reports';
import { type Finding, examine } from '@pulso/operator/examination';
import { createDoctorPorts } from '@pulso/operator/stage-reads';

import { type LocalCloud } from '../cloud/local-cloud';
import { localStage as stage } from '../cloud/read-definition';
import { type ScenarioResult, runScenario } from './run-scenario';
import './testing/at-root';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

jest.setTimeout(120_000);

/** What the local cloud does not imitate can't be ok there. */
const notHere = ['deployed'];

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

  it('finds everything well, but for what it can not look at here', async () => {
    const findings = await examineCloud(cloud);

    expect(findings.filter(({ verdict, area }) => verdict !== 'ok' && !notHere.includes(area))).toEqual([]);
    for (const area of notHere) {
      expect(findings).toContainEqual(expect.objectContaining({ area, verdict: 'warning' }));
    }
    expect(findings).toContainEqual(
      expect.objectContaining({
        area: 'reports',
        text: expect.stringMatching(/^daily-usage: the run of 2026-11-25 12:30 UTC was delivered .* ago, complete$/),
      }),
    );
    expect(cloud.faults).toEqual([]);
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
});

async function breakFiveThings(cloud: LocalCloud): Promise<void> {
  const [ssm, sqs] = [new SSMClient(cloud.settings), new SQSClient(cloud.settings)];
  await fetch(`${cloud.botApi.url}/bot${cloud.botToken}/deleteWebhook`, { method: 'POST' });
  await ssm.send(
    new PutParameterCommand({
      Name: parameterName(stage, secretParameters.pseudonymKey),
      Value: unsetSecret,
      Type: 'SecureString',
      Overwrite: true,
    }),
  );
  const daily = cloud.definition.schedules.find(({ name }) => name.endsWith('report-daily-usage'));
  // The Scheduler's API here shows what was deployed: in the console this takes two clicks.
  Object.assign(daily ?? {}, { enabled: false });
  cloud.botApi.setChat({ id: -1_001_234_567_890, state: 'left' });
  const { QueueUrl } = await sqs.send(
    new GetQueueUrlCommand({ QueueName: `${resourceName(stage, 'run-events')}-dlq` }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' }));
  for (const client of [ssm, sqs]) client.destroy();
}
