import { minuteMs } from '@pulso/kit/time';
import { type FunctionDefinition, type ScheduleDefinition } from '@pulso/world/stacks';
import { createLocalClock } from '@pulso/world/time';

import { createScheduleHandlers } from './schedule-handlers';

const startMs = Date.parse('2026-11-25T12:00:00Z');

const schedule: ScheduleDefinition = {
  name: 'report',
  arn: 'arn:aws:scheduler:eu-central-1:000000000000:schedule/default/report',
  expression: 'cron(30 12 * * ? *)',
  timezone: 'UTC',
  enabled: true,
  targetArn: 'arn:aws:lambda:eu-central-1:000000000000:function:dispatcher',
  roleArn: 'arn:aws:iam::000000000000:role/schedule',
  input: '{}',
  maximumRetryAttempts: 0,
  maximumEventAgeSeconds: 60,
};

const setUp = (activity?: string) => {
  const clock = createLocalClock({ startMs, realNowMs: () => 0 });
  const fired: (readonly [string, number])[] = [];
  const handlers = createScheduleHandlers(
    {
      clock,
      definition: { functions: [{ name: 'bot' } as FunctionDefinition], schedules: [schedule] },
      runningCount: () => 2,
      fireSchedule: async (...call) => void fired.push(call),
      nextRunMs: (name) => (name === 'report' ? startMs + 30 * minuteMs : undefined),
    },
    () => activity,
  );
  return { handlers, fired, release: clock.hold() };
};

describe('createScheduleHandlers', () => {
  it('shows when schedules are due', () => {
    expect(setUp().handlers['cloud.schedules']({})).toEqual({
      nowMs: startMs,
      schedules: [
        {
          name: 'report',
          expression: 'cron(30 12 * * ? *)',
          timezone: 'UTC',
          target: 'dispatcher',
          nextMs: startMs + 30 * minuteMs,
        },
      ],
    });
  });

  it('fires a schedule as if it were due now, and no other', async () => {
    const { handlers, fired } = setUp();

    expect(await handlers['cloud.fire-schedule']({ name: 'report' })).toEqual({ atMs: startMs });
    expect(fired).toEqual([['report', startMs]]);
    await expect(handlers['cloud.fire-schedule']({ name: 'other' })).rejects.toThrow(
      'No stack declares a schedule "other".',
    );
  });

  it('lets the clock go on to a time, and says so while it is on its way', async () => {
    const { handlers, release } = setUp();
    const toMs = startMs + minuteMs;

    const moving = handlers['cloud.move-clock']({ toMs });
    const during = await handlers['cloud.schedules']({});
    await expect(handlers['cloud.move-clock']({ toMs: toMs + 1 })).rejects.toThrow(
      'The clock is on its way to 2026-11-25 12:01:00 UTC; wait until it is there.',
    );
    release();

    expect(await moving).toEqual({ nowMs: toMs });
    expect(during).toMatchObject({ movingToMs: toMs, waitsFor: '2 × bot' });
    expect(await handlers['cloud.schedules']({})).not.toHaveProperty('movingToMs');
  });

  it('stays where it is when it is told to stop, and goes where it is told to go then', async () => {
    const { handlers, release } = setUp();

    const stopped = handlers['cloud.move-clock']({ toMs: startMs + minuteMs });
    await handlers['cloud.stop-clock']({});
    const moving = handlers['cloud.move-clock']({ toMs: startMs + 30 * minuteMs });
    const during = await handlers['cloud.schedules']({});
    release();

    expect(await stopped).toEqual({ nowMs: startMs });
    expect(during).toMatchObject({ movingToMs: startMs + 30 * minuteMs });
    expect(await moving).toEqual({ nowMs: startMs + 30 * minuteMs });
  });

  it.each([
    [startMs, /shows 2026-11-25 12:00:00 UTC and does not go back.*npm start -- --at 2026-11-25T12:00:00.000Z/],
    [startMs - 1, /does not go back/],
    [startMs + 8 * 86_400_000, /seven days at most/],
  ])('refuses to go to %d', async (toMs, reason) => {
    await expect(setUp().handlers['cloud.move-clock']({ toMs })).rejects.toThrow(reason);
  });

  it('leaves the clock alone while a day is played', async () => {
    const { handlers } = setUp('Pushing updates...');

    const moved = handlers['cloud.move-clock']({ toMs: startMs + minuteMs });

    await expect(moved).rejects.toThrow('The clock goes as the day goes that is played; wait: Pushing updates...');
  });
});
