import { dayMs } from '@pulso/kit/time';
import { type Handlers } from '@pulso/local/console-api';

import { RefusedOperationError } from '../../errors';
import { type LocalCloud } from '../../cloud/local-cloud';
import { findNamed } from '../refuse';

/** A day of sweeps takes a while; a week is what a weekly report needs. */
const longestJumpMs = 7 * dayMs;

/**
 * @param activity - What the local cloud is busy with before a person can use it; undefined: nothing.
 * @returns What shows and fires schedules, and moves the clock.
 */
export function createScheduleHandlers(
  cloud: Pick<LocalCloud, 'fireSchedule' | 'nextRunMs' | 'runningCount'> & {
    readonly clock: Pick<LocalCloud['clock'], 'nowMs' | 'runUntil'>;
    readonly definition: Pick<LocalCloud['definition'], 'functions' | 'schedules'>;
  },
  activity: () => string | undefined,
): Handlers<'cloud.fire-schedule' | 'cloud.move-clock' | 'cloud.schedules' | 'cloud.stop-clock'> {
  const { clock, definition, fireSchedule, nextRunMs } = cloud;
  /** The one that is under way. */
  let move: { readonly toMs: number } | undefined;
  const running = (): string =>
    definition.functions
      .flatMap(({ name }) => (cloud.runningCount(name) > 0 ? `${cloud.runningCount(name)} × ${name}` : []))
      .join(', ');
  return {
    'cloud.schedules': () => ({
      nowMs: clock.nowMs(),
      ...(move && { movingToMs: move.toMs, ...(running() !== '' && { waitsFor: running() }) }),
      schedules: definition.schedules.map(({ name, expression, timezone, targetArn }) => {
        const nextMs = nextRunMs(name);
        const target = targetArn.slice(targetArn.lastIndexOf(':') + 1);
        return { ...{ name, expression, timezone, target }, ...(nextMs !== undefined && { nextMs }) };
      }),
    }),
    'cloud.fire-schedule': async ({ name }) => {
      const atMs = clock.nowMs();
      await fireSchedule(findNamed('schedule', name, definition.schedules).name, atMs);
      return { atMs };
    },
    'cloud.move-clock': async ({ toMs }) => {
      const nowMs = clock.nowMs();
      if (activity() !== undefined) {
        throw new RefusedOperationError(`The clock goes as the day goes that is played; wait: ${activity()}`);
      }
      if (move) {
        throw new RefusedOperationError(`The clock is on its way to ${utc(move.toMs)}; wait until it is there.`);
      }
      if (toMs <= nowMs) {
        throw new RefusedOperationError(
          `The clock shows ${utc(nowMs)} and does not go back: what has happened stays. For an earlier time start ` +
            `another local cloud: npm start -- --at ${new Date(toMs).toISOString()}`,
        );
      }
      if (toMs - nowMs > longestJumpMs) {
        throw new RefusedOperationError('The clock goes on by seven days at most: everything due on the way is done.');
      }
      const own = { toMs };
      move = own;
      try {
        await clock.runUntil(toMs, () => move === own);
      } finally {
        if (move === own) move = undefined;
      }
      return { nowMs: clock.nowMs() };
    },
    'cloud.stop-clock': () => {
      move = undefined;
      return { nowMs: clock.nowMs() };
    },
  };
}

/** @returns `2026-11-25 12:30:00 UTC`. */
const utc = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
