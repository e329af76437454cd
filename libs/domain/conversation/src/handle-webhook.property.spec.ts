import * as fc from 'fast-check';

import { handleWebhook } from './handle-webhook';
import { group, messageUpdate } from './testing/factories';
import { callOf, World } from './testing/world';

const anyUpdate = fc.record(
  {
    update_id: fc.oneof(fc.nat(), fc.jsonValue()),
    message: fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          message_id: fc.oneof(fc.nat(), fc.jsonValue()),
          date: fc.oneof(fc.nat(), fc.jsonValue()),
          chat: fc.oneof(fc.jsonValue(), fc.record({ id: fc.integer(), type: fc.string() })),
          from: fc.oneof(fc.jsonValue(), fc.record({ id: fc.integer(), first_name: fc.jsonValue() })),
          text: fc.oneof(fc.string(), fc.jsonValue()),
          entities: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
          caption_entities: fc.jsonValue(),
          reply_to_message: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    ),
    callback_query: fc.jsonValue(),
    my_chat_member: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

/** An entity that says nothing about this bot, or nothing at all. */
const foreignEntity = fc.oneof(
  fc.record({
    type: fc.constantFrom('bold', 'url', 'email', 'hashtag', 'bot_command', 'mention', 'text_mention'),
    offset: fc.nat(300),
    length: fc.nat(40),
    user: fc.option(fc.record({ id: fc.nat(6_000_000_000) }), { nil: undefined }),
  }),
  fc.jsonValue(),
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
    entities: fc.oneof(fc.array(foreignEntity), fc.jsonValue()),
    caption_entities: fc.oneof(fc.array(foreignEntity), fc.jsonValue()),
    reply_to_message: fc.oneof(fc.record({ from: fc.record({ id: fc.nat(6_000_000_000) }) }), fc.jsonValue()),
    sticker: fc.constant({}),
  },
  { requiredKeys: ['chat'] },
);

describe('handleWebhook', () => {
  it('keeps nothing of what people in a group say to each other but that there was an update', async () => {
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

  it('answers anything with the right secret by 200 at once', async () => {
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
