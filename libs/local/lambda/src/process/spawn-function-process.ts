import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { type Readable } from 'node:stream';

export interface SpawnOptions {
  readonly handler: string;
  /** The unpacked package: working directory of the process. */
  readonly taskRoot: string;
  readonly shimPath: string;
  readonly runtimeInterfaceClientPath: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface FunctionProcess {
  readonly child: ChildProcess;
  readonly streams: { readonly stdout: Readable; readonly stderr: Readable; readonly frames: Readable };
  /** Resolves when the process is gone and its pipes are read to the end. */
  readonly closed: Promise<void>;
}

/** How long the pipes of a process that is gone may stay open, ms: a grandchild may have inherited them. */
const pipeTimeoutMs = 500;

/** Starts AWS's runtime loop for one handler in a process group of its own, with exactly the variables given, telemetry as fd 3, a lifeline as fd 4. */
export function spawnFunctionProcess(options: SpawnOptions): FunctionProcess {
  const child = spawn(
    process.execPath,
    ['--require', options.shimPath, options.runtimeInterfaceClientPath, options.handler],
    {
      cwd: options.taskRoot,
      env: { ...options.variables },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      // A group of its own: what the handler starts can be ended together with it, and Ctrl-C does not reach it.
      detached: true,
    },
  );
  const [, stdout, stderr, frames] = child.stdio as unknown as [null, Readable, Readable, Readable];
  const pipesRead = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const closed = gone.then(async () => {
    await Promise.race([pipesRead, setTimeout(pipeTimeoutMs, undefined, { ref: false })]);
    for (const stream of [stdout, stderr, frames]) stream.destroy();
  });
  return { child, streams: { stdout, stderr, frames }, closed };
}
