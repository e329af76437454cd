import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Marker } from '@pulso/domain/report-rendering';

import { type PostOutcome } from './ports';

/** What can be sent, but for what it has to say about itself and what takes long to make. */
export interface Post {
  /** What readers get to know by it. */
  readonly seen: string;
  /** The name of the call. */
  readonly method: string;
  /** Makes all of it. @returns The call, to be made at once. */
  readonly complete: (marker: Marker | undefined) => Promise<() => Promise<PostOutcome>>;
}

/**
 * Leaves out of a report what is worth no second message by itself.
 *
 * - Why answers are missing: after an outage each late failure would be a correction that brings no number.
 * - What was counted again a day later: where records come late each day, each day would bring a correction.
 * - What numbers are compared with: a recount changes it for the reports of two weeks, and the note that there was no record
 *   with it.
 */
export const comparedContent = ({ noRecords: _, comparedEndMs: __, ...content }: ReportContent): ReportContent => ({
  ...content,
  values: content.values.map(
    ({ recountedFrom, earlier: __, usualRange: ___, isUnusual: ____, movers: _____, ...number }) => ({
      ...number,
      value: recountedFrom ?? number.value,
    }),
  ),
  ...(content.tables && { tables: content.tables.map(({ before: _, ...table }) => table) }),
  missing: content.missing.map((question) => ({ ...question, reason: { code: 'missing', message: '' } })),
});
