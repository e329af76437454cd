import { type Log, type LogFields } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';
import { type SeededRandom } from '@pulso/local/seeded-random';

import { type Kernel } from '../kernel/kernel';
import { drawFrom } from '../kernel/quantiles';
import { type CallFault, type FaultOfCall } from './call-faults';
import { type Call, type Operation } from './operation';

export interface EnvironmentWatcher {
  /** A call took effect or was refused; told before its caller learns it. */
  onCall(environment: Environment, operation: Operation, fault: CallFault | undefined): void;
  onLog(environment: Environment, level: 'info' | 'warn' | 'error', event: string, fields: LogFields): void;
}

export interface EnvironmentOptions {
  readonly kernel: Kernel;
  readonly functionName: string;
  readonly number: number;
  /** How far this machine's clock is from the right time, ms. */
  readonly skewMs: () => number;
  readonly faultOfCall: FaultOfCall;
  readonly nextCallIndex: () => number;
  readonly watcher: EnvironmentWatcher;
}

/** The calls of a process that is gone. One for each: a shared promise would keep all who wait for it, and their worlds. */
const never = (): Promise<never> => new Promise(() => undefined);

/**
 * One execution environment of a function: a process with a clock of its own, whose every call takes time, can fail in
 * every way that a call can, and can be the last that the process does.
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
        this.isDead ? never() : new Promise((resolve) => void kernel.after(durationMs, () => this.#settle(resolve))),
    };
    const at =
      (level: 'info' | 'warn' | 'error') =>
      (event: string, fields: LogFields = {}) =>
        watcher.onLog(this, level, event, fields);
    this.log = { info: at('info'), warn: at('warn'), error: at('error') };
  }

  /** Ends the process: nothing that it waits for ever comes. What it has sent is on its way all the same. */
  die(): void {
    this.isDead = true;
  }

  /** Makes a call. Its effect happens at one moment, and the caller learns of it at once or never. */
  call<T>(operation: Operation, call: Call<T>): Promise<T> {
    if (this.isDead) return never();
    const { kernel, faultOfCall, nextCallIndex } = this.#options;
    const fault = faultOfCall(operation, this.functionName, nextCallIndex());
    const latencyMs = drawFrom(operation.latencyMs, this.#latencies) + (fault?.extraMs ?? 0);
    return new Promise<T>((resolve, reject) => {
      const isTooSlow = latencyMs > operation.timeoutMs;
      if (isTooSlow) kernel.after(operation.timeoutMs, () => this.#settle(() => reject(operation.errors.unanswered())));
      kernel.after(latencyMs, () => this.#arrive(operation, call, fault, isTooSlow ? undefined : { resolve, reject }));
    });
  }

  #arrive<T>(
    operation: Operation,
    { apply, throttle, reject }: Call<T>,
    fault: CallFault | undefined,
    caller: { resolve: (value: T) => void; reject: (error: unknown) => void } | undefined,
  ): void {
    const { watcher } = this.#options;
    const kind = fault?.kind;
    if (kind === 'kill-before' && !this.isDead) return this.#kill(operation, fault);
    watcher.onCall(this, operation, fault);
    let answer: () => T;
    if (kind === 'refuse') answer = failing(operation.errors.refused());
    else if (kind === 'throttle' && throttle) answer = throttle;
    else if (kind === 'reject' && reject) answer = reject;
    else if (kind === 'deny' && operation.errors.denied) answer = failing(operation.errors.denied());
    else {
      answer = outcomeOf(apply);
      if (kind === 'drop-response' && operation.attemptCount === 2) answer = outcomeOf(apply);
      else if (kind === 'drop-response') answer = failing(operation.errors.unanswered());
    }
    if (kind === 'kill-after' && !this.isDead) return this.#kill(undefined, fault);
    if (!caller) return;
    this.#settle(() => {
      try {
        caller.resolve(answer());
      } catch (error) {
        caller.reject(error);
      }
    });
  }

  #kill(operation: Operation | undefined, fault: CallFault | undefined): void {
    if (operation) this.#options.watcher.onCall(this, operation, fault);
    this.die();
    this.onDeath();
  }

  #settle(settle: () => void): void {
    if (!this.isDead) settle();
  }
}

const failing = (error: Error) => (): never => {
  throw error;
};

/** Carries out the effect now and keeps what came of it. */
function outcomeOf<T>(apply: () => T): () => T {
  try {
    const value = apply();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
