import { readReportUpdate } from '@pulso/contracts/report-updates';

import {
  World,
  channel,
  chat,
  chatPlan,
  countOf,
  deadline,
  finished,
  inShort,
  opened,
  planOf,
  runId,
} from './testing/world';

const plan = planOf(['a', 'b']);

describe('openRun', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  describe('opening a run (T3)', () => {
    it('sends one complete report when the last answer has come', async () => {
      await world.deliver(opened(plan), finished('a', countOf('1')), finished('b', countOf('2')));

      expect(world.published).toHaveLength(1);
      expect(world.lastReport).toMatchObject({ runId, destinations: [channel], content: { state: 'complete' } });
      expect(inShort(world.lastReport)).toBe('complete a=1 b=2');
      expect(readReportUpdate(JSON.stringify(world.lastReport))).toEqual(world.lastReport);
      expect(world.logged('run-opened')).toMatchObject([{ runId, queryCount: 2 }]);
      expect(world.logged('report-update-sent')).toMatchObject([
        { runId, state: 'complete', valueCount: 2, tableCount: 0, missingCount: 0 },
      ]);
    });

    it('closes a run without questions at once', async () => {
      await world.deliver(opened(planOf([])));

      expect(world.reports.map(inShort)).toEqual(['complete']);
    });

    it('returns a plan that no item can hold to the queue, as evidence', async () => {
      const response = await world.process([opened(planOf(['a'], { title: { en: 'x'.repeat(400_000) } }))]);

      expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
      expect(world.logged('message-not-settled')).toMatchObject([{ errorName: 'PlanTooLargeError' }]);
    });
  });

  describe('a second placeholder', () => {
    const second = { ...chat, placeholderMessageId: 8 };

    it('is handed to the notifier with every event that carries it', async () => {
      await world.deliver(opened(chatPlan(['a'])));
      await world.deliver(opened(chatPlan(['a'], { destinations: [second] })));
      await world.deliver(deadline(chatPlan(['a'], { destinations: [second] })));

      const superseded = { schemaVersion: 1, type: 'placeholder-superseded', runId, destination: second };
      expect(world.published.filter(({ type }) => type === 'placeholder-superseded')).toEqual([superseded, superseded]);
      expect(readReportUpdate(superseded)).toEqual(superseded);
      expect(world.logged('placeholder-superseded')).toMatchObject([{ runId }, { runId }]);
    });

    it('is a second one, too, where the run was opened without any', async () => {
      const { placeholderMessageId: _, ...without } = chat;
      await world.deliver(opened(chatPlan(['a'], { destinations: [without] })), opened(chatPlan(['a'])));

      expect(world.published).toContainEqual(
        expect.objectContaining({ type: 'placeholder-superseded', destination: chat }),
      );
    });

    it.each([
      ['the same placeholder', [chat]],
      ['a placeholder of another chat', [{ ...second, chatId: '43' }]],
      ['no placeholder', [{ type: 'telegram', chatId: '42', showsProgress: true } as const]],
      [
        'no placeholder beside one of another chat',
        [{ type: 'telegram', chatId: '42', showsProgress: true } as const, { ...second, chatId: '43' }],
      ],
    ])('is not seen in %s', async (_what, destinations) => {
      await world.deliver(opened(chatPlan(['a'])), opened(chatPlan(['a'], { destinations })));

      expect(world.published.map(({ type }) => type)).toEqual(['report-update']);
    });
  });
});
