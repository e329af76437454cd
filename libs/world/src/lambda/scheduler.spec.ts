import { minuteMs } from '@pulso/kit/time';
import { type ScheduleDefinition } from '../stacks';
import { createLocalClock, type LocalClock } from '../time';
import { startScheduler, type SchedulerOptions } from './scheduler';

const startMs = Date.parse('2026-11-25T12:00:00Z');
const functionArn = 'arn:aws:lambda:eu-central-1:000000000000:function:dispatcher';

const schedule = (overrides: Partial<ScheduleDefinition> = {}): ScheduleDefinition => ({
  name: 'daily-usage',
  arn: 'arn:aws:scheduler:eu-central-1:000000000000:schedule/default/daily-usage',
  expression: 'cron(30 12 * * ? *)',
  timezone: 'UTC',
  enabled: true,
  targetArn: functionArn,
  roleArn: 'arn:aws:iam::000000000000:role/daily-usage-schedule',
  input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
  maximumRetryAttempts: 3,
  maximumEventAgeSeconds: 3_600,
  ...overrides,
});

describe('a scheduler', () => {
  let clock: LocalClock;

  beforeEach(() => {
    clock = createLocalClock({ startMs });
  });

  afterEach(() => {
    clock.stop();
  });

  const setUp = (overrides: Partial<ScheduleDefinition> = {}, deliver?: SchedulerOptions['deliver']) => {
    const deliveries: { target: string; input: string; atSeconds: number }[] = [];
    const faults: unknown[] = [];
    let runCount = 0;
    const scheduler = startScheduler({
      schedules: [schedule(overrides)],
      clock,
      newId: () => String((runCount += 1)),
      deliver: async (target, input, definition) => {
        deliveries.push({ target, input, atSeconds: Math.floor((clock.nowMs() - startMs) / 1_000) });
        await deliver?.(target, input, definition);
      },
      onFault: (error) => faults.push(error),
    });
    return { scheduler, deliveries, faults };
  };

  it('fires on time, every time, with the scheduled time in the input', async () => {
    const { scheduler, deliveries } = setUp();
    expect(scheduler.nextRunMs('daily-usage')).toBe(startMs + 30 * minuteMs);

    await clock.runUntil(startMs + 26 * 60 * minuteMs);

    expect(deliveries).toEqual([
      { target: functionArn, input: '{"scheduledTime":"2026-11-25T12:30:00Z"}', atSeconds: 1_800 },
      { target: functionArn, input: '{"scheduledTime":"2026-11-26T12:30:00Z"}', atSeconds: 88_200 },
    ]);
    expect(scheduler.nextRunMs('daily-usage')).toBe(startMs + (48 * 60 + 30) * minuteMs);
  });

  it('fires a rate at once and then regularly', async () => {
    const { deliveries } = setUp({ expression: 'rate(5 minutes)' });

    await clock.runUntil(startMs + 11 * minuteMs);

    expect(deliveries.map(({ atSeconds }) => atSeconds)).toEqual([0, 300, 600]);
  });

  it('tries again with the same execution and scheduled time, and a higher attempt number', async () => {
    const input =
      '["<aws.scheduler.scheduled-time>","<aws.scheduler.execution-id>","<aws.scheduler.attempt-number>","<aws.scheduler.schedule-arn>","<aws.scheduler.other>"]';
    let attempts = 0;
    const { deliveries, faults } = setUp({ input }, async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('throttled');
    });

    await clock.runUntil(startMs + 60 * minuteMs);

    const inputs = deliveries.map((delivery) => JSON.parse(delivery.input) as string[]);
    expect(inputs.map(([time, , attempt, arn, other]) => [time, attempt, arn, other])).toEqual(
      ['1', '2', '3'].map((attempt) => ['2026-11-25T12:30:00Z', attempt, schedule().arn, '<aws.scheduler.other>']),
    );
    expect(new Set(inputs.map(([, executionId]) => executionId)).size).toBe(1);
    expect(faults).toEqual([]);
  });

  it('gives up after the last attempt, leaves the event in the dead-letter queue, and goes on the next day', async () => {
    const deadLetterArn = 'arn:aws:sqs:eu-central-1:000000000000:schedule-failures';
    const { deliveries, faults } = setUp({ maximumRetryAttempts: 2, deadLetterArn }, async (target) => {
      if (target === functionArn) throw new Error('no such function');
    });

    await clock.runUntil(startMs + 60 * minuteMs);

    expect(deliveries.map(({ target }) => target)).toEqual([functionArn, functionArn, functionArn, deadLetterArn]);
    expect(faults).toEqual([new Error('no such function')]);

    await clock.runUntil(startMs + 25 * 60 * minuteMs);
    expect(deliveries).toHaveLength(8);
  });

  it('gives up a run that has become too old', async () => {
    const { deliveries } = setUp({ maximumRetryAttempts: 185, maximumEventAgeSeconds: 60 }, async () => {
      throw new Error('throttled');
    });

    await clock.runUntil(startMs + 60 * minuteMs);

    expect(deliveries.map(({ atSeconds }) => atSeconds - 1_800)).toEqual([0, 1, 3, 7, 15, 31]);
  });

  it('does not fire schedules that are disabled or in the past', async () => {
    const disabled = setUp({ enabled: false, expression: 'cron(0 0 1 1 ? 2020)' });
    const past = setUp({ expression: 'cron(0 0 1 1 ? 2020)' });

    await clock.runUntil(startMs + 60 * minuteMs);

    expect([disabled.deliveries, past.deliveries]).toEqual([[], []]);
    expect(past.scheduler.nextRunMs('daily-usage')).toBeUndefined();
  });

  it('fires no more when it is stopped', async () => {
    const { scheduler, deliveries } = setUp({}, async () => {
      throw new Error('throttled');
    });
    await clock.runUntil(startMs + 30 * minuteMs);
    const before = deliveries.length;

    scheduler.stop();
    await clock.runUntil(startMs + 48 * 60 * minuteMs);

    expect(before).toBe(1);
    expect(deliveries).toHaveLength(before);
  });

  it.each([
    ['an expression', { expression: 'cron(30 12 * * * *)' }, /"daily-usage" is refused: exactly one/],
    ['a moment', { expression: 'at(2026-11-25T12:30:00)' }, /neither cron/],
    ['a rate of nothing', { expression: 'rate(0 minutes)' }, /neither cron/],
    ['a time zone', { timezone: 'Mars/Base' }, /Mars\/Base/],
    ['no input', { input: '' }, /no input/],
  ])('refuses %s', (_case, overrides, message) => {
    expect(() => setUp(overrides)).toThrow(message);
  });
});
