import { type Length } from '../standing/standing-faults';

/** What a world depends on besides the code. */
export interface Repeatable {
  readonly seed: number;
  readonly queryCount: number;
  /** A preset, a file or a SPEC. */
  readonly faults: string;
  readonly lasting?: Length | undefined;
  /** The fault follows from the seed. */
  readonly isStanding?: boolean | undefined;
}

/** @returns The command that shows the same world again, for a shell. */
export function repeatCommand({ seed, queryCount, faults, lasting, isStanding = false }: Repeatable): string {
  const which = isStanding ? '--standing' : `--faults ${quoted(faults)}${lasting ? ` --lasting ${lasting}` : ''}`;
  return `npm run simulate -- --seed ${seed} --queries ${queryCount} ${which} --trace`;
}

const quoted = (text: string): string =>
  /^[\w./:=@,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
