import { createHmac } from 'node:crypto';

import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { type ReportContent, type ReportUpdate } from '@pulso/contracts/report-updates';

import { createBundledDay } from '../bundled-day/create-bundled-day';
import { numbersOf } from '../demo/judge-report';
import { type ScenarioResult, runScenario } from './run-scenario';
import { answersIn } from './testing/read-report';
import './testing/at-root';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

describe('a report that goes to a chat, a mailing list and a webhook', () => {
  const { updates, truth } = createBundledDay({ reportAtMs });
  let result: ScenarioResult;

  beforeAll(async () => {
    result = await runScenario({ updates, reportAtMs });
    // The sweep repeats the newest revision meanwhile.
    await result.cloud.clock.runUntil(reportAtMs + 3_600_000);
  });

  afterAll(() => result.cloud.stop());

  it('is sent once to each of them', () => {
    const { cloud } = result;

    expect(cloud.deliveredReports()).toHaveLength(1);
    expect(cloud.mails()).toHaveLength(1);
    expect(cloud.webhookCalls()).toMatchObject([{ name: 'team-chat' }]);
    expect(cloud.access?.denials()).toEqual([]);
    expect(cloud.faults).toEqual([]);
  });

  it('has the numbers with which the day was made', () => {
    const { stored, cloud } = result;

    expect(stored?.content.state).toBe('complete');
    expect(numbersOf(stored?.content.values ?? [])).toMatchObject(truth);
    const [report = ''] = cloud.deliveredReports();
    expect(report.split('\n')[0]).toMatch(/\d/);
    expect(truth).toMatchObject(answersIn(report));
    expect(Object.keys(answersIn(report))).toHaveLength(3);
  });

  it('rings no alarm', () => {
    expect(result.cloud.alarmChanges).toEqual([]);
  });

  it('says the same in the mail as in the stored run, to the list and from the sender of the stage', () => {
    const [{ message } = { message: '' }] = result.cloud.mails();
    const values = result.stored?.content.values ?? [];
    const text = message.replace(/=\r\n/g, '');

    expect(message).toContain('From: Pulso <reports@example.com>\r\nTo: owner@example.com\r\n');
    expect(message).toContain('Auto-Submitted: auto-generated\r\n');
    expect(message).toContain('List-Unsubscribe: <mailto:reports@example.com?subject=unsubscribe>\r\n');
    expect(values.length).toBeGreaterThan(0);
    for (const { value } of values) expect(text).toContain(String(value));
  });

  it('says the same in the body of the webhook, signed by its secret', () => {
    const [call] = result.cloud.webhookCalls();
    const { webhookSecret } = result.cloud;
    const [, time = '', signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers['pulso-signature'])) ?? [];
    const { body = '' } = call ?? {};

    expect(signature).toBe(createHmac('sha256', webhookSecret).update(`${time}.${body}`).digest('hex'));
    expect(call?.headers['pulso-delivery']).toMatch(/^daily-usage\/schedule\/.*\/\d+\/team-chat$/);
    for (const { queryId, value } of result.stored?.content.values ?? []) {
      expect(JSON.stringify(JSON.parse(body))).toContain(queryId);
      expect(body).toContain(String(value));
    }
  });

  it('comes with a picture, beside the message and within the mail, when it asks for one', async () => {
    const { cloud } = result;
    const content: ReportContent = {
      reportId: 'weekly-usage',
      title: { en: 'Weekly usage' },
      state: 'complete',
      windowStartMs: reportAtMs - 7 * 86_400_000,
      windowEndMs: reportAtMs,
      values: [{ queryId: 'usage', title: { en: 'Requests' }, value: 428, parts: [50, 60, 70, 80, 60, 50, 58] }],
      missing: [],
      chart: true,
      trigger: 'manual',
    };
    const update: ReportUpdate = {
      schemaVersion: 1,
      type: 'report-update',
      runId: 'weekly-usage/manual/1',
      revision: 3,
      content,
      destinations: [
        { type: 'telegram', chatId: '-1001234567890', showsProgress: false },
        { type: 'email', name: 'owners', addresses: ['owner@example.com'] },
      ],
    };
    const sqs = new SQSClient(cloud.settings);
    const queueUrl = `${cloud.settings.endpoint}/${cloud.definition.accountId}/pulso-local-report-updates`;

    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(update) }));
    sqs.destroy();
    await cloud.clock.runUntil(cloud.clock.nowMs() + 60_000);

    const [text, picture, ...others] = cloud.botApi.conversation.messagesOf(-1001234567890).slice(1);
    expect(others).toEqual([]);
    expect(text?.text).toContain('428');
    expect(picture).toMatchObject({ silent: true, attachment: expect.stringMatching(/^photo /) });
    expect(picture?.text).toContain('Requests');
    expect(cloud.mails()[1]?.message).toMatch(/Content-ID: <chart>/i);
    expect(cloud.access?.denials()).toEqual([]);
  });

  it('names no person, no address and no secret in a log', () => {
    const logs = [...result.cloud.logEvents()].map(({ message }) => message).join('\n');
    const people = ['5000000000', '5000000977', '-1002000000', '-700000', 'Bobby', 'DROP TABLE', 'person_0', '🧨'];
    const secrets = ['owner@example.com', result.cloud.webhookSecret, 'local-webhooks'];

    expect(logs).toContain('email:owners');
    expect(logs).toContain('webhook:team-chat');
    for (const taint of [...people, 'alert(1)', ...secrets]) expect(logs).not.toContain(taint);
    expect(logs).not.toMatch(/\d{6,}:(local|AA)[\w-]{10}/);
  });
});
