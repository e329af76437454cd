import { type FaultKind } from '@pulso/world/faults';
import { FunctionEnvironments, type InvocationEnd } from '@pulso/world/lambda';

import { type Kernel } from '../kernel/kernel';
import { drawFrom, type Quantiles } from '../kernel/quantiles';
import { type Environment } from './environment';

/** What goes wrong in a world at this moment. */
export interface Faults {
  /** @returns How likely it is, 0 to 1. */
  chanceOf(kind: FaultKind, target: string): number;
  /** How long it lasts, ms. */
  durationOf(kind: FaultKind, target: string): number;
  /** Whether it always happens. */
  isStruck(kind: FaultKind, target: string): boolean;
}

export interface LambdaFunctionOptions {
  readonly kernel: Kernel;
  readonly name: string;
  readonly timeoutMs: number;
  readonly warmStartMs: Quantiles;
  readonly coldStartMs: Quantiles;
  /** Starts a process and loads the handler in it: the composition root. */
  readonly createEnvironment: () => Process;
  /** It is throttled, can't start a process, or kills each process during its event. */
  readonly faults: Pick<Faults, 'isStruck'>;
  readonly onFault: (kind: 'kill' | 'no-room' | 'no-start') => void;
  /** Told of every invocation, refused ones included. `durationMs`: without the start of the process. */
  readonly onOver: (end: InvocationEnd, durationMs: number) => void;
}

/** An execution environment with the service in it. */
export interface Process {
  readonly environment: Environment;
  readonly handler: (event: unknown) => Promise<unknown>;
  /** Puts the process into the state after an earlier event. */
  readonly warmUp?: (() => Promise<unknown>) | undefined;
}

/** When a doomed process dies, ms: during the first call, later, or before its answer. */
const deathsMs: Quantiles = [
  [0, 1],
  [0.4, 50],
  [0.8, 2_000],
  [1, 60_000],
];

/** One function: hands each event to a process that is free, or to a new one. */
export class LambdaFunction {
  readonly #options: LambdaFunctionOptions;
  readonly #environments = new FunctionEnvironments<Process>();

  constructor(options: LambdaFunctionOptions) {
    this.#options = options;
  }

  /** Makes the next invocations warm, up to a number at the same time. */
  warmUp(count: number): void {
    for (let index = 0; index < count; index += 1) {
      const warm = this.#options.createEnvironment();
      // If that fails, the first event does it.
      warm.warmUp?.().catch(() => undefined);
      this.#environments.addIdle(warm);
    }
  }

  /** @param onEnd - Called once, when the invocation is over. */
  invoke(event: unknown, onEnd: (end: InvocationEnd) => void): void {
    const { name, kernel, warmStartMs, coldStartMs, createEnvironment, faults, onFault, onOver } = this.#options;
    const endAfter = (delayMs: number, end: InvocationEnd): void =>
      void kernel.after(delayMs, () => {
        onOver(end, 0);
        onEnd(end);
      });
    if (faults.isStruck('no-room', name)) {
      onFault('no-room');
      return endAfter(drawFrom(warmStartMs, kernel.draws.of(`refusal/${name}`)), { status: 'throttled' });
    }
    const starts = kernel.draws.of(`start/${name}`);
    if (faults.isStruck('no-start', name)) {
      // Processes that cannot start have replaced the others.
      this.#environments.takeAllIdle();
      onFault('no-start');
      const error = new Error('The process has exited before the first event.');
      return endAfter(drawFrom(coldStartMs, starts), { status: 'error', error });
    }
    this.#environments.begin();
    const idle = this.#environments.takeIdle();
    const process = idle ?? createEnvironment();
    kernel.after(drawFrom(idle ? warmStartMs : coldStartMs, starts), () => this.#run(process, event, onEnd));
  }

  #run(process: Process, event: unknown, onEnd: (end: InvocationEnd) => void): void {
    const { name, kernel, timeoutMs, faults, onFault, onOver } = this.#options;
    const { environment, handler } = process;
    const startedAtMs = kernel.nowMs;
    let isOver = false;
    const finish = (end: InvocationEnd): void => {
      if (isOver) return;
      isOver = true;
      limit.run = undefined;
      if (end.status === 'killed') environment.die();
      this.#environments.end(end.status === 'killed' ? undefined : process);
      if (kernel.isRecording) kernel.note(`${name}#${environment.number} ends: ${describe(end)}`);
      onOver(end, kernel.nowMs - startedAtMs);
      onEnd(end);
    };
    const limit = kernel.after(timeoutMs, () => finish({ status: 'killed' }));
    environment.onDeath = () => finish({ status: 'killed' });
    const die = (): void => {
      if (!isOver) onFault('kill');
      finish({ status: 'killed' });
    };
    const isDoomed = faults.isStruck('kill', name);
    if (isDoomed) kernel.after(drawFrom(deathsMs, kernel.draws.of(`death/${name}`)), die);
    handler(event).then(
      (value) => (isDoomed ? die() : finish({ status: 'success', value })),
      (error) => (isDoomed ? die() : finish({ status: 'error', error })),
    );
  }
}

const describe = (end: InvocationEnd): string =>
  end.status === 'error' ? `error ${end.error instanceof Error ? end.error.name : String(end.error)}` : end.status;
