import { type OpenState, type SavedCloud } from './open-state';
import { type StatePart } from './state-file';

/** @returns What a service keeps at this moment, as JSON texts. */
type Dump = () => readonly string[];

/** What keeps something. */
interface KeepingServices extends Readonly<Record<Exclude<StatePart, 'cloud'>, Dump>> {
  readonly cloud: () => SavedCloud;
}

/**
 * Saves from time to time everything as it is in one moment: a message that was deleted because an item was written is
 * never saved without the item.
 *
 * @param onFault - Told why it could not be saved.
 */
export function keepState(
  state: OpenState,
  { cloud, ...others }: KeepingServices,
  onFault: (error: unknown) => void,
): Saving {
  return keepSaving(async (isLast) => {
    const together = {
      cloud: [JSON.stringify(cloud())],
      dynamodb: others.dynamodb(),
      sqs: others.sqs(),
      logs: others.logs(),
      ssm: others.ssm(),
      ses: others.ses(),
      telegram: others.telegram(),
      lambda: others.lambda(),
    };
    await state.save(together, isLast);
  }, onFault);
}

/** How long to rest after a save, real ms; and how much longer than it took: saving shall cost a twentieth at most. */
const [shortestRestMs, restPerSave] = [5_000, 20];

/** Saves from time to time, and a last time. */
export interface Saving {
  /** Saves once more, when nothing changes any more. @throws What `save` throws. */
  stop(): Promise<void>;
}

/**
 * Saves again and again, so that a process that is killed loses the last seconds only.
 *
 * @param save - Never called twice at once; `isLast` when nothing will change any more.
 * @param onFault - Told why it could not be saved; the next time comes all the same.
 */
export function keepSaving(save: (isLast: boolean) => Promise<void>, onFault: (error: unknown) => void): Saving {
  let underWay = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const saveAndRest = async (): Promise<void> => {
    const startedAt = performance.now();
    await save(false).catch(onFault);
    rest((performance.now() - startedAt) * restPerSave);
  };
  const rest = (durationMs: number): void => {
    if (stopped) return;
    timer = setTimeout(
      () => {
        underWay = saveAndRest();
      },
      Math.max(shortestRestMs, durationMs),
    );
    timer.unref();
  };

  rest(0);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await underWay;
      await save(true);
    },
  };
}
