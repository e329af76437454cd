import { EventLog } from '../../console/event-log';
import { createHandlers } from '../../console/create-handlers';
import { observeCloud } from '../../console/observe-cloud';
import { RunIndex } from '../../console/runs/run-index';
import { runLink } from '../../console/run-link';
import { type Console, type ConsoleOptions, startConsole } from '../../console/start-console';
import { createBundledDay } from '../../bundled-day/create-bundled-day';
import { createBundledPast } from '../../bundled-day/create-bundled-past';
import { type LocalCloud } from '../../cloud/local-cloud';
import { startLocalCloud } from '../../cloud/start-local-cloud';
import { playDay } from '../../demo/play-day';
import { createProgress } from '../../demo/progress';

/** How much of a day is shown, and how much lies behind it. */
export interface ShownDay {
  readonly reportAtMs: number;
  readonly updateCount: number;
  readonly daysBefore: number;
}

/** A local cloud with a day in it, and its console. */
export interface ShownCloud {
  readonly cloud: LocalCloud;
  /** The address of the console: the same after it was cut off. */
  readonly url: string;
  /** Where it shows the run of the day's report. */
  readonly runUrl: string;
  /** What went wrong in the console itself. */
  readonly defects: readonly unknown[];
  /** Ends every connection, and refuses new ones until it is called off. @returns Calls it off. */
  cutOff(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

const minuteMs = 60_000;

/** Starts a local cloud, lets a day happen in it, and serves its console. */
export async function startShownCloud({ reportAtMs, updateCount, daysBefore }: ShownDay): Promise<ShownCloud> {
  const past = createBundledPast({ reportAtMs, dayCount: daysBefore });
  const { updates } = createBundledDay({ reportAtMs, updateCount, knownBefore: past.known });
  const events = new EventLog();
  const runs = new RunIndex();
  const defects: unknown[] = [];
  const onDefect = (error: unknown): void => void defects.push(error);
  const cloud = await startLocalCloud({
    startMs: Math.min(updates[0]?.atMs ?? reportAtMs, reportAtMs - 24 * 60 * minuteMs) - minuteMs,
    schedules: 'sweep-only',
    observers: [runs, observeCloud(events, () => Date.now()), { onFault: onDefect }],
  });
  try {
    const progress = createProgress({ write: () => undefined }, true);
    const day = { name: 'a day', updates, past };
    const { daily } = await playDay(cloud, { day, reportAtMs, weekly: false, killOnce: undefined, progress });
    if (!daily.stored) throw new Error('The day has no report.');
    const options: Omit<ConsoleOptions, 'port'> = {
      ...{ token: 'token', folder: 'dist/apps/local/console', handlers: createHandlers(cloud, runs), events, onDefect },
      nowMs: () => cloud.clock.nowMs(),
    };
    let served: Console = await startConsole({ ...options, port: 0 });
    const { url } = served;
    return {
      cloud,
      url,
      runUrl: runLink(url, daily.stored.runId),
      defects,
      cutOff: async () => {
        await served.close();
        return async () => {
          served = await startConsole({ ...options, port: Number(new URL(url).port) });
        };
      },
      stop: async () => {
        await served.close();
        await cloud.stop();
      },
    };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}
