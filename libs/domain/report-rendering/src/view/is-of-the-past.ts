import { type ReportContent } from '@pulso/contracts/report-updates';
import { nominalLengthMs } from '@pulso/kit/time';

/** Tells whether a person has asked for an earlier window than the newest: another one has ended since. */
export const isOfThePast = ({
  plannedAtMs,
  windowStartMs,
  windowEndMs,
}: Pick<ReportContent, 'plannedAtMs' | 'windowStartMs' | 'windowEndMs'>): boolean =>
  plannedAtMs !== undefined && plannedAtMs - windowEndMs >= nominalLengthMs(windowEndMs - windowStartMs);
