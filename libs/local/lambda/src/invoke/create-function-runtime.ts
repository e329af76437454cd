import { randomUUID } from 'node:crypto';

import { type LocalClock } from '@pulso/world/time';
import { type FunctionDefinition } from '@pulso/world/stacks';

import { ConcurrencyExceededError, FunctionNotFoundError, UnsupportedFunctionError } from '../errors';
import { unpackPackage } from '../package/unpack-package';
import { createFunctionPool, type FunctionPool } from '../pool/function-pool';
import { refuseRealAws } from '../process/function-variables';
import { checkRuntimeInterfaceClient, locateRuntimeInterfaceClient } from '../process/locate-runtime-interface-client';
import { createFunctionCode, type FunctionCode } from './function-code';
import {
  type InvocationFault,
  type InvocationRecord,
  type InvocationResult,
  type InvocationStart,
  runInvocation,
} from './run-invocation';
import {
  type AppendLogs,
  type FunctionEnvironment,
  startFunctionEnvironment,
  type StartDeps,
} from './start-function-environment';
import { createWorkspace, type Workspace } from './workspace';

export interface FunctionRuntimeOptions {
  readonly functions: readonly FunctionDefinition[];
  /** Held from the moment a function is invoked until it has ended. */
  readonly clock: Pick<LocalClock, 'hold' | 'nowMs' | 'offsetMs'>;
  /** Variables on top of the declared ones, asked for at every cold start: AWS_ENDPOINT_URL and made-up keys. */
  environmentFor(functionName: string): Readonly<Record<string, string>>;
  readonly appendLogs: AppendLogs;
  /** Told each invocation as it begins. */
  onStart?(start: InvocationStart): void;
  onInvocation?(record: InvocationRecord): void;
  /** Told of each invocation that is refused because the reserved concurrency is used up. */
  onThrottle?(functionName: string): void;
  /** Asked for every invocation when its environment is there: what shall go wrong with it. Absent: nothing does. */
  faultFor?(functionName: string, requestId: string): InvocationFault | undefined;
  /** Entry point of aws-lambda-ric; default: as installed for the working directory. */
  readonly runtimeInterfaceClientPath?: string;
  /** Processes of one function at the same time, default 5. Lambda has no such limit: what is beyond it waits. */
  readonly maxEnvironmentsPerFunction?: number;
  /** A process without work is ended after this time, real time, default 5 minutes. */
  readonly idleTimeoutMs?: number;
  /** For loading a handler, default 10 s, as on Lambda. */
  readonly initTimeoutMs?: number;
}

export interface InvokeOptions {
  /** What happens when the reserved concurrency is used up: `sync` is refused, `event` waits. */
  readonly type: 'event' | 'sync';
  /** For another attempt at the same event, which keeps its ID. */
  readonly requestId?: string;
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
   * @throws {FunctionNotFoundError} Not retryable.
   * @throws {ConcurrencyExceededError} Reserved concurrency used up and `sync`, or reserved concurrency 0. Retryable.
   * @throws {RuntimeStoppedError} Not retryable.
   */
  invoke(functionName: string, payload: string, options: InvokeOptions): Promise<InvocationResult>;
  /** @returns How many invocations are under way, cold starts included. @throws {FunctionNotFoundError} Not retryable. */
  runningCount(functionName: string): number;
  /**
   * Replaces files of a function's package, as an update of its code does: invocations under way end with the old code,
   * the next ones get processes with the new one.
   *
   * @param files - Contents by name; what the package does not hold is left out.
   * @returns False when the code is this already.
   * @throws {FunctionNotFoundError} Not retryable.
   */
  updateCode(functionName: string, files: ReadonlyMap<string, Uint8Array>): boolean;
  /** Kills the function processes and removes their files. Invocations under way end as killed. */
  stop(): Promise<void>;
}

interface DeployedFunction {
  readonly definition: FunctionDefinition;
  readonly code: FunctionCode;
  readonly pool: FunctionPool<FunctionEnvironment>;
}

/**
 * Unpacks the functions' packages and gets ready to invoke them. No process starts before the first event.
 *
 * Not emulated: memory limit and CPU share, freezing between events, layers, VPC, X-Ray, SnapStart, provisioned
 * concurrency, versions and aliases, response streaming.
 *
 * @throws {UnsupportedFunctionError} Another runtime than this process's Node, or a variable that leads to real AWS.
 * @throws {InvalidPackageError} A package is missing, damaged or unsafe.
 * @throws {RuntimeInterfaceClientError} aws-lambda-ric is missing or has changed. None of them is retryable.
 */
export function createFunctionRuntime(options: FunctionRuntimeOptions): FunctionRuntime {
  const { clock, functions } = options;
  const runtimeInterfaceClientPath = options.runtimeInterfaceClientPath ?? locateRuntimeInterfaceClient();
  checkRuntimeInterfaceClient(runtimeInterfaceClientPath);
  for (const definition of functions) checkDefinition(definition);
  const workspace = deployPackages(functions);

  const startDeps: StartDeps = {
    clock,
    workspace,
    runtimeInterfaceClientPath,
    initTimeoutMs: options.initTimeoutMs ?? 10_000,
    appendLogs: options.appendLogs,
    environmentFor: options.environmentFor,
  };
  const deployed = new Map(
    functions.map((definition): [string, DeployedFunction] => {
      const code = createFunctionCode(workspace.taskRootOf(definition.name));
      const pool = createPool(definition, options, () => startFunctionEnvironment(definition, code, startDeps));
      return [definition.name, { definition, code, pool }];
    }),
  );
  const find = (functionName: string): DeployedFunction => {
    const found = deployed.get(functionName);
    if (!found) throw new FunctionNotFoundError(functionName);
    return found;
  };

  return {
    functions,
    definitionOf: (functionName) => find(functionName).definition,
    invoke: async (functionName, payload, { type, requestId = randomUUID() }) => {
      const { definition, pool } = find(functionName);
      const release = clock.hold();
      const onInvocation = (record: InvocationRecord): void => options.onInvocation?.(record);
      try {
        return await pool.use({ mayWait: type === 'event' }, (environment) =>
          runInvocation(environment, {
            definition,
            requestId,
            payload,
            clock,
            onStart: (start) => options.onStart?.(start),
            onInvocation,
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
      const { code, pool } = find(functionName);
      const isNew = code.replace(files);
      if (isNew) pool.renew();
      return isNew;
    },
    stop: async () => {
      await Promise.all([...deployed.values()].map(({ pool }) => pool.stop()));
      await workspace.remove();
    },
  };
}

function createPool(
  { name, reservedConcurrency }: FunctionDefinition,
  { maxEnvironmentsPerFunction = 5, idleTimeoutMs = 300_000 }: FunctionRuntimeOptions,
  start: () => Promise<FunctionEnvironment>,
): FunctionPool<FunctionEnvironment> {
  return createFunctionPool({
    functionName: name,
    maxEnvironments: maxEnvironmentsPerFunction,
    idleTimeoutMs,
    start,
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
  });
}

function checkDefinition({ name, runtime, environment }: FunctionDefinition): void {
  const [nodeMajor] = process.versions.node.split('.');
  if (runtime !== `nodejs${nodeMajor}.x`) {
    throw new UnsupportedFunctionError(name, `its runtime is ${runtime}, this is Node ${process.versions.node}`);
  }
  if (!/^[\w-]+$/.test(name)) throw new UnsupportedFunctionError(name, 'its name is none that Lambda accepts');
  refuseRealAws(name, environment);
}

function deployPackages(functions: readonly FunctionDefinition[]): Workspace {
  const workspace = createWorkspace();
  try {
    for (const { name, packagePath } of functions) unpackPackage(packagePath, workspace.taskRootOf(name));
  } catch (error) {
    void workspace.remove();
    throw error;
  }
  return workspace;
}
