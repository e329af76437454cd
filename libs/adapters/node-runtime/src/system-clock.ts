import { type Clock, type Random } from '@pulso/kit/time';

/** The clock of the machine. `Date.now` is looked up at each call, so that an emulator may shift the time. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (durationMs) =>
    new Promise((resolve) => {
      setTimeout(resolve, durationMs);
    }),
};

/** The machine's pseudo-random numbers: good for jitter, never for secrets or tokens. */
export const systemRandom: Random = () => Math.random();
