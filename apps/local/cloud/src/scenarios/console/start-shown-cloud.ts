import { createBundledDay } from '../../bundled-day/create-bundled-day';
import { createBundledPast } from '../../bundled-day/create-bundled-past';
import { type CloudObserver } from '../../cloud/cloud-observer';
import { type LocalCloud } from '../../cloud/local-cloud';
import { startLocalCloud } from '../../cloud/start-local-cloud';
import { prepareConsole } from '../../console/prepare-console';
import { playDay } from '../../demo/play-day';
import { createProgress } from '../../demo/progress';
import { adminName, adminUserIdOf } from '../../start/render-endpoints';

/** How much of a day is shown, and how much lies behind it. */
export interface ShownDay {
  readonly reportAtMs: number;
  readonly updateCount: number;
  readonly daysBefore: number;
}

/** A local cloud with a day in it, and its console. */
export interface ShownCloud {
  readonly cloud: LocalCloud;
  /** What its console is told by. */
  readonly observer: Partial<CloudObserver>;
  /** The address of the console: the same after it was cut off. */
  readonly url: string;
  /** The run of the day's report. */
  readonly runId: string;
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
  const prepared = prepareConsole();
  const defects: unknown[] = [];
  const onDefect = (error: unknown): void => void defects.push(error);
  const cloud = await startLocalCloud({
    startMs: Math.min(updates[0]?.atMs ?? reportAtMs, reportAtMs - 24 * 60 * minuteMs) - minuteMs,
    schedules: 'sweep-only',
    observers: [prepared.observer, { onFault: onDefect }],
  });
  try {
    const adminId = adminUserIdOf(cloud);
    if (adminId !== undefined) cloud.botApi.setChat({ id: adminId, type: 'private', firstName: adminName });
    const progress = createProgress({ write: () => undefined }, true);
    const day = { name: 'a day', updates, past };
    const { daily } = await playDay(cloud, {
      day,
      reportAtMs,
      weekly: false,
      killOnce: undefined,
      hasFaults: false,
      progress,
    });
    if (!daily.stored) throw new Error('The day has no report.');
    let served = await prepared.serve(cloud, undefined, onDefect);
    const { url } = served;
    return {
      cloud,
      observer: prepared.observer,
      url,
      runId: daily.stored.runId,
      defects,
      cutOff: async () => {
        await served.close();
        return async () => {
          served = await prepared.serve(cloud, Number(new URL(url).port), onDefect);
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
