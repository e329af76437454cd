import { type Kernel } from '../kernel/kernel';
import { type Quantiles, drawFrom } from '../kernel/quantiles';
import { type Environment } from './environment';

/** How an invocation ended, as its caller sees it. */
export type InvocationEnd =
  | { readonly status: 'success'; readonly value: unknown }
  | { readonly status: 'error'; readonly error: unknown }
  /** The process died or ran into its timeout. */
  | { readonly status: 'killed' };

export type Handler = (event: unknown) => Promise<unknown>;

export interface LambdaFunctionOptions {
  readonly kernel: Kernel;
  readonly name: string;
  readonly timeoutMs: number;
  readonly warmStartMs: Quantiles;
  readonly coldStartMs: Quantiles;
  /** Starts a process and loads the handler in it: the composition root. */
  readonly createEnvironment: () => Process;
}

/** An execution environment with the service in it. */
export interface Process {
  readonly environment: Environment;
  readonly handler: Handler;
  /** Leaves the process as an earlier event has left it. */
  readonly warmUp?: (() => Promise<unknown>) | undefined;
}

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
    const { kernel, warmStartMs, coldStartMs, createEnvironment } = this.#options;
    const idle = this.#idle.pop();
    const warm = idle ?? createEnvironment();
    const startMs = drawFrom(idle ? warmStartMs : coldStartMs, kernel.draws.of(`start/${this.name}`));
    kernel.after(startMs, () => this.#run(warm, event, onEnd));
  }

  #run(warm: Process, event: unknown, onEnd: (end: InvocationEnd) => void): void {
    const { kernel, timeoutMs } = this.#options;
    const { environment, handler } = warm;
    let isOver = false;
    const finish = (end: InvocationEnd): void => {
      if (isOver) return;
      isOver = true;
      limit.run = undefined;
      if (end.status !== 'killed') this.#idle.push(warm);
      if (kernel.isRecording) kernel.note(`${this.name}#${environment.number} ends: ${describe(end)}`);
      onEnd(end);
    };
    const limit = kernel.after(timeoutMs, () => {
      environment.die();
      finish({ status: 'killed' });
    });
    environment.onDeath = () => finish({ status: 'killed' });
    handler(event).then(
      (value) => finish({ status: 'success', value }),
      (error) => finish({ status: 'error', error }),
    );
  }
}

const describe = (end: InvocationEnd): string =>
  end.status === 'error' ? `error ${end.error instanceof Error ? end.error.name : String(end.error)}` : end.status;
