import { type LoggedEvent } from '@pulso/local-telegram';

import { type PeopleClient } from './people-client';

/** How an update ended, as far as it is known. */
export type UpdateEnd = 'taken' | 'dropped' | 'open';

/** Follows what happens at the local Telegram until it is stopped. */
export interface EventFollower {
  /** Waits until an update has ended. @returns `open` when it has not within `waitMs`. */
  endOf(updateId: number, waitMs: number): Promise<UpdateEnd>;
  /** Waits for something that the bot does. @returns False when it has done nothing within `waitMs`. */
  nextOfBot(waitMs: number): Promise<boolean>;
  /** Lets time pass. */
  pause(waitMs: number): Promise<void>;
  /** Rejects when the local Telegram is gone. */
  readonly gone: Promise<never>;
  stop(): Promise<void>;
}

/** One request waits that long for an event, ms. */
const pollMs = 20_000;

/**
 * Asks for events again and again and shows each in its turn.
 *
 * @param after - The place of the log behind which to start.
 */
export function followEvents(
  client: Pick<PeopleClient, 'events'>,
  after: number,
  show: (event: LoggedEvent) => void,
): EventFollower {
  const stopping = new AbortController();
  const ends = new Map<number, UpdateEnd>();
  const watchers = new Set<(event: LoggedEvent) => void>();

  const take = (event: LoggedEvent): void => {
    show(event);
    if (event.type === 'update-taken') ends.set(event.updateId, 'taken');
    if (event.type === 'update-dropped') ends.set(event.updateId, 'dropped');
    for (const watcher of watchers) watcher(event);
  };
  const follow = async (): Promise<void> => {
    for (let place = after; !stopping.signal.aborted;) {
      const events = await client.events(place, pollMs, stopping.signal);
      events.forEach(take);
      place = events.at(-1)?.place ?? place;
    }
  };
  const following = follow();
  const gone = following.then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => {
      if (stopping.signal.aborted) return new Promise<never>(() => undefined);
      throw error;
    },
  );
  gone.catch(() => undefined);

  const watch = async <T>(waitMs: number, late: T, judge: (event: LoggedEvent) => T | undefined): Promise<T> => {
    const { promise, resolve } = Promise.withResolvers<T>();
    const watcher = (event: LoggedEvent): void => {
      const verdict = judge(event);
      if (verdict !== undefined) resolve(verdict);
    };
    const timeout = setTimeout(() => resolve(late), waitMs);
    watchers.add(watcher);
    try {
      return await Promise.race([gone, promise]);
    } finally {
      clearTimeout(timeout);
      watchers.delete(watcher);
    }
  };

  return {
    endOf: async (updateId, waitMs) =>
      ends.get(updateId) ?? (await watch(waitMs, 'open' as UpdateEnd, () => ends.get(updateId))),
    nextOfBot: (waitMs) => watch(waitMs, false, (event) => (isOfBot(event) ? true : undefined)),
    pause: (waitMs) => watch<void>(waitMs, undefined, () => undefined),
    gone,
    stop: async () => {
      stopping.abort();
      await following.catch(() => undefined);
    },
  };
}

function isOfBot(event: LoggedEvent): boolean {
  switch (event.type) {
    case 'message-sent':
    case 'message-edited':
      return event.message.from === 'bot';
    case 'message-deleted':
    case 'callback-answered':
    case 'call-refused':
      return true;
    default:
      return false;
  }
}
