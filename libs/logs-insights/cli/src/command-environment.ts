import { type Readable } from 'node:stream';

/** Standard output or error. */
export interface OutputStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  /** Cells of a terminal's line. */
  readonly columns?: number;
}

/** Time, as the command needs it. */
export interface CommandClock {
  /** Epoch milliseconds, for times that are relative to now. */
  readonly nowMs: () => number;
  /** Milliseconds from some moment on, never backwards, for durations. */
  readonly elapsedMs: () => number;
}

/** Everything that the command has from the process that it runs in. */
export interface CommandEnvironment {
  /** What stands behind the name of the command. */
  readonly args: readonly string[];
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Relative names of files start here. */
  readonly folder: string;
  readonly clock: CommandClock;
  /** Aborted when the user interrupts the command. */
  readonly signal: AbortSignal;
}
