import { type Clock } from '@pulso/kit/time';

/**
 * The one time of the local cloud: real time plus an offset that only grows.
 *
 * While something is in flight, time passes as on a wall clock. When nothing is, {@link LocalClock.runUntil} moves the
 * offset to the next timer, so a day with 500 updates takes seconds and every delay still has its length.
 */
export interface LocalClock extends Clock {
  /** Milliseconds to add to the real time. */
  offsetMs(): number;
  /**
   * Calls `callback` once when the clock reaches `atMs`, at once (in a later turn) when it has passed already.
   *
   * @returns Cancels the timer; harmless when it has fired.
   */
  setTimer(atMs: number, callback: () => void): () => void;
  /**
   * Says that something is in flight (an invocation, a push, a call): the clock does not jump before it is released.
   *
   * @returns Releases the hold; further calls do nothing.
   */
  hold(): () => void;
  /** Adds a condition that must hold before the clock counts as settled, for example "no message is visible". */
  requireQuiet(condition: () => boolean | Promise<boolean>): void;
  /** Resolves when nothing is in flight, no timer is due and every required condition holds. */
  settle(): Promise<void>;
  /** Moves on from timer to timer, settling in between, until the clock shows `untilMs` and all is settled. */
  runUntil(untilMs: number): Promise<void>;
  /** From now on time passes as on a wall clock alone, also for a {@link LocalClock.runUntil} that is under way. */
  stopJumping(): void;
  /** Stops all timers. */
  stop(): void;
}
