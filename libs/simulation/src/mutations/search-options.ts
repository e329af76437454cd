/** What a search is told as its only argument, in JSON. */
export interface SearchOptions {
  readonly faults: string;
  readonly queryCount: number;
  readonly fromSeed: number;
  readonly seedCount: number;
  /** Violations to look for; without any, every one is found. */
  readonly rules: readonly string[];
}

/** What it prints, in JSON. */
export interface SearchResult {
  readonly seedCount: number;
  readonly found?: { readonly seed: number; readonly rule: string; readonly message: string };
}
