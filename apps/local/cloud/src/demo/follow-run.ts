import { type StoredReport } from '@pulso/adapters/dynamodb-runs';
import { type LocalClock } from '@pulso/local/clock';

export interface FollowRunDeps {
  readonly clock: Pick<LocalClock, 'nowMs' | 'settle' | 'runUntil'>;
  readonly readReport: () => Promise<StoredReport | undefined>;
  /** Whether the destination shows the report by now. */
  readonly isDelivered: () => boolean;
  /** When to stop waiting, epoch ms. */
  readonly untilMs: number;
}

/** How far the clock moves between two looks at the run, ms: a run that is not over soon waits for minutes. */
const lookEveryMs = (passedMs: number): number => (passedMs < 15_000 ? 1_000 : 10_000);

/**
 * Lets time pass until a run has closed and its report has been delivered, or the time is over.
 *
 * @returns The run as it is stored then; undefined when there is none.
 */
export async function followRun(deps: FollowRunDeps): Promise<StoredReport | undefined> {
  const { clock, untilMs } = deps;
  const startMs = clock.nowMs();
  for (;;) {
    await clock.settle();
    const stored = await deps.readReport();
    const isOver = stored?.state === 'closed' && stored.sentRevision >= stored.revision && deps.isDelivered();
    if (isOver || clock.nowMs() >= untilMs) return stored;
    await clock.runUntil(Math.min(clock.nowMs() + lookEveryMs(clock.nowMs() - startMs), untilMs));
  }
}
