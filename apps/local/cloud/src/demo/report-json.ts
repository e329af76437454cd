import { type StoredReport } from '@pulso/adapters/dynamodb';
import { type ReportContent } from '@pulso/contracts/report-updates';

import { type FaultCounts } from '../faults/switch-faults';

/** The faults that were injected into a demo. */
export interface StruckFaults {
  readonly seed: number;
  readonly injected: FaultCounts;
}

/** The numbers of a report, for programs. Times are ISO in UTC; the window's end does not belong to it. */
interface ReportJson {
  readonly runId: string;
  readonly reportId: string;
  readonly status: 'complete' | 'partial';
  readonly windowStart: string;
  readonly windowEnd: string;
  /** By question, or by question and number where a question has several: `activity.people`. */
  readonly values: Readonly<Record<string, number>>;
  /** The same numbers in the windows before, oldest first; null: not known. Absent: none is known. */
  readonly earlier?: Readonly<Record<string, readonly (number | null)[]>>;
  /** True: there was not one record in the window. */
  readonly noRecords?: boolean;
  readonly missing: readonly { readonly queryId: string; readonly reason: string }[];
  /** Absent when none were asked for. */
  readonly faults?: StruckFaults;
}

/**
 * Takes the numbers out of a run's stored record.
 *
 * @param stored - Of a closed run; one that still runs counts as partial.
 */
export function reportJsonOf({ runId, content }: StoredReport, faults?: StruckFaults): ReportJson {
  const earlier = content.values.flatMap((value) => (value.earlier ? [[numberKey(value), value.earlier]] : []));
  return {
    runId,
    reportId: content.reportId,
    status: content.state === 'complete' ? 'complete' : 'partial',
    windowStart: new Date(content.windowStartMs).toISOString(),
    windowEnd: new Date(content.windowEndMs).toISOString(),
    values: numbersOf(content.values),
    ...(earlier.length > 0 && { earlier: Object.fromEntries(earlier) }),
    ...(content.noRecords && { noRecords: true }),
    missing: content.missing.map(({ queryId, reason }) => ({ queryId, reason: reason.message })),
    ...(faults && { faults }),
  };
}

/** The numbers of a report by question, or by question and number where a question has several: `activity.people`. */
export const numbersOf = (values: ReportContent['values']): Readonly<Record<string, number>> =>
  Object.fromEntries(values.map((value) => [numberKey(value), value.value]));

/** @example numberKey({ queryId: 'activity', numberId: 'people' }); // 'activity.people' */
export const numberKey = ({ queryId, numberId }: { queryId: string; numberId?: string | null | undefined }): string =>
  typeof numberId === 'string' ? `${queryId}.${numberId}` : queryId;
