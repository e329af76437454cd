export const outputFormats = ['table', 'json', 'csv', 'ndjson'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** `export` is one event per line or one JSON document: the first bytes tell. */
export const inputShapes = ['auto', 'export', 'tail', 'json', 'text'] as const;
export type InputShape = (typeof inputShapes)[number];

/** A command line that has been read. */
export interface CommandOptions {
  /** The text of the query, or the file that holds it. */
  readonly query: { readonly text: string } | { readonly file: string };
  /** Names as they were written, `-` for standard input; none means standard input. */
  readonly files: readonly string[];
  readonly format: OutputFormat;
  readonly input: InputShape;
  /** Epoch seconds, inclusive. */
  readonly startTime?: number;
  /** Epoch seconds, inclusive. */
  readonly endTime?: number;
  /** The most rows to print. */
  readonly limit?: number;
  readonly logGroupName?: string;
}

/** What the command line asks for. */
export type Request =
  { readonly kind: 'help' } | { readonly kind: 'version' } | ({ readonly kind: 'query' } & CommandOptions);
