/** How many questions reports of most searches have. */
export const usualQueryCount = 3;

/** One search through the worlds of a fault plan. */
export interface SearchOptions {
  /** Id of the mutation that holds; absent: the code as it is. */
  readonly mutation?: string;
  readonly faults: string;
  /** Absent: {@link usualQueryCount}. */
  readonly queryCount?: number | undefined;
  readonly fromSeed: number;
  readonly seedCount: number;
  /** Violations to look for; absent: every one. */
  readonly rules?: readonly string[];
  /** Whether all worlds are run and counted; else the search ends with the first that it finds. */
  readonly goesOn?: boolean;
}

/** What came of it. */
export interface SearchResult {
  /** Worlds that were run. */
  readonly seedCount: number;
  /** The violation looked for with the smallest seed. */
  readonly found?: { readonly seed: number; readonly rule: string; readonly message: string };
  /** In how many worlds each rule was violated, whether looked for or not. */
  readonly worldCounts: Readonly<Record<string, number>>;
}
