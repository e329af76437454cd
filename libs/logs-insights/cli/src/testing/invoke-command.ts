import { Readable, Writable } from 'node:stream';

import { type OutputStream } from '../command-environment';
import { runCommand } from '../run-command';

/** How the command is called, and what becomes of it. */
export interface Invocation {
  /** Standard input; without it, it is a terminal. */
  readonly stdin?: string | Buffer | Readable;
  /** Cells of the terminal that standard output is; without it, it is a pipe. */
  readonly columns?: number;
  readonly folder?: string;
  readonly signal?: AbortSignal;
  /** Called for every write to standard output; an error is what the write fails with. */
  readonly onWrite?: (text: string) => Error | undefined;
}

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A moment, epoch milliseconds: 2026-11-25T12:00:00Z. */
export const invokedAtMs = 1_795_608_000_000;

/** Runs the command in this process, with streams that are kept as texts. */
export async function invokeCommand(args: readonly string[], invocation: Invocation = {}): Promise<Outcome> {
  const { columns, folder = '/', signal = new AbortController().signal, onWrite } = invocation;
  const stdout = collector(columns === undefined ? {} : { isTTY: true, columns }, onWrite);
  const stderr = collector({ columns: 120 });
  const status = await runCommand({
    args,
    stdin: inputOf(invocation.stdin),
    stdout: stdout.stream,
    stderr: stderr.stream,
    folder,
    nowMs: () => invokedAtMs,
    signal,
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

function inputOf(stdin: Invocation['stdin']): Readable & { isTTY?: boolean } {
  if (stdin === undefined) return Object.assign(Readable.from([]), { isTTY: true });
  return stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]);
}

function collector(
  terminal: { readonly isTTY?: boolean; readonly columns?: number },
  onWrite?: (text: string) => Error | undefined,
): { stream: OutputStream; text: () => string } {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      const failure = onWrite?.(String(chunk));
      if (!failure) text += String(chunk);
      done(failure);
    },
  });
  return { stream: Object.assign(stream, terminal), text: () => text };
}
