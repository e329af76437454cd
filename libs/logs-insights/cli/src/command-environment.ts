import { type Readable } from 'node:stream';

/** Standard output or error. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  /** Cells of a terminal's line. */
  readonly columns?: number;
}

/** Everything that the command has from the process that it runs in. */
export interface CommandEnvironment {
  /** What stands behind the name of the command. */
  readonly args: readonly string[];
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Relative names of files start here. */
  readonly folder: string;
  /** Epoch milliseconds, for times that are relative to now. */
  readonly nowMs: () => number;
  /** Aborted when the user interrupts the command. */
  readonly signal: AbortSignal;
}

/** @returns Cells of a line of what is or may be a terminal: some, as those of containers, report none. */
export const lineWidth = ({ columns }: OutputStream): number => columns || 80;
