import { decide } from './decide';
import { type Delivery } from './delivery';
import { type Wanted } from './events';

const nowMs = 1_000_000;

/** Held by the message `held` for ten seconds, while the message `waiting` waits for that. */
const found: Delivery = {
  lease: { id: 'lease', messageId: 'held', revision: 3, takenAtMs: nowMs - 10_000, untilMs: nowMs + 60_000 },
  waiting: { messageId: 'waiting', revision: 3, untilMs: nowMs + 5_000 },
};

const wantedBy = (messageId: string): Wanted => ({
  revision: 3,
  queued: { messageId, shortestPauseMs: 0 },
  medium: 'text',
  logFields: {},
  shownEvent: 'progress-shown',
});

const nextOf = (messageId: string) =>
  decide(found, { type: 'wanted', wanted: wantedBy(messageId), leaseId: 'new' }, nowMs).next;

describe('decide', () => {
  it('lets no second message wait for what another one waits for already', () => {
    expect(nextOf('third')).toEqual({ type: 'end', outcome: { status: 'done' } });
  });

  it('keeps the other copy of the message that a second process is at: the queue must not lose it', () => {
    expect(nextOf('held')).toEqual({
      type: 'end',
      outcome: { status: 'later', delayMs: 10_000, isForHolder: true },
    });
  });
});
