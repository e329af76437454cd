import { type TelegramDestination } from '@pulso/contracts/destinations';

import { deliveryKeyOf } from '../lease/delivery-key';
import { type DeliverOutcome, done } from '../lease/delivery-outcome';
import { waitForHolderMs } from '../lease/obstacle-of';
import { writeDelivery } from '../lease/write-delivery';
import { type DeliverDeps } from '../ports/deliver-deps';

/** Until the next look at an item that another process has just written, ms. */
const lookAgainMs = 1_000;

/**
 * Ends the delivery of the run whose report another one is about to replace in its message: nothing of it, an answer that
 * came late or an edit that is repeated, may cover the newer report.
 *
 * While a process holds its lease, an edit may be on its way; the newer report waits for that.
 *
 * @returns `done` when nothing more of that run is shown in this chat; at once where it replaces none.
 * @throws What the store throws. Retryable.
 */
export async function endReplaced(
  runId: string,
  destination: TelegramDestination,
  deps: DeliverDeps,
): Promise<DeliverOutcome> {
  const { replacesRunId } = destination;
  if (replacesRunId === undefined || replacesRunId === runId) return done;
  const key = deliveryKeyOf(replacesRunId, destination);
  const stored = await deps.store.read(key);
  const { lease, ...delivery } = stored?.delivery ?? {};
  if (delivery.endedReason !== undefined) return done;
  const nowMs = deps.clock.nowMs();
  if (lease && nowMs < lease.untilMs) {
    return { status: 'later', delayMs: waitForHolderMs(lease, nowMs), isForHolder: true };
  }
  const ended = { ...delivery, endedReason: `replaced by ${runId}` };
  const token = await writeDelivery(key, ended, stored?.token, deps);
  return token === undefined ? { status: 'later', delayMs: lookAgainMs } : done;
}
