import * as z from 'zod';

import { operation } from './operation';

/** A word that the editor completes. */
export interface QueryWord {
  readonly kind: 'command' | 'function' | 'aggregate' | 'field';
  readonly name: string;
  /** `pct(value, percent)` for a function, for a field its possible values. */
  readonly detail?: string;
  /** Of a field that holds nothing else. */
  readonly values?: readonly (number | string)[];
  /** What it does or holds. */
  readonly sentence?: string;
}

export interface LogGroupSummary {
  readonly name: string;
  readonly eventCount: number;
  /** What its latest events hold. */
  readonly fields: readonly string[];
}

/** What a query can consist of, and what it can read. */
export interface QuestionVocabulary {
  /** Commands, functions, and the fields of usage records. */
  readonly words: readonly QueryWord[];
  readonly logGroups: readonly LogGroupSummary[];
  /** The one that holds the usage records. */
  readonly usageLogGroup: string;
}

/** Something that is wrong with a query. Offsets count UTF-16 units, `to` is exclusive. */
export interface QueryDiagnostic {
  readonly from: number;
  readonly to: number;
  /** `line 1, column 8` */
  readonly place: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What is allowed there. */
  readonly expected?: string;
  /** What to write between `from` and `to`. */
  readonly suggestion?: string;
}

/** A column of an answer: times are texts as `2026-11-25 12:30:00.000`, in UTC. */
export interface AnswerColumn {
  readonly name: string;
  readonly kind: 'time' | 'number' | 'text';
  /** Whether it has a number for each group, so that bars can show it. */
  readonly isMeasured: boolean;
}

export interface QuestionAnswer {
  readonly columns: readonly AnswerColumn[];
  /** Cells in the order of the columns; null where there is no value. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Whether there are more rows than these, or longer cells. */
  readonly isCut: boolean;
  readonly recordsMatched: number;
  readonly recordsScanned: number;
  readonly bytesScanned: number;
  readonly durationMs: number;
}

/** A question of the catalogue. */
export interface CatalogueQuestion {
  readonly id: string;
  readonly title: string;
  readonly query: string;
  /** The reports that ask it, with the length of their window. */
  readonly reports: readonly { readonly id: string; readonly windowHours: number }[];
}

const query = z.string().max(20_000);
const wholeSecond = z.int().min(0).multipleOf(1000);
const logGroups = z.array(z.string().max(512)).max(50);

export const questionOperations = {
  'questions.vocabulary': operation<QuestionVocabulary>()(z.strictObject({})),
  'questions.catalogue': operation<readonly CatalogueQuestion[]>()(z.strictObject({})),
  'questions.check': operation<readonly QueryDiagnostic[]>()(z.strictObject({ query, logGroups })),
  /** Events of `[startMs, endMs)`, whole seconds. A query that names its own log groups reads those instead. */
  'questions.run': operation<QuestionAnswer>()(
    z.strictObject({ query, logGroups, startMs: wholeSecond, endMs: wholeSecond }),
  ),
};
