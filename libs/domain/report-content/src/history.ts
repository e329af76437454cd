import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

/** Names a number: by its query, and by its own id if the query has several. */
export interface NumberReference {
  readonly queryId: string;
  readonly numberId?: string | undefined;
}

export const isSameNumber = (one: NumberReference, other: NumberReference | undefined): boolean =>
  one.queryId === other?.queryId && one.numberId === other.numberId;

export const referenceOf = ({ queryId, numberId }: NumberReference) => ({ queryId, ...defined({ numberId }) });

/** Identifies a number in the history: numbers of reports are compared if all of it is equal. */
export interface NumberKey extends NumberReference {
  /** The report whose history the number sums up. */
  readonly ofReportId?: string | undefined;
  /** See `PlannedQuery`. */
  readonly definition: string;
}

/** A number of an earlier report. */
export interface HistoryNumber extends NumberKey {
  readonly value: number;
}

/** How many people were new on each UTC day of a question's window, for the reports in which they may have come back. */
export interface NewPeople extends Pick<NumberKey, 'queryId' | 'definition'> {
  /** Days since 1970. */
  readonly firstDay: number;
  /** Of that day and those after it. */
  readonly counts: readonly number[];
}

/** The largest rows of a table: the name of each, and its count. */
export interface HistoryTable extends Pick<NumberKey, 'queryId' | 'definition'> {
  readonly tableId?: string | undefined;
  readonly rows: readonly (readonly [name: string, count: number])[];
  /** Absent: there were more rows. */
  readonly isWhole?: true | undefined;
}

/** The final numbers of a scheduled run: what later reports are compared with. */
export interface HistoryEntry extends Pick<ReportContent, 'reportId' | 'state' | 'windowStartMs' | 'windowEndMs'> {
  readonly runId: string;
  readonly revision: number;
  readonly values: readonly HistoryNumber[];
  readonly tables?: readonly HistoryTable[] | undefined;
  readonly missing: readonly { readonly queryId: string; readonly code: string }[];
  /** Absent: no question has counted them. */
  readonly newPeople?: readonly NewPeople[] | undefined;
  readonly expiresAtSeconds: number;
}

/** The entries of the history that a report needs, by the id of their report, in any order. */
export type Past = ReadonlyMap<string, readonly HistoryEntry[]>;

/** Returns a function that computes its value once for each object. */
export function remember<Key extends WeakKey, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
