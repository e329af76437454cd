import { request } from 'node:http';

import { type WebhookCall, startWebhookReceiver } from './webhooks';

describe('what stands for webhooks', () => {
  const told: WebhookCall[] = [];
  let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;

  beforeEach(async () => {
    told.length = 0;
    receiver = await startWebhookReceiver({ nowMs: () => 42 }, (call) => told.push(call));
  });

  afterEach(() => receiver.close());

  it('keeps what each webhook is called with, and says so', async () => {
    const headers = { 'pulso-delivery': 'run/3' };

    const { status } = await fetch(receiver.urlOf('team-chat'), { method: 'POST', headers, body: '{"text":"ü"}' });

    expect(status).toBe(204);
    expect(receiver.calls).toMatchObject([{ atMs: 42, name: 'team-chat', headers, body: '{"text":"ü"}' }]);
    expect(told).toEqual(receiver.calls);
  });

  it('is no other server', async () => {
    const root = new URL(receiver.urlOf('x')).origin;

    const answers = [await fetch(root), await fetch(`${root}/other`, { method: 'POST' })];

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(receiver.calls).toEqual([]);
  });

  it('refuses a page that reaches it under another name', async () => {
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const options = { method: 'POST', headers: { host: 'rebound.example.com' } };
    request(receiver.urlOf('team-chat'), options, ({ statusCode }) => resolve(statusCode)).end();

    expect(await promise).toBe(403);
    expect(receiver.calls).toEqual([]);
  });
});
