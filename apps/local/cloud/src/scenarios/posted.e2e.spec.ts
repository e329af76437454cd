import { createHmac } from 'node:crypto';
import { join } from 'node:path';

import { createBundledDay } from '../bundled-day/create-bundled-day';
import { type ScenarioResult, runScenario } from './run-scenario';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

jest.setTimeout(120_000);

beforeAll(() => {
  process.chdir(join(__dirname, '../../../../..'));
});

describe('a report that goes to a chat, a mailing list and a webhook', () => {
  let result: ScenarioResult;

  beforeAll(async () => {
    const { updates } = createBundledDay({ reportAtMs });
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
    expect(call?.headers['pulso-delivery']).toMatch(/^daily-usage\/schedule\/.*\/\d+$/);
    for (const { queryId, value } of result.stored?.content.values ?? []) {
      expect(JSON.stringify(JSON.parse(body))).toContain(queryId);
      expect(body).toContain(String(value));
    }
  });

  it('names neither an address nor a secret in a log', () => {
    const logs = [...result.cloud.logEvents()].map(({ message }) => message).join('\n');

    expect(logs).toContain('email:owners');
    expect(logs).toContain('webhook:team-chat');
    expect(logs).not.toContain('owner@example.com');
    expect(logs).not.toContain(result.cloud.webhookSecret);
    expect(logs).not.toContain('local-webhooks');
  });
});
