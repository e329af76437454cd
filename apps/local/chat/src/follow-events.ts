import { type PeopleEvent } from '@pulso/console-api';

import { type PeopleClient } from './people-client';

/** How an update ended, as far as it is known. */
export type UpdateEnd = 'taken' | 'dropped' | 'open';

/** Follows what happens at the local cloud until it is stopped. */
export interface EventFollower {
  /** Waits until an update has ended. @returns `open` when it has not within `waitMs`. */
  endOf(updateId: number, waitMs: number): Promise<UpdateEnd>;
  /** Waits for something that the bot does. @returns False when it has done nothing within `waitMs`. */
  nextOfBot(waitMs: number): Promise<boolean>;
  /** Lets time pass. */
  pause(waitMs: number): Promise<void>;
  /** Rejects when the local cloud is gone. */
  readonly gone: Promise<never>;
  stop(): Promise<void>;
}

/** What is told to who follows. */
interface Listener {
  readonly show: (event: PeopleEvent) => void;
  /** Events are lost: there were too many of them while the connection was gone. */
  readonly onMissed: () => void;
}

/**
 * Listens to what happens from now on, and shows each event in its turn. A connection that is lost is made again.
 *
 * @returns When the stream is open.
 * @throws {NoLocalCloudError} Nothing answers.
 */
export async function followEvents(
  client: Pick<PeopleClient, 'events'>,
  { show, onMissed }: Listener,
): Promise<EventFollower> {
  const stopping = new AbortController();
  const ends = new Map<number, UpdateEnd>();
  const watchers = new Set<(event: PeopleEvent) => void>();

  const take = (event: PeopleEvent): void => {
    show(event);
    if (event.type === 'update-taken') ends.set(event.updateId, 'taken');
    if (event.type === 'update-dropped') ends.set(event.updateId, 'dropped');
    for (const watcher of watchers) watcher(event);
  };
  const first = await client.events(stopping.signal);
  const follow = async (): Promise<void> => {
    let stream = first;
    while (!stopping.signal.aborted) {
      for await (const event of stream) {
        if (event.type === 'people') take(event.event);
        if (event.type === 'reset') onMissed();
      }
      stream = await client.events(stopping.signal);
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

  const watch = async <T>(waitMs: number, late: T, judge: (event: PeopleEvent) => T | undefined): Promise<T> => {
    const { promise, resolve } = Promise.withResolvers<T>();
    const watcher = (event: PeopleEvent): void => {
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

function isOfBot(event: PeopleEvent): boolean {
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
