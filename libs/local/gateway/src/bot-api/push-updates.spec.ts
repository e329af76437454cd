import { hourMs } from '@pulso/kit/time';
import { type Receiver, type Reply, startReceiver } from './testing/start-receiver';
import { type TestServer, startMs, startTestServer } from './testing/start-test-server';

/** When and in which order updates are pushed is the model's, in libs/world. */
describe('pushing updates', () => {
  let test: TestServer;
  let receiver: Receiver | undefined;

  beforeEach(async () => {
    test = await startTestServer({ webhookTimeoutMs: 500 });
  });

  afterEach(async () => {
    await test.close();
    await receiver?.close();
    receiver = undefined;
  });

  /** Starts a receiver and makes it the webhook. */
  const receive = async (
    reply: (attempt: number) => Reply | Promise<Reply>,
    settings: object = {},
  ): Promise<Receiver> => {
    receiver = await startReceiver(() => test.clock.nowMs(), reply);
    await test.call('setWebhook', { url: receiver.url, ...settings });
    return receiver;
  };

  it('posts an update with the secret and as it was given', async () => {
    const { pushes } = await receive(() => 200, { secret_token: 'Top_Secret-1' });

    test.push(900);
    await test.clock.settle();

    expect(pushes).toEqual([expect.objectContaining({ updateId: 900 })]);
    expect(pushes[0]?.headers).toMatchObject({
      'x-telegram-bot-api-secret-token': 'Top_Secret-1',
      'content-type': 'application/json',
    });
  });

  it('repeats an update on the clock, after the wait that the answer asks for', async () => {
    const { pushes } = await receive((attempt) =>
      attempt === 1 ? { status: 429, headers: { 'retry-after': '30' } } : attempt === 2 ? 503 : 200,
    );

    test.push(1);
    await test.clock.runUntil(startMs + hourMs);

    expect(pushes.map(({ atMs }) => Math.round((atMs - startMs) / 1000))).toEqual([0, 30, 32]);
  });

  it.each<[Reply]>([[302], [404], ['hang-up'], ['never']])('takes the answer %j for a failure', async (reply) => {
    const { pushes } = await receive((attempt) => (attempt === 1 ? reply : 204));

    test.push(1);
    await test.clock.runUntil(startMs + 10_000);

    expect(pushes).toHaveLength(2);
    expect(test.server.webhook.status()).toMatchObject({
      pendingUpdateCount: 0,
      lastError: { message: expect.any(String) },
    });
  });

  it('holds the clock while an answer is awaited', async () => {
    const asked = Promise.withResolvers<void>();
    let answer: (reply: Reply) => void = () => undefined;
    await receive(() => {
      asked.resolve();
      return new Promise<Reply>((resolve) => (answer = resolve));
    });
    test.push(1);
    const run = test.clock.runUntil(startMs + hourMs);

    await asked.promise;
    expect(test.clock.nowMs()).toBeLessThan(startMs + 10_000);

    answer(200);
    await run;
    expect(test.clock.nowMs()).toBeGreaterThanOrEqual(startMs + hourMs);
  });

  it('stops pushing when it is closed, in the middle of a push', async () => {
    const asked = Promise.withResolvers<void>();
    const { pushes } = await receive(() => {
      asked.resolve();
      return 'never';
    });
    test.push(1);
    await asked.promise;

    await test.server.close();
    await test.clock.runUntil(startMs + hourMs);

    expect(pushes).toHaveLength(1);
  });
});
