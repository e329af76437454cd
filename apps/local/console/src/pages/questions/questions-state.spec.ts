import { effect } from '@preact/signals';

import { addressOf, lastHours } from './asked';
import { answer, catalogue, openAddress, query, range, runQuery, vocabulary } from './questions-state';

describe('what the address asks', () => {
  const asked: { readonly query: string; readonly startMs: number; readonly endMs: number }[] = [];
  /** Queries that answer late. */
  let held: (() => void)[] = [];
  let holds = false;

  beforeAll(() => {
    const fetch = async (_path: string, { body }: { readonly body: string }) => {
      asked.push(JSON.parse(body));
      if (holds) await new Promise<void>((resolve) => held.push(resolve));
      return new Response(JSON.stringify({ ok: true, result: { rows: [] } }));
    };
    Object.assign(globalThis, { fetch, location: { hash: '' } });
  });

  beforeEach(() => {
    asked.length = 0;
    [held, holds] = [[], false];
    vocabulary.value = { words: [], logGroups: [], usageLogGroup: '/aws/lambda/pulso-local-bot' };
    catalogue.value = [
      { id: 'groups', title: 'Groups', query: 'stats count(*)', reports: [{ id: 'weekly-usage', windowHours: 168 }] },
    ];
  });

  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

  it.each([[['groups']], [['groups', 'other-report']]])(
    'is asked once at the address %j, of the window of its report, and what is typed then stays',
    async (rest) => {
      const stop = effect(() => openAddress(rest));
      await settled();
      query.value = 'stats count(*) | limit 1';
      await settled();
      stop();

      expect(asked.map(({ startMs, endMs }) => (endMs - startMs) / 3_600_000)).toEqual([168]);
      expect(query.value).toBe('stats count(*) | limit 1');
    },
  );

  it('is what is answered, also when another query was running', async () => {
    holds = true;
    openAddress(addressOf({ query: 'first', logGroups: undefined, range: lastHours(1) }));
    await settled();
    openAddress(addressOf({ query: 'second', logGroups: undefined, range: lastHours(2) }));
    await settled();
    for (const release of held.toReversed()) {
      release();
      await settled();
    }

    expect(asked.map((each) => each.query)).toEqual(['first', 'second']);
    expect(answer.value?.asked.query).toBe('second');
  });

  it('is named by the address of what was run', async () => {
    [query.value, range.value] = ['limit 7', lastHours(3)];

    await runQuery();

    expect(location.hash).toBe('#/questions/ask/limit%207/3h');
  });
});
