import { type Clock } from '@pulso/kit/time';

import { type TimerClock, TimerQueue } from './timers';

/**
 * The one time of the local cloud: real time plus an offset that only grows.
 *
 * While something is in flight, time passes as on a wall clock. When nothing is, {@link LocalClock.runUntil} moves the
 * offset to the next timer, so a day with 500 updates takes seconds and every delay still has its length.
 */
export interface LocalClock extends Clock, TimerClock {
  /** Milliseconds to add to the real time. */
  offsetMs(): number;
  /**
   * Says that something is in flight (an invocation, a push, a call): the clock does not jump before it is released.
   *
   * @returns Releases the hold; further calls do nothing.
   */
  hold(): () => void;
  /** Adds a condition that must hold before the clock counts as settled, for example "no message is visible". */
  requireQuiet(condition: () => boolean): void;
  /** Resolves when nothing is in flight, no timer is due and every required condition holds. */
  settle(): Promise<void>;
  /**
   * Moves on from timer to timer, settling in between, until the clock shows `untilMs` and all is settled.
   *
   * @param goesOn - Asked before each jump; once it says no, the clock stays where it is.
   */
  runUntil(untilMs: number, goesOn?: () => boolean): Promise<void>;
  /** From now on time passes only as on a wall clock, even for a running {@link LocalClock.runUntil}. */
  stopJumping(): void;
  /** Stops all timers. */
  stop(): void;
}

/** How long to wait before looking again whether everything has settled, real ms. */
const settlePollMs = 1;

/** The longest delay that Node's setTimeout takes without firing at once, ms. */
const maxTimeoutMs = 2 ** 31 - 1;

/**
 * Creates the clock of a local cloud.
 *
 * @param options - `startMs`: what the clock shows now, epoch ms, by default the real time; `realNowMs`: the wall clock.
 * @returns A clock that runs with real time until a caller lets it jump.
 */
export function createLocalClock({
  realNowMs = Date.now,
  startMs,
}: { realNowMs?: () => number; startMs?: number } = {}): LocalClock {
  const timers = new TimerQueue();
  const conditions: (() => boolean)[] = [];
  let offset = startMs === undefined ? 0 : startMs - realNowMs();
  let holdCount = 0;
  const waiting: (() => void)[] = [];
  let alarm: NodeJS.Timeout | undefined;
  let stopped = false;
  let jumps = true;

  const nowMs = (): number => realNowMs() + offset;
  const isDue = (): boolean => (timers.peek()?.atMs ?? Infinity) <= nowMs();

  const fireDue = (): void => {
    while (isDue()) timers.take()?.run?.();
    arm();
  };

  const arm = (): void => {
    clearTimeout(alarm);
    const next = timers.peek();
    if (next && !stopped) alarm = setTimeout(fireDue, Math.min(Math.max(next.atMs - nowMs(), 0), maxTimeoutMs));
  };

  const setTimer = (atMs: number, callback: () => void): (() => void) => {
    if (Number.isNaN(atMs)) throw new RangeError('A timer needs a time, got NaN.');
    const timer = timers.add(atMs, callback);
    arm();
    return () => {
      timer.run = undefined;
      arm();
    };
  };

  const isSettled = (): boolean => holdCount === 0 && !isDue() && conditions.every((condition) => condition());

  const wake = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };

  const settle = async (): Promise<void> => {
    // Twice in a row, with a turn of the event loop between: an answer on its way through a socket holds nothing.
    for (let agreements = 0; agreements < 2 && !stopped;) {
      // Without a poll: a pause of one more millisecond at each of a day's thousand jumps would show.
      if (holdCount > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      agreements = isSettled() ? agreements + 1 : 0;
      await pause(agreements > 0 ? 0 : settlePollMs);
    }
  };

  return {
    nowMs,
    offsetMs: () => offset,
    sleep: (durationMs) => new Promise((resolve) => void setTimer(nowMs() + durationMs, resolve)),
    setTimer,
    hold: () => {
      let held = true;
      holdCount += 1;
      return () => {
        if (!held) return;
        held = false;
        holdCount -= 1;
        if (holdCount === 0) wake();
      };
    },
    requireQuiet: (condition) => void conditions.push(condition),
    settle,
    runUntil: async (untilMs, goesOn = () => true) => {
      for (await settle(); nowMs() < untilMs && !stopped && goesOn(); await settle()) {
        if (!jumps) {
          await new Promise<void>((resolve) => void setTimer(untilMs, resolve));
          continue;
        }
        const nextMs = Math.min(timers.peek()?.atMs ?? untilMs, untilMs);
        offset += Math.max(nextMs - nowMs(), 0);
        fireDue();
      }
    },
    stopJumping: () => {
      jumps = false;
    },
    stop: () => {
      stopped = true;
      wake();
      clearTimeout(alarm);
      while (timers.take());
    },
  };
}

const pause = (durationMs: number): Promise<void> =>
  new Promise((resolve) => {
    if (durationMs === 0) setImmediate(resolve);
    else setTimeout(resolve, durationMs);
  });

/**
 * Makes this process's `Date` show the local cloud's time, for packages that read the time themselves.
 *
 * @param clock - Create it with the real `Date.now`, before this call; a clock that reads the patched one would count
 * its own offset twice.
 * @returns Puts the real `Date` back.
 */
export function followClock(clock: LocalClock): () => void {
  const RealDate = globalThis.Date;
  const now = (): number => Math.floor(clock.nowMs());
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: [], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  return () => {
    globalThis.Date = RealDate;
  };
}
