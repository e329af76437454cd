import { handleWebhook } from './handle-webhook';
import { maxBodyBytes } from './intake/read-update';
import { messageUpdate, person } from './testing/factories';
import { callOf, World, secret } from './testing/world';

const headers = (overrides: Record<string, string> = {}) => ({
  'content-type': 'application/json',
  'x-telegram-bot-api-secret-token': secret,
  ...overrides,
});

const toBase64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

describe('a call whose caller is not known yet', () => {
  it.each([
    ['missing', { 'content-type': 'application/json' }],
    ['empty', headers({ 'x-telegram-bot-api-secret-token': '' })],
    ['wrong', headers({ 'x-telegram-bot-api-secret-token': 'right_secret-2' })],
    ['a prefix of the right one', headers({ 'x-telegram-bot-api-secret-token': secret.slice(0, -1) })],
    ['both secrets at once', headers({ 'x-telegram-bot-api-secret-token': `${secret},${secret}` })],
  ])('gets 401 without a body when the secret is %s, before its body is read', async (_case, wrongHeaders) => {
    const world = new World({
      decodeBase64: () => {
        throw new Error('The body was read.');
      },
    });

    const answer = await world.deliver(messageUpdate(), { headers: wrongHeaders, isBase64Encoded: true });

    expect(answer).toEqual({ statusCode: 401, body: '' });
    expect([world.sent, world.records]).toEqual([[], []]);
    // Nothing of the call: a header may hold the right secret with a slip.
    expect(world.lines.map((line) => JSON.parse(line))).toEqual([
      { timestamp: expect.any(String), level: 'WARN', event: 'webhook-unauthorized' },
    ]);
  });

  it('may have either secret while one replaces the other, and is compared with both', async () => {
    const compared: string[] = [];
    const world = new World({
      readWebhookSecrets: async () => `new_secret, ${secret}`,
      equalInConstantTime: (left, right) => {
        compared.push(left);
        return left === right;
      },
    });

    const answers = [
      await world.deliver(messageUpdate()),
      await world.deliver(messageUpdate(), { headers: headers({ 'x-telegram-bot-api-secret-token': 'new_secret' }) }),
    ];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(compared).toEqual(['new_secret', secret, 'new_secret', secret]);
  });

  it.each([[''], [' , '], ['has space']])(
    'gets 503 when the stored secrets are %j, which match no call',
    async (secrets) => {
      const world = new World({ readWebhookSecrets: async () => secrets });

      const answer = await world.deliver(messageUpdate(), {
        headers: headers({ 'x-telegram-bot-api-secret-token': secrets }),
      });

      expect(answer.statusCode).toBe(503);
      expect(world.records).toEqual([]);
    },
  );

  it('gets 503 when the secrets cannot be read, and the log says why', async () => {
    const world = new World({ readWebhookSecrets: () => Promise.reject(new Error('/pulso/prod/x is not set')) });

    expect((await world.deliver(messageUpdate())).statusCode).toBe(503);
    expect(world.lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'ERROR', event: 'webhook-call-failed', errorName: 'Error', errorMessage: '/pulso/prod/x is not set' },
    ]);
  });

  it('gets 405 when its method is not POST', async () => {
    const world = new World();

    const answer = await world.deliver(messageUpdate(), { requestContext: { http: { method: 'GET' } } });

    expect(answer.statusCode).toBe(405);
  });
});

describe('a body that will never be an update', () => {
  it.each([
    ['no JSON', '{"update_id":'],
    ['empty', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['deeply nested', '['.repeat(100_000)],
    ['without an id', '{"message":{}}'],
    ['with a broken id', '{"update_id":1.5}'],
    ['with a message that is none', '{"update_id":1,"message":"hi"}'],
    ['with a chat id that no number holds', '{"update_id":1,"message":{"message_id":1,"chat":{"id":1e30,"type":"x"}}}'],
    ['with a prototype for a member', '{"__proto__":{"update_id":1}}'],
    ['too large', JSON.stringify(messageUpdate({ text: 'x'.repeat(maxBodyBytes) }))],
  ])('is accepted and logged when it is %s, so that Telegram does not repeat it', async (_case, body) => {
    const world = new World();

    const answer = await handleWebhook(callOf(body), world.deps);

    expect(answer).toEqual({ statusCode: 200, body: '' });
    expect(world.lines).toEqual([expect.stringMatching(/"ERROR","event":"update-given-up","problem"/)]);
    expect([world.sent, world.records]).toEqual([[], []]);
  });
});

it('reads a base64 body as UTF-8', async () => {
  const world = new World();
  const body = toBase64(JSON.stringify(messageUpdate({ text: '/start', from: person({ first_name: 'Олена' }) })));

  await handleWebhook(callOf(body, { isBase64Encoded: true }), world.deps);

  expect(world.sent[0]?.text.html).toContain('Олена');
});

it('does not answer a message that becomes a command by an edit: it would be one request more each time', async () => {
  const world = new World();

  await world.deliver(messageUpdate({ text: '/hlep' }, { update_id: 1 }));
  const { message } = messageUpdate({ text: '/help', edit_date: 1_764_064_800 });
  const answer = await world.deliver({ update_id: 2, edited_message: message });

  expect(answer.statusCode).toBe(200);
  expect([world.sent.length, world.records.length]).toEqual([1, 1]);
});
