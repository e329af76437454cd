import { type Kernel } from '../kernel/kernel';
import { type Quantiles, drawFrom } from '../kernel/quantiles';
import { type Environment } from './environment';

/** How an invocation ended, as its caller sees it. */
export type InvocationEnd =
  | { readonly status: 'success'; readonly value: unknown }
  | { readonly status: 'error'; readonly error: unknown }
  /** The process died or ran into its timeout. */
  | { readonly status: 'killed' }
  /** Lambda has refused to run the function: there is no room for one more invocation. */
  | { readonly status: 'throttled' };

/** What is wrong with a function as such, at a moment. */
export interface FunctionFaults {
  /** Whether Lambda runs one invocation more. */
  readonly hasRoom: () => boolean;
  /** Whether a process comes as far as its first event. */
  readonly canStart: () => boolean;
  /** Whether a process dies with its event, at the latest when it has the answer ready. */
  readonly isDoomed: () => boolean;
}

export type Handler = (event: unknown) => Promise<unknown>;

export interface LambdaFunctionOptions {
  readonly kernel: Kernel;
  readonly name: string;
  readonly timeoutMs: number;
  readonly warmStartMs: Quantiles;
  readonly coldStartMs: Quantiles;
  /** Starts a process and loads the handler in it: the composition root. */
  readonly createEnvironment: () => Process;
  readonly faults: FunctionFaults;
  readonly onFault: (kind: 'kill' | 'no-room' | 'no-start') => void;
  /** Told of every invocation, refused ones included. `durationMs`: without the start of the process. */
  readonly onOver: (end: InvocationEnd, durationMs: number) => void;
}

/** An execution environment with the service in it. */
export interface Process {
  readonly environment: Environment;
  readonly handler: Handler;
  /** Leaves the process as an earlier event has left it. */
  readonly warmUp?: (() => Promise<unknown>) | undefined;
}

/** When a process dies that always does, ms: during the first call, later, or with its answer ready. */
const deathsMs: Quantiles = [
  [0, 1],
  [0.4, 50],
  [0.8, 2_000],
  [1, 60_000],
];

/** One function: hands each event to a process that is free, or to a new one. */
export class LambdaFunction {
  readonly name: string;
  readonly #options: LambdaFunctionOptions;
  readonly #idle: Process[] = [];

  constructor(options: LambdaFunctionOptions) {
    this.name = options.name;
    this.#options = options;
  }

  /** Makes the next invocations warm, up to a number at the same time. */
  warmUp(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const warm = this.#options.createEnvironment();
      // What a process can't do beforehand, it does with its first event.
      warm.warmUp?.().catch(() => undefined);
      this.#idle.push(warm);
    }
  }

  /** @param onEnd - Called once, when the invocation is over. */
  invoke(event: unknown, onEnd: (end: InvocationEnd) => void): void {
    const { kernel, warmStartMs, coldStartMs, createEnvironment, faults, onFault } = this.#options;
    if (!faults.hasRoom()) {
      onFault('no-room');
      const refusedAfterMs = drawFrom(warmStartMs, kernel.draws.of(`refusal/${this.name}`));
      kernel.after(refusedAfterMs, () => this.#end({ status: 'throttled' }, 0, onEnd));
      return;
    }
    if (!faults.canStart()) return this.#failToStart(onEnd);
    const idle = this.#idle.pop();
    const warm = idle ?? createEnvironment();
    const startMs = drawFrom(idle ? warmStartMs : coldStartMs, kernel.draws.of(`start/${this.name}`));
    kernel.after(startMs, () => this.#run(warm, event, onEnd));
  }

  /** What cannot start has replaced the processes that could. */
  #failToStart(onEnd: (end: InvocationEnd) => void): void {
    const { kernel, coldStartMs, onFault } = this.#options;
    this.#idle.length = 0;
    onFault('no-start');
    kernel.after(drawFrom(coldStartMs, kernel.draws.of(`start/${this.name}`)), () => {
      const error = new Error('The process has exited before the first event.');
      this.#end({ status: 'error', error }, 0, onEnd);
    });
  }

  #run(warm: Process, event: unknown, onEnd: (end: InvocationEnd) => void): void {
    const { kernel, timeoutMs, faults, onFault } = this.#options;
    const { environment, handler } = warm;
    const startedAtMs = kernel.nowMs;
    let isOver = false;
    const finish = (end: InvocationEnd): void => {
      if (isOver) return;
      isOver = true;
      limit.run = undefined;
      if (end.status !== 'killed') this.#idle.push(warm);
      if (kernel.isRecording) kernel.note(`${this.name}#${environment.number} ends: ${describe(end)}`);
      this.#end(end, kernel.nowMs - startedAtMs, onEnd);
    };
    const limit = kernel.after(timeoutMs, () => {
      environment.die();
      finish({ status: 'killed' });
    });
    environment.onDeath = () => finish({ status: 'killed' });
    const die = (): void => {
      if (isOver) return;
      onFault('kill');
      environment.die();
      finish({ status: 'killed' });
    };
    const isDoomed = faults.isDoomed();
    if (isDoomed) kernel.after(drawFrom(deathsMs, kernel.draws.of(`death/${this.name}`)), die);
    handler(event).then(
      (value) => (isDoomed ? die() : finish({ status: 'success', value })),
      (error) => (isDoomed ? die() : finish({ status: 'error', error })),
    );
  }

  #end(end: InvocationEnd, durationMs: number, onEnd: (end: InvocationEnd) => void): void {
    this.#options.onOver(end, durationMs);
    onEnd(end);
  }
}

const describe = (end: InvocationEnd): string =>
  end.status === 'error' ? `error ${end.error instanceof Error ? end.error.name : String(end.error)}` : end.status;
