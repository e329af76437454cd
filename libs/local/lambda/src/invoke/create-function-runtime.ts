import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

import { type FunctionDefinition } from '@pulso/world/stacks';
import { type LocalClock } from '@pulso/world/time';

import { ConcurrencyExceededError, FunctionNotFoundError, UnsupportedFunctionError } from '../errors';
import { createWorkspace } from '../process/workspace';
import { createFunctionPool, type FunctionPool } from './function-pool';
import {
  type InvocationFault,
  type InvocationRecord,
  type InvocationResult,
  type InvocationStart,
  runInvocation,
} from './run-invocation';
import { type AppendLogs, refuseRealAws, startFunctionEnvironment } from './start-function-environment';
import { unpackPackage } from './unpack-package';

export interface FunctionRuntimeOptions {
  readonly functions: readonly FunctionDefinition[];
  /** Held from the moment a function is invoked until it has ended. */
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs' | 'offsetMs'>;
  /** Variables on top of the declared ones, asked for at every cold start: AWS_ENDPOINT_URL and made-up keys. */
  environmentFor(functionName: string): Readonly<Record<string, string>>;
  readonly appendLogs: AppendLogs;
  /** Called with each invocation as it begins. */
  onStart?(start: InvocationStart): void;
  onInvocation?(record: InvocationRecord): void;
  /** Called for each invocation that is refused because the reserved concurrency is used up. */
  onThrottle?(functionName: string): void;
  /** Gives the fault of each invocation once its environment is there. Absent: no faults. */
  faultFor?(functionName: string, requestId: string): InvocationFault | undefined;
  /** Processes of one function at the same time, default 5. Lambda has no such limit; further events wait. */
  readonly maxProcessesPerFunction?: number;
  /** For loading a handler, default 10 s, as on Lambda. */
  readonly initTimeoutMs?: number;
}

/** The declared functions, each in processes of its own. Emulated, not compared with a real account. */
export interface FunctionRuntime {
  readonly functions: readonly FunctionDefinition[];
  /** @throws {FunctionNotFoundError} Not retryable. */
  definitionOf(functionName: string): FunctionDefinition;
  /**
   * Invokes a function and waits for its end. A failure of the function is a result, not an error.
   *
   * @param payload - The event, JSON text.
   * @param requestId - For another attempt at the same event, which keeps its ID.
   * @throws {FunctionNotFoundError} Not retryable.
   * @throws {ConcurrencyExceededError} The reserved concurrency is used up. Retryable, later.
   * @throws {RuntimeStoppedError} Not retryable.
   */
  invoke(functionName: string, payload: string, requestId?: string): Promise<InvocationResult>;
  /** @returns How many invocations are under way, cold starts included. @throws {FunctionNotFoundError} Not retryable. */
  runningCount(functionName: string): number;
  /**
   * Replaces files of a function's package, as an update of its code does: invocations under way end with the old code,
   * the next ones get processes with the new one.
   *
   * @param files - Contents by name; files that the package does not have are skipped.
   * @returns False when the code is the same.
   * @throws {FunctionNotFoundError} Not retryable.
   */
  updateCode(functionName: string, files: ReadonlyMap<string, Uint8Array>): boolean;
  /** Kills the function processes and removes their files. Invocations under way end as killed. */
  stop(): Promise<void>;
}

interface DeployedFunction {
  readonly definition: FunctionDefinition;
  readonly pool: FunctionPool;
  /** Where the package is unpacked. */
  readonly taskRoot: string;
}

/**
 * Unpacks the functions' packages and gets ready to invoke them. No process starts before the first event.
 *
 * Not emulated: memory limit and CPU share, freezing between events, layers, VPC, X-Ray, SnapStart, provisioned
 * concurrency, versions and aliases, response streaming.
 *
 * @throws {UnsupportedFunctionError} A definition asks for something that is not emulated.
 * @throws {InvalidPackageError} A package is missing, damaged or unsafe. Neither is retryable.
 */
export function createFunctionRuntime(options: FunctionRuntimeOptions): FunctionRuntime {
  const { clock, functions, initTimeoutMs = 10_000, maxProcessesPerFunction = 5 } = options;
  for (const definition of functions) checkDefinition(definition);
  const runtimeInterfaceClientPath = locateRuntimeInterfaceClient();
  const workspace = createWorkspace();
  const deploy = (definition: FunctionDefinition): DeployedFunction => {
    const taskRoot = workspace.taskRootOf(definition.name);
    unpackPackage(definition.packagePath, taskRoot);
    const start = () =>
      startFunctionEnvironment({
        ...options,
        definition,
        taskRoot,
        workspace,
        runtimeInterfaceClientPath,
        initTimeoutMs,
      });
    return { definition, taskRoot, pool: createFunctionPool(definition, maxProcessesPerFunction, start) };
  };
  const deployed = new Map<string, DeployedFunction>();
  try {
    for (const definition of functions) deployed.set(definition.name, deploy(definition));
  } catch (error) {
    void workspace.remove();
    throw error;
  }
  const find = (functionName: string): DeployedFunction => {
    const found = deployed.get(functionName);
    if (!found) throw new FunctionNotFoundError(functionName);
    return found;
  };

  return {
    functions,
    definitionOf: (functionName) => find(functionName).definition,
    invoke: async (functionName, payload, requestId = randomUUID()) => {
      const { definition, pool } = find(functionName);
      const release = clock.hold();
      try {
        return await pool.use((environment) =>
          runInvocation(environment, {
            definition,
            requestId,
            payload,
            clock,
            onStart: (start) => options.onStart?.(start),
            onInvocation: (record) => options.onInvocation?.(record),
            fault: options.faultFor?.(functionName, requestId),
          }),
        );
      } catch (error) {
        if (error instanceof ConcurrencyExceededError) options.onThrottle?.(functionName);
        throw error;
      } finally {
        release();
      }
    },
    runningCount: (functionName) => find(functionName).pool.runningCount(),
    updateCode: (functionName, files) => {
      const { taskRoot, pool } = find(functionName);
      const isNew = replaceFiles(taskRoot, files);
      if (isNew) pool.renew();
      return isNew;
    },
    stop: async () => {
      await Promise.all([...deployed.values()].map(({ pool }) => pool.stop()));
      await workspace.remove();
    },
  };
}

function checkDefinition({ name, runtime, logFormat, environment }: FunctionDefinition): void {
  const [nodeMajor] = process.versions.node.split('.');
  if (runtime !== `nodejs${nodeMajor}.x`) {
    throw new UnsupportedFunctionError(name, `its runtime is ${runtime}, this is Node ${process.versions.node}`);
  }
  if (logFormat !== 'JSON') {
    throw new UnsupportedFunctionError(name, `its log format is ${logFormat}, and only JSON is emulated`);
  }
  refuseRealAws(name, environment);
}

/** @returns The loop of AWS's runtime interface client, which calls a handler, as installed for the working directory. */
function locateRuntimeInterfaceClient(): string {
  const manifest = findPackageJSON('aws-lambda-ric', join(process.cwd(), 'any.js'));
  if (manifest === undefined) throw new Error(`The package aws-lambda-ric is not installed for "${process.cwd()}".`);
  return join(dirname(manifest), 'index.mjs');
}

/** A starting process reads either the old file or the new one, never a part. */
function replaceFiles(taskRoot: string, files: ReadonlyMap<string, Uint8Array>): boolean {
  const changed = [...files].filter(([name, content]) => {
    const file = join(taskRoot, name);
    return existsSync(file) && !readFileSync(file).equals(content);
  });
  for (const [name, content] of changed) {
    const file = join(taskRoot, name);
    writeFileSync(`${file}.new`, content);
    renameSync(`${file}.new`, file);
  }
  return changed.length > 0;
}
