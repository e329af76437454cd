import { createDeadlineTimers } from './deadline-timers';
import { type EngineQueue } from './fauxqs-engine';

const queueWith = (overrides: Partial<EngineQueue>): EngineQueue => ({
  name: 'jobs',
  arn: 'arn:aws:sqs:eu-central-1:000000000000:jobs',
  attributes: {},
  messages: [],
  delayedMessages: [],
  fifoMessages: new Map(),
  fifoDelayed: new Map(),
  inflightMessages: new Map(),
  isFifo: () => false,
  getAttribute: () => undefined,
  processTimers: () => undefined,
  enqueue: () => undefined,
  ...overrides,
});

const message = {
  messageId: 'message',
  sentTimestamp: 0,
  body: 'x',
  messageAttributes: {},
  approximateReceiveCount: 1,
};

describe('createDeadlineTimers', () => {
  const set: { atMs: number; fire: () => void; isCancelled: boolean }[] = [];
  const clock = {
    setTimer: (atMs: number, fire: () => void) => {
      const timer = { atMs, fire, isCancelled: false };
      set.push(timer);
      return () => void (timer.isCancelled = true);
    },
  };

  beforeEach(() => set.splice(0));

  it('keeps one timer per queue, at its earliest deadline', () => {
    const { rearm } = createDeadlineTimers(clock);
    const inflightMessages = new Map([['handle', { message, receiptHandle: 'handle', visibilityDeadline: 300 }]]);

    rearm(queueWith({ inflightMessages }));
    rearm(queueWith({ inflightMessages, delayedMessages: [{ delayUntil: 200 }, { delayUntil: 400 }] }));
    rearm(queueWith({ inflightMessages, delayedMessages: [{ delayUntil: 200 }] }));
    rearm(queueWith({ name: 'other', delayedMessages: [{ delayUntil: 500 }] }));
    rearm(queueWith({}));

    expect(set.map(({ atMs, isCancelled }) => [atMs, isCancelled])).toEqual([
      [300, true],
      [200, true],
      [500, false],
    ]);
  });

  it('makes messages visible when the timer fires and waits for the next deadline', () => {
    const { rearm } = createDeadlineTimers(clock);
    let delayedMessages = [{ delayUntil: 100 }, { delayUntil: 200 }];
    const queue = queueWith({ processTimers: () => (delayedMessages = delayedMessages.slice(1)) });
    Object.defineProperty(queue, 'delayedMessages', { get: () => delayedMessages });

    rearm(queue);
    set[0]?.fire();

    expect(set.map(({ atMs }) => atMs)).toEqual([100, 200]);
  });

  it('says so when Date does not follow the clock, instead of firing for ever', () => {
    const { rearm } = createDeadlineTimers(clock);

    rearm(queueWith({ delayedMessages: [{ delayUntil: Date.now() + 60_000 }] }));

    expect(() => set[0]?.fire()).toThrow('followClock');
    expect(set).toHaveLength(1);
  });
});
