import * as fc from 'fast-check';

import { handleWebhook } from './handle-webhook';
import { maxBodyBytes } from './intake/read-update';
import { group, messageUpdate, person } from './testing/factories';
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
    // The line quotes nothing of the call: a header may hold the right secret with a typo.
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
    ['no JSON', '{"update_id":', 'not valid JSON'],
    ['empty', '', 'not valid JSON'],
    ['a list', '[]', 'wrong shape at update'],
    ['null', 'null', 'wrong shape at update'],
    ['deeply nested', '['.repeat(100_000), 'not valid JSON'],
    ['without an id', '{"message":{}}', 'wrong shape at update_id, message.message_id, message.chat'],
    ['with a broken id', '{"update_id":1.5}', 'wrong shape at update_id'],
    ['with a text for a message', '{"update_id":1,"message":"hi"}', 'wrong shape at message'],
    [
      'with a chat id that no number holds',
      '{"update_id":1,"message":{"message_id":1,"chat":{"id":1e30,"type":"x"}}}',
      'wrong shape at message.chat.id',
    ],
    ['with a prototype for a member', '{"__proto__":{"update_id":1}}', 'wrong shape at update_id'],
    ['a letter of two bytes too large', 'é'.repeat(maxBodyBytes / 2 + 1), 'too large'],
    ['as large as allowed', 'x'.repeat(maxBodyBytes), 'not valid JSON'],
  ])('is accepted when it is %s, so that Telegram does not repeat it', async (_case, body, problem) => {
    const world = new World();

    const answer = await handleWebhook(callOf(body), world.deps);

    expect(answer).toEqual({ statusCode: 200, body: '' });
    // It names fields and quotes no values.
    expect(world.lines).toEqual([expect.stringContaining(`"ERROR","event":"update-given-up","problem":"${problem}"`)]);
    expect([world.sent, world.records]).toEqual([[], []]);
  });

  it.each([
    [maxBodyBytes, 'wrong shape'],
    [maxBodyBytes + 1, 'too large'],
  ])('is measured as it will be decoded: %d bytes', async (byteCount, problem) => {
    const world = new World({ decodeBase64: () => '{}' });
    const body = Buffer.alloc(byteCount).toString('base64');

    await handleWebhook(callOf(body, { isBase64Encoded: true }), world.deps);

    expect(world.lines).toEqual([expect.stringContaining(`"problem":"${problem}`)]);
  });
});

it('reads a base64 body as UTF-8', async () => {
  const world = new World();
  const body = toBase64(JSON.stringify(messageUpdate({ text: '/start', from: person({ first_name: 'Олена' }) })));

  await handleWebhook(callOf(body, { isBase64Encoded: true }), world.deps);

  expect(world.sent[0]?.text.html).toContain('Олена');
});

it('does not answer an edit without a date, which a reaction may be, nor one without a command', async () => {
  const world = new World();

  const edits = [messageUpdate({ text: '/help' }), messageUpdate({ text: 'help', edit_date: 1_764_064_800 })];
  for (const { message, update_id } of edits) await world.deliver({ update_id, edited_message: message });

  expect([world.sent, world.records, world.levelsOf('update-without-request')]).toEqual([[], [], ['INFO', 'INFO']]);
});

const anyUpdate = fc.record(
  {
    update_id: fc.oneof(fc.nat(), fc.jsonValue()),
    message: fc.record(
      {
        message_id: fc.oneof(fc.nat(), fc.jsonValue()),
        date: fc.oneof(fc.nat(), fc.jsonValue()),
        chat: fc.oneof(fc.jsonValue(), fc.record({ id: fc.integer(), type: fc.string() })),
        from: fc.oneof(fc.jsonValue(), fc.record({ id: fc.integer(), first_name: fc.jsonValue() })),
        text: fc.oneof(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    ),
    callback_query: fc.jsonValue(),
    my_chat_member: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

/** What people say to each other: any text without a command for this bot and without its name. */
const talk = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('/start@OtherBot', ' /help', '@OtherBot', '@', 'Pulso', '🧨', '\uD83D'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
    maxLength: 200,
  })
  .filter((text) => !text.startsWith('/') || text.startsWith('/start@OtherBot'));

const talkInGroup = fc.record(
  {
    chat: fc.constantFrom(group, { id: -5, type: 'group' }, { id: -6, type: 'metaverse' }),
    text: talk,
    caption: talk,
    entities: fc.constantFrom(undefined, 5, [{ type: 'mention', offset: 0, length: 13 }]),
    reply_to_message: fc.oneof(fc.record({ from: fc.record({ id: fc.nat(6_000_000_000) }) }), fc.jsonValue()),
    sticker: fc.constant({}),
  },
  { requiredKeys: ['chat'] },
);

describe('handleWebhook', () => {
  it('keeps nothing of the talk in a group, except that there was an update', async () => {
    await fc.assert(
      fc.asyncProperty(talkInGroup, async (message) => {
        const touched = () => Promise.reject(new Error('A store was asked.'));
        const claims = { claim: touched, complete: touched, noteSent: touched, release: touched };
        const world = new World({ claims, meetUser: touched, readPseudonymKey: touched });

        const answer = await world.deliver(messageUpdate({ text: undefined, ...message }));

        expect(answer.statusCode).toBe(200);
        expect([world.sent, world.records]).toEqual([[], []]);
        expect(world.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
          {
            timestamp: expect.any(String),
            level: 'INFO',
            event: 'update-without-request',
            updateId: 880000001,
            reason: 'not-addressed',
          },
        ]);
      }),
    );
  });

  it('answers 200 at once to any body with the right secret', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          anyUpdate.map((value) => JSON.stringify(value)),
        ),
        async (body) => {
          const world = new World();

          const answer = await handleWebhook(callOf(body), world.deps);

          expect(answer).toEqual({ statusCode: 200, body: '' });
        },
      ),
    );
  });
});
