import { type TelegramDestination } from '@pulso/contracts/report-plan';

import { deliveryKeyOf } from '../lease/delivery-key';
import { type DeliverOutcome, done } from '../lease/delivery-outcome';
import { waitForHolderMs } from '../lease/obstacle-of';
import { writeDelivery } from '../lease/write-delivery';
import { type DeliverDeps } from '../ports/deliver-deps';

/** Until the next look at an item that another process has just written, ms. */
const lookAgainMs = 1_000;

/** A later run is there to replace the same report. */
interface Outrun {
  readonly status: 'outrun';
}

/**
 * Ends the deliveries of the runs whose report another one is about to replace in its message: nothing of them, an answer
 * that came late or an edit that is repeated, may cover the newer report.
 *
 * The button of one report may be pressed again before the first press has an answer. So each run that is ended names the
 * one that replaces it. Those form a chain, in which every run is later than the one before it and which ends with the one
 * that the message shows, or will show.
 *
 * While a process holds the lease of one, an edit may be on its way; the newer report waits for that.
 *
 * @returns `done` when nothing more of those runs is shown in this chat; at once where it replaces none. `outrun` when
 *   this run itself must not be shown.
 * @throws What the store throws. Retryable.
 */
export async function endReplaced(
  runId: string,
  destination: TelegramDestination,
  deps: DeliverDeps,
): Promise<DeliverOutcome | Outrun> {
  let earlierId = destination.replacesRunId;
  while (earlierId !== undefined && earlierId !== runId) {
    if (isLater(earlierId, runId)) return { status: 'outrun' };
    const key = deliveryKeyOf(earlierId, destination);
    const stored = await deps.store.read(key);
    const { lease, ...delivery } = stored?.delivery ?? {};
    const nowMs = deps.clock.nowMs();
    if (lease && nowMs < lease.untilMs) {
      return { status: 'later', delayMs: waitForHolderMs(lease, nowMs), isForHolder: true };
    }
    if (delivery.replacedByRunId === undefined) {
      const { endedReason = 'a newer report has replaced it' } = delivery;
      const token = await writeDelivery(key, { ...delivery, endedReason, replacedByRunId: runId }, stored?.token, deps);
      return token === undefined ? { status: 'later', delayMs: lookAgainMs } : done;
    }
    earlierId = delivery.replacedByRunId;
  }
  return done;
}

/** Ids of runs that a person asks for, of one report and the newest window, differ in their minute alone. */
const isLater = (runId: string, thanRunId: string): boolean => runId > thanRunId;
