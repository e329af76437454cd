import type { QueueSummary } from '@pulso/local/console-api';

import { deadLetterCount, hasDeadLetters, howMessagesCome, stuckFirst } from './queues-part';

const queue = (name: string, overrides: Partial<QueueSummary> = {}): QueueSummary => ({
  ...{ name, visible: 0, inFlight: 0, delayed: 0, consumers: [], deadLettersOf: [] },
  ...overrides,
});

const deadLettersOf = [{ kind: 'queue', name: 'jobs' }] as const;
const jobs = queue('jobs', { consumers: ['worker'], redrive: { queue: 'jobs-dlq', maxReceiveCount: 5 } });

describe('stuckFirst', () => {
  it('puts dead letters first, then what waits longest, then what is empty', () => {
    const queues = [
      queue('empty-dlq', { deadLettersOf }),
      queue('empty'),
      queue('young', { visible: 9, oldestAgeMs: 10 }),
      queue('old', { delayed: 1, oldestAgeMs: 5_000 }),
      queue('dead', { visible: 1, oldestAgeMs: 1, deadLettersOf }),
    ];

    expect(stuckFirst(queues).map(({ name }) => name)).toEqual(['dead', 'old', 'young', 'empty', 'empty-dlq']);
  });
});

describe('deadLetterCount', () => {
  it('counts what lies in dead-letter queues alone, in any state', () => {
    const dead = queue('dlq', { deadLettersOf, visible: 1, inFlight: 2, delayed: 4 });

    expect(deadLetterCount([dead, dead, queue('jobs', { visible: 9 })])).toBe(14);
  });
});

describe('hasDeadLetters', () => {
  it('is about messages that no function takes', () => {
    expect(hasDeadLetters(queue('dlq', { deadLettersOf, inFlight: 1 }))).toBe(true);
    expect(hasDeadLetters(queue('dlq', { deadLettersOf }))).toBe(false);
    expect(hasDeadLetters(queue('jobs', { visible: 1 }))).toBe(false);
  });
});

describe('howMessagesCome', () => {
  it('says after how many receives of which queue', () => {
    const dead = queue('jobs-dlq', { deadLettersOf: [...deadLettersOf, { kind: 'schedule', name: 'daily' }] });

    expect(howMessagesCome(dead, [jobs])).toBe(
      'A message comes here after 5 failed receives from jobs or after every attempt of the schedule daily has failed.',
    );
  });
});
