import { type Delivery } from '../ports/delivery-store';
import { obstacleOf } from './obstacle-of';

const nowMs = 1_000_000;
const request = { key: { runId: 'run', destinationKey: 'telegram:1', part: 0 }, revision: 3 };

/** Held by the message `held` for ten seconds, while the message `waiting` waits for that. */
const found: Delivery = {
  lease: { id: 'lease', messageId: 'held', revision: 3, takenAtMs: nowMs - 10_000, untilMs: nowMs + 60_000 },
  waiting: { messageId: 'waiting', revision: 3, untilMs: nowMs + 5_000 },
};

describe('the obstacle of a message', () => {
  it('is none that it would wait for where another one waits already', () => {
    expect(obstacleOf(found, request, nowMs, 'third')).toEqual({ status: 'done' });
  });

  it('is its own other copy, which a second process is at: the queue must not lose it', () => {
    expect(obstacleOf(found, request, nowMs, 'held')).toEqual({ status: 'later', delayMs: 10_000, isForHolder: true });
  });
});
