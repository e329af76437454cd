/** What a world depends on besides the code. */
export interface Repeatable {
  readonly seed: number;
  readonly queryCount: number;
  /** A preset, a file or a SPEC. */
  readonly faults: string;
}

/** @returns The command that shows the same world again, for a shell. */
export const repeatCommand = ({ seed, queryCount, faults }: Repeatable): string =>
  `npm run simulate -- --seed ${seed} --queries ${queryCount} --faults ${quoted(faults)} --trace`;

const quoted = (text: string): string =>
  /^[\w./:=@,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
