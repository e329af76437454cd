import * as fc from 'fast-check';

import { callbackUpdate, group, owner, ownerChat, person } from '../testing/factories';
import { World } from '../testing/world';

const reportId = fc.constantFrom('daily-usage', 'weekly-usage', '__proto__', 'a'.repeat(64), 'a/b', '');

/** What a button may carry: nearly right, hostile, binary, huge, or no text at all. */
const anyData = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('run', 'history', 'chart', 'Run', ' run'),
      fc.constantFrom('', '/1', '/31', '/99', '/-1'),
      reportId,
    )
    .map(([action, period, id]) => `${action}${period}:${id}`),
  fc.string({ unit: 'binary', maxLength: 70 }),
  fc.string({ minLength: 5_000, maxLength: 6_000 }),
  fc.jsonValue(),
);

const anyMessage = fc.constantFrom(
  { message_id: 5, date: 0, chat: group },
  { message_id: 5, date: 1_764_064_790, chat: ownerChat },
  { message_id: 5, date: 1_764_064_790, chat: { id: -1_001, type: 'channel' } },
  null,
  undefined,
);

describe('a press of whatever button', () => {
  it('is answered exactly once and recorded never, and starts at most one thing, in the private chat of the owner', async () => {
    await fc.assert(
      fc.asyncProperty(anyData, anyMessage, async (data, message) => {
        const world = new World();

        const answer = await world.deliver(callbackUpdate({ from: owner(), data, message }));

        expect([answer.statusCode, world.callbackAnswers.length, world.records.length]).toEqual([200, 1, 0]);
        expect(world.callbackAnswers[0]?.text?.length ?? 0).toBeLessThanOrEqual(200);
        expect(world.started.length).toBeLessThanOrEqual(1);
        for (const { trigger } of world.started) expect(trigger).toMatchObject({ chatId: '1001' });
        for (const { chatId } of world.sent) expect(chatId).toBe(1001);
      }),
    );
  });

  it('starts nothing and sends nothing for a stranger, and is answered exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(anyData, anyMessage, fc.integer({ min: 1, max: 2 ** 40 }), async (data, message, id) => {
        fc.pre(id !== 1001);
        const world = new World({ meetUser: () => Promise.reject(new Error('A person is kept for a press.')) });

        const answer = await world.deliver(callbackUpdate({ from: person({ id }), data, message }));

        expect([answer.statusCode, world.callbackAnswers.length]).toEqual([200, 1]);
        expect([world.sent, world.started, world.records]).toEqual([[], [], []]);
      }),
    );
  });
});
