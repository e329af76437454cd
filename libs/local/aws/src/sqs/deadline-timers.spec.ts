import { type NamedQueue, Queue, type SqsMessage } from '@pulso/local/sqs';

import { createDeadlineTimers } from './deadline-timers';

const queueNamed = (name: string): NamedQueue => ({
  name,
  arn: `arn:aws:sqs:eu-central-1:000000000000:${name}`,
  attributes: { MessageRetentionPeriod: '345600' },
  createdAtSeconds: 0,
  modifiedAtSeconds: 0,
  messages: new Queue({ pick: () => 0, receiptHandleFor: ({ messageId }) => messageId }),
});

const message = (messageId: string): SqsMessage => ({
  messageId,
  body: 'x',
  messageAttributes: {},
  sentAtMs: 0,
  receiveCount: 0,
  visibleAtMs: undefined,
  receiptHandle: undefined,
});

describe('createDeadlineTimers', () => {
  const set: { atMs: number; fire: () => void; isCancelled: boolean }[] = [];
  const announced: string[] = [];
  let nowMs: number;
  const clock = {
    nowMs: () => nowMs,
    setTimer: (atMs: number, fire: () => void) => {
      const timer = { atMs, fire, isCancelled: false };
      set.push(timer);
      return () => void (timer.isCancelled = true);
    },
  };
  const { rearm } = createDeadlineTimers(clock, ({ name }) => announced.push(name));

  beforeEach(() => {
    nowMs = 0;
    set.splice(0);
    announced.splice(0);
  });

  it('keeps one timer per queue, at its earliest deadline', () => {
    const [jobs, other] = [queueNamed('jobs'), queueNamed('other')];
    jobs.messages.put(message('received'));
    jobs.messages.receive(1, 300);
    rearm(jobs);
    jobs.messages.put(message('delayed'), 200);
    rearm(jobs);
    jobs.messages.put(message('later'), 400);
    rearm(jobs);
    other.messages.put(message('elsewhere'), 500);
    rearm(other);
    jobs.messages.purge();
    rearm(jobs);

    expect(set.map(({ atMs, isCancelled }) => [atMs, isCancelled])).toEqual([
      [300, true],
      [200, true],
      [500, false],
    ]);
  });

  it('makes messages visible when the timer fires, tells so, and waits for the next deadline', () => {
    const jobs = queueNamed('first and second');
    jobs.messages.put(message('first'), 100);
    jobs.messages.put(message('second'), 200);
    rearm(jobs);
    const before = [...announced];

    nowMs = 100;
    set[0]?.fire();

    expect(before).toEqual([]);
    expect(announced).toEqual([jobs.name]);
    expect(jobs.messages.visible.map(({ messageId }) => messageId)).toEqual(['first']);
    expect(set.map(({ atMs }) => atMs)).toEqual([100, 200]);
  });
});
