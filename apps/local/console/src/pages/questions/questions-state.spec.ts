import { effect } from '@preact/signals';

import { addressOf, lastHours } from './asked';
import { askedNow, openAddress, query, range, runQuery, vocabulary } from './questions-state';

describe('what the address asks', () => {
  const question = { query: 'stats count(*)', logGroups: undefined, range: lastHours(168) };
  const hoursAsked = (): number => {
    const { startMs = 0, endMs = 0 } = askedNow.value?.input ?? {};
    return (endMs - startMs) / 3_600_000;
  };

  beforeAll(() => {
    Object.assign(globalThis, { location: { hash: '' } });
    vocabulary.value = { words: [], logGroups: [], usageLogGroup: '/aws/lambda/pulso-local-bot' };
  });

  it('is asked once, of its range, and what is typed then stays', () => {
    let askedCount = 0;
    const stops = [
      effect(() => void (askedNow.value && (askedCount += 1))),
      effect(() => openAddress(addressOf(question))),
    ];
    query.value = 'stats count(*) | limit 1';
    openAddress(addressOf(question));
    for (const stop of stops) stop();

    expect([askedCount, hoursAsked()]).toEqual([1, 168]);
    expect(query.value).toBe('stats count(*) | limit 1');
  });

  it('is what is run, from then on', () => {
    [query.value, range.value] = ['limit 7', lastHours(3)];

    runQuery();

    expect(askedNow.value?.input).toMatchObject({ query: 'limit 7', logGroups: ['/aws/lambda/pulso-local-bot'] });
    expect([location.hash, hoursAsked()]).toEqual(['#/questions/limit%207/3h', 3]);
  });
});
