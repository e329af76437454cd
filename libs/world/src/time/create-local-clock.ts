import { type LocalClock } from './local-clock';

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
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
  const timers = new Set<Timer>();
  const conditions: (() => boolean | Promise<boolean>)[] = [];
  let offset = startMs === undefined ? 0 : startMs - realNowMs();
  let holdCount = 0;
  let waiting: (() => void)[] = [];
  let alarm: NodeJS.Timeout | undefined;
  let stopped = false;
  let jumps = true;

  const nowMs = (): number => realNowMs() + offset;

  const earliest = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (!first || timer.atMs < first.atMs) first = timer;
    return first;
  };

  const fireDue = (): void => {
    for (let due = earliest(); due && due.atMs <= nowMs(); due = earliest()) {
      timers.delete(due);
      due.callback();
    }
    arm();
  };

  const arm = (): void => {
    clearTimeout(alarm);
    const next = earliest();
    if (!next || stopped) return;
    alarm = setTimeout(fireDue, Math.min(Math.max(next.atMs - nowMs(), 0), maxTimeoutMs));
  };

  const isSettled = async (): Promise<boolean> => {
    if (holdCount > 0) return false;
    const next = earliest();
    if (next && next.atMs <= nowMs()) return false;
    for (const condition of conditions) if (!(await condition())) return false;
    return holdCount === 0;
  };

  /** Waits without a poll: a pause of one more millisecond at each of a day's thousand jumps would show. */
  const released = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
    });

  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resolve of woken) resolve();
  };

  const settle = async (): Promise<void> => {
    // Twice in a row, with a turn of the event loop between: an answer on its way through a socket holds nothing.
    for (let agreements = 0; agreements < 2 && !stopped;) {
      if (holdCount > 0) await released();
      agreements = (await isSettled()) ? agreements + 1 : 0;
      await pause(agreements > 0 ? 0 : settlePollMs);
    }
  };

  const jumpTo = (atMs: number): void => {
    offset += Math.max(atMs - nowMs(), 0);
    fireDue();
  };

  const setTimer = (atMs: number, callback: () => void): (() => void) => {
    if (Number.isNaN(atMs)) throw new RangeError('A timer needs a time, got NaN.');
    const timer = { atMs, callback };
    timers.add(timer);
    arm();
    return () => {
      if (timers.delete(timer)) arm();
    };
  };

  return {
    nowMs,
    offsetMs: () => offset,
    sleep: (durationMs) =>
      new Promise((resolve) => {
        setTimer(nowMs() + durationMs, resolve);
      }),
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
    requireQuiet: (condition) => {
      conditions.push(condition);
    },
    settle,
    runUntil: async (untilMs) => {
      for (await settle(); nowMs() < untilMs && !stopped; await settle()) {
        if (jumps) jumpTo(Math.min(earliest()?.atMs ?? untilMs, untilMs));
        else await new Promise<void>((resolve) => setTimer(untilMs, resolve));
      }
    },
    stopJumping: () => {
      jumps = false;
    },
    stop: () => {
      stopped = true;
      wake();
      clearTimeout(alarm);
      timers.clear();
    },
  };
}

const pause = (durationMs: number): Promise<void> =>
  new Promise((resolve) => {
    if (durationMs === 0) setImmediate(resolve);
    else setTimeout(resolve, durationMs);
  });
