import { type ServerResponse } from 'node:http';

import { type LocalClock } from '@pulso/world/time';

/** A call's hold on the clock. */
export interface CallHold {
  /** Lets the clock go while `task` runs and takes hold of it again before its result is seen. */
  pauseDuring<T>(task: () => Promise<T>): Promise<T>;
}

/** Holds the clock until the answer has left or the client has gone. */
export function holdUntilClosed(clock: Pick<LocalClock, 'hold'>, response: ServerResponse): CallHold {
  let release = clock.hold();
  let closed = false;
  response.once('close', () => {
    closed = true;
    release();
  });
  return {
    pauseDuring: async (task) => {
      release();
      try {
        return await task();
      } finally {
        if (!closed) release = clock.hold();
      }
    },
  };
}
