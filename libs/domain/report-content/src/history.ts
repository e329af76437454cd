import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

/** A number of an earlier report. All but its value tells whether a number of another report is the same one. */
export interface HistoryNumber {
  readonly queryId: string;
  /** Where a query answers with several numbers. */
  readonly numberId?: string | undefined;
  /** Where the number sums up the history of that report. */
  readonly ofReportId?: string | undefined;
  /** See `PlannedQuery`. */
  readonly definition: string;
  readonly value: number;
}

/** What a number is known by in the history. */
export type NumberKey = Omit<HistoryNumber, 'value'>;

/** How many people were new on each UTC day of a question's window, for the reports in which they may have come back. */
export interface NewPeople {
  readonly queryId: string;
  /** See `PlannedQuery`. */
  readonly definition: string;
  /** Days since 1970. */
  readonly firstDay: number;
  /** Of that day and those after it. */
  readonly counts: readonly number[];
}

/** The largest rows of a table: what each is called and counts. */
export interface HistoryTable extends Pick<HistoryNumber, 'queryId' | 'definition'> {
  readonly tableId?: string | undefined;
  readonly rows: readonly (readonly [name: string, count: number])[];
  /** Absent: there were more. */
  readonly isWhole?: true | undefined;
}

/** The final numbers of a scheduled run: what later reports are compared with. */
export interface HistoryEntry extends Pick<ReportContent, 'reportId' | 'state' | 'windowStartMs' | 'windowEndMs'> {
  readonly runId: string;
  readonly revision: number;
  readonly values: readonly HistoryNumber[];
  /** Absent: none. */
  readonly tables?: readonly HistoryTable[] | undefined;
  readonly missing: readonly { readonly queryId: string; readonly code: string }[];
  /** Absent: no question has counted them. */
  readonly newPeople?: readonly NewPeople[] | undefined;
  readonly expiresAtSeconds: number;
}

/** Which part of the history a report needs: the entries of a report whose windows end at that time or later, epoch ms. */
export interface HistoryRange {
  readonly reportId: string;
  readonly endsFromMs: number;
}

/** The entries of the history that a report needs, by the id of their report, in any order. */
export type Past = ReadonlyMap<string, readonly HistoryEntry[]>;

/** How a number is named where several things have one: by its query, and by its own id where the query has several. */
export interface NumberReference {
  readonly queryId: string;
  readonly numberId?: string | undefined;
}

export const isSameNumber = (one: NumberReference, other: NumberReference | undefined): boolean =>
  one.queryId === other?.queryId && one.numberId === other.numberId;

export const referenceOf = ({ queryId, numberId }: NumberReference) => ({ queryId, ...defined({ numberId }) });

/** A function that computes its value once for each object. */
export function remember<Key extends WeakKey, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
