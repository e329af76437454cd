/** One window, and how long the stage keeps what it asks. */
export interface AskedWindow {
  /** Epoch ms, excluded. */
  readonly windowEndMs: number;
  readonly windowHours: number;
  readonly retentionDays: number;
}

const hourMs = 3_600_000;

/**
 * Tells whether records of a window are deleted already: its report would count too few, and not say so.
 *
 * @param nowMs - Epoch ms.
 * @returns A sentence without its full stop; undefined when all of the window is kept.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export function describeLoss(
  { windowEndMs, windowHours, retentionDays }: AskedWindow,
  nowMs: number,
): string | undefined {
  const keptFromMs = nowMs - retentionDays * 24 * hourMs;
  if (windowEndMs - windowHours * hourMs >= keptFromMs) return undefined;
  const lost = windowEndMs <= keptFromMs ? 'those' : 'some';
  return `logs are kept ${retentionDays} days: ${lost} of this window are gone`;
}
