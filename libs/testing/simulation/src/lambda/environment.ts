import { type Log, type LogFields } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';
import { type FaultKind } from '@pulso/world/faults';
import { type SeededRandom } from '@pulso/world/time';

import { type Kernel } from '../kernel/kernel';
import { drawFrom, type Quantiles } from '../kernel/quantiles';

/** One kind of call that a function makes. */
export interface Operation {
  /** As faults name it, for example `dynamodb.GetItem`. */
  readonly target: string;
  readonly latencyMs: Quantiles;
  /** After this time the caller has its own error; the call may still take effect. Milliseconds. */
  readonly timeoutMs: number;
  /** How often the client sends an unanswered call. */
  readonly attemptCount: 1 | 2;
  readonly errors: OperationErrors;
}

/** The callers' errors: the request did not arrive, no answer came, a permission is missing (absent: none needed). */
export interface OperationErrors {
  refused(): Error;
  unanswered(): Error;
  denied?(target: string, functionName: string): Error;
}

/** One call: its effect, and its refusals for the rate or for good. Absent: no such refusal. */
export interface Call<T> {
  readonly apply: () => T;
  readonly throttle?: () => T;
  readonly reject?: () => T;
}

/** Named as in fault plans. A process is killed before it sends the request, or after the effect. */
export type CallFaultKind =
  | Extract<FaultKind, 'deny' | 'drop-response' | 'late-effect' | 'refuse' | 'reject' | 'slow' | 'throttle'>
  | 'kill-after'
  | 'kill-before';

export interface CallFault {
  readonly kind: CallFaultKind;
  /** How much longer the call takes, ms: after its caller's timeout it still takes effect. */
  readonly extraMs: number;
}

export interface EnvironmentWatcher {
  /** A call took effect or was refused; told before its caller learns it. */
  onCall(environment: Environment, operation: Operation, fault: CallFault | undefined): void;
  onLog(environment: Environment, level: keyof Log, event: string, fields: LogFields): void;
}

export interface EnvironmentOptions {
  readonly kernel: Kernel;
  readonly functionName: string;
  readonly number: number;
  /** How far this machine's clock is from the right time, ms. */
  readonly skewMs: () => number;
  /** Decides about every call. */
  readonly faultOfCall: (operation: Operation, functionName: string) => CallFault | undefined;
  readonly watcher: EnvironmentWatcher;
}

/** A call of a dead process. Never shared: a common promise would keep all waiters and their worlds in memory. */
const never = (): Promise<never> => new Promise(() => undefined);

/**
 * One execution environment of a function: a process with its own clock. Each of its calls takes time, can fail in
 * every way, and can be its last.
 */
export class Environment {
  readonly functionName: string;
  readonly number: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  isDead = false;
  /** Told when a fault kills the process. */
  onDeath: () => void = () => undefined;
  readonly #options: EnvironmentOptions;
  readonly #latencies: SeededRandom;

  constructor(options: EnvironmentOptions) {
    const { kernel, functionName, number, skewMs, watcher } = options;
    this.#options = options;
    this.functionName = functionName;
    this.number = number;
    this.#latencies = kernel.draws.of(`latency/${functionName}`);
    this.random = kernel.draws.of(`random/${functionName}`).next;
    this.clock = {
      nowMs: () => kernel.nowMs + skewMs(),
      sleep: (durationMs) =>
        this.isDead ? never() : new Promise((resolve) => void kernel.after(durationMs, () => this.isDead || resolve())),
    };
    const at =
      (level: keyof Log) =>
      (event: string, fields: LogFields = {}) =>
        watcher.onLog(this, level, event, fields);
    this.log = { info: at('info'), warn: at('warn'), error: at('error') };
  }

  /** Ends the process: nothing that it waits for arrives. Sent requests still take effect. */
  die(): void {
    this.isDead = true;
  }

  /** Makes a call. Its effect happens at one moment, and the caller learns of it at once or never. */
  call<T>(operation: Operation, call: Call<T>): Promise<T> {
    if (this.isDead) return never();
    const { kernel, faultOfCall, functionName } = this.#options;
    const fault = faultOfCall(operation, functionName);
    const latencyMs = drawFrom(operation.latencyMs, this.#latencies) + (fault?.extraMs ?? 0);
    return new Promise<T>((resolve, reject) => {
      const isTooSlow = latencyMs > operation.timeoutMs;
      if (isTooSlow) kernel.after(operation.timeoutMs, () => this.isDead || reject(operation.errors.unanswered()));
      kernel.after(latencyMs, () => {
        const answer = this.#arrive(operation, call, fault);
        if (isTooSlow || this.isDead) return;
        try {
          resolve(answer());
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  /** @returns The answer to the caller, if it still lives. */
  #arrive<T>(operation: Operation, { apply, throttle, reject }: Call<T>, fault: CallFault | undefined): () => T {
    const { errors, attemptCount } = operation;
    const kind = fault?.kind;
    const isKilledBefore = kind === 'kill-before' && !this.isDead;
    this.#options.watcher.onCall(this, operation, fault);
    if (isKilledBefore) return this.#kill();
    if (kind === 'refuse') return failing(errors.refused());
    if (kind === 'throttle' && throttle) return throttle;
    if (kind === 'reject' && reject) return reject;
    if (kind === 'deny' && errors.denied) return failing(errors.denied(operation.target, this.functionName));
    let answer = outcomeOf(apply);
    if (kind === 'drop-response') answer = attemptCount === 2 ? outcomeOf(apply) : failing(errors.unanswered());
    return kind === 'kill-after' && !this.isDead ? this.#kill() : answer;
  }

  /** @returns An answer without a receiver. */
  #kill(): () => never {
    this.die();
    this.onDeath();
    return failing(new Error('The process is gone.'));
  }
}

const failing = (error: Error) => (): never => {
  throw error;
};

/** Carries out the effect now and keeps its result. */
function outcomeOf<T>(apply: () => T): () => T {
  try {
    const value = apply();
    return () => value;
  } catch (error) {
    return failing(error as Error);
  }
}
