import * as fc from 'fast-check';

import { handleWebhook } from './handle-webhook';
import { createSpecWorld, callOf } from './testing/world';
import { messageUpdate, person } from './testing/factories';

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
        },
        { requiredKeys: [] },
      ),
    ),
    callback_query: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

const anyName = fc.string({
  unit: fc.oneof(
    fc.constantFrom('<', '>', '&', '"', '/b', '\uD83D', '\u202E'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
  maxLength: 200,
});

describe('handleWebhook', () => {
  it('answers anything with the right secret by 200 at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          anyUpdate.map((value) => JSON.stringify(value)),
        ),
        async (body) => {
          const world = createSpecWorld();

          const answer = await handleWebhook(callOf(body), world.deps);

          expect(answer).toEqual({ statusCode: 200, body: '' });
        },
      ),
    );
  });

  it('answers a base64 body of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.base64String(), async (body) => {
        const world = createSpecWorld();

        const answer = await handleWebhook(callOf(body, { isBase64Encoded: true }), world.deps);

        expect(answer.statusCode).toBe(200);
      }),
    );
  });

  it('never lets a name become markup', async () => {
    await fc.assert(
      fc.asyncProperty(anyName, async (first_name) => {
        const world = createSpecWorld();

        await world.deliver(messageUpdate({ text: '/start', from: person({ first_name }) }));

        const greeting = world.sent[0]?.text.html.split('\n')[0] ?? '';
        const name = greeting.replace(/^<b>Hello(, )?/, '').replace(/!<\/b>$/, '');
        expect(name).not.toMatch(/[<>"]|&(?!(amp|lt|gt|quot);)|\p{Cs}/u);
        expect(world.sent[0]?.text.html.length).toBeLessThan(4096);
      }),
    );
  });
});
