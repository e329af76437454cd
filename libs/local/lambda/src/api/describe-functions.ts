import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { AwsError, type OperationOf, pathParametersOf, type ServiceCall } from '@pulso/local/gateway';
import { type EventSourceMappingDefinition, type FunctionDefinition } from '@pulso/world/stacks';

import { type FunctionRuntime } from '../invoke/create-function-runtime';

/** The deployment around the functions. */
export interface LambdaDeployment {
  readonly mappings: readonly EventSourceMappingDefinition[];
  /** Function name to its public URL. */
  readonly urls: ReadonlyMap<string, string>;
  /** When the local cloud started, epoch ms. */
  readonly deployedAtMs: number;
  /** The events of a log group, oldest first. Absent: no caller gets the end of an invocation's log. */
  readonly readLog?: (logGroupName: string) => Iterable<{ readonly logStream: string; readonly message: string }>;
}

export interface DescribeDeps extends LambdaDeployment {
  readonly runtime: Pick<FunctionRuntime, 'functions'>;
}

type Describe = (call: ServiceCall, deps: DescribeDeps) => object;

/** The operations that show what was deployed, each list on one page. Each throws an `AwsError` as Lambda refuses. */
export const describeOperations: Readonly<Record<Exclude<OperationOf<'lambda'>, 'Invoke'>, Describe>> = {
  ListFunctions: (_call, { runtime, deployedAtMs }) => ({
    Functions: runtime.functions
      .toSorted((left, right) => (left.name < right.name ? -1 : 1))
      .map((definition) => functionConfiguration(definition, deployedAtMs)),
  }),
  GetFunction: (call, { runtime, deployedAtMs }) => {
    const definition = functionOf(call, runtime);
    return {
      Configuration: functionConfiguration(definition, deployedAtMs),
      Code: { RepositoryType: 'S3' },
      Tags: {},
      ...(definition.reservedConcurrency !== undefined && { Concurrency: reserved(definition) }),
    };
  },
  GetFunctionConfiguration: (call, { runtime, deployedAtMs }) =>
    functionConfiguration(functionOf(call, runtime), deployedAtMs),
  GetFunctionConcurrency: (call, { runtime }) => reserved(functionOf(call, runtime)),
  GetFunctionUrlConfig: (call, { runtime, urls, deployedAtMs }) => {
    const { name, arn } = functionOf(call, runtime);
    const FunctionUrl = urls.get(name);
    if (FunctionUrl === undefined) throw notFound('The resource you requested does not exist.');
    const time = new Date(deployedAtMs).toISOString();
    const times = { CreationTime: time, LastModifiedTime: time };
    return { FunctionUrl, FunctionArn: arn, AuthType: 'NONE', ...times, InvokeMode: 'BUFFERED' };
  },
  ListEventSourceMappings: (call, deps) => {
    const query = new URLSearchParams(call.query);
    const queueArn = query.get('EventSourceArn');
    const functionText = query.get('FunctionName');
    const functionName = functionText === null ? undefined : knownFunction(functionText, deps.runtime).name;
    const found = deps.mappings
      .filter((mapping) => queueArn === null || mapping.queueArn === queueArn)
      .filter((mapping) => functionName === undefined || mapping.functionName === functionName);
    return { EventSourceMappings: found.map((mapping) => mappingConfiguration(mapping, deps)) };
  },
  GetAccountSettings: (_call, { runtime: { functions } }) => {
    const reservedCount = functions.reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0);
    return {
      AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 - reservedCount },
      AccountUsage: { FunctionCount: functions.length },
    };
  },
};

/**
 * @returns The function that a call names in its path.
 * @throws {AwsError} ResourceNotFoundException, 404. Not retryable.
 */
export function functionOf(call: ServiceCall, runtime: DescribeDeps['runtime']): FunctionDefinition {
  const { FunctionName = '' } = pathParametersOf(call);
  const qualifier = new URLSearchParams(call.query).get('Qualifier');
  return knownFunction(qualifier === null ? FunctionName : `${FunctionName}:${qualifier}`, runtime);
}

/** @param text - A name or an ARN, without or with the only version that exists. */
function knownFunction(text: string, { functions }: DescribeDeps['runtime']): FunctionDefinition {
  const nameOrArn = text.replace(/:\$LATEST$/, '');
  const found = functions.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
  if (!found) throw notFound(`Function not found: ${text.slice(0, 200)}`);
  return found;
}

const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message, { status: 404 });

const reserved = ({ reservedConcurrency }: FunctionDefinition): object =>
  reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
const functionConfiguration = (definition: FunctionDefinition, deployedAtMs: number): object => ({
  FunctionName: definition.name,
  FunctionArn: definition.arn,
  Runtime: definition.runtime,
  Role: definition.roleArn,
  Handler: definition.handler,
  ...packageFacts(definition.packagePath),
  Description: '',
  Timeout: definition.timeoutSeconds,
  MemorySize: definition.memoryMb,
  LastModified: new Date(deployedAtMs).toISOString().replace('Z', '+0000'),
  Version: '$LATEST',
  Environment: { Variables: definition.environment },
  State: 'Active',
  LastUpdateStatus: 'Successful',
  PackageType: 'Zip',
  LoggingConfig: { LogFormat: definition.logFormat, LogGroup: definition.logGroupName },
});

function packageFacts(packagePath: string): object {
  try {
    const content = readFileSync(packagePath);
    return { CodeSize: content.length, CodeSha256: createHash('sha256').update(content).digest('base64') };
  } catch {
    // The functions were unpacked at the start: they run without it.
    return { CodeSize: 0, CodeSha256: '' };
  }
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
function mappingConfiguration(mapping: EventSourceMappingDefinition, deps: DescribeDeps): object {
  const { queueArn, functionName, maximumConcurrency } = mapping;
  return {
    UUID: uuidOf(`${queueArn} ${functionName}`),
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.maximumBatchingWindowSeconds,
    EventSourceArn: queueArn,
    FunctionArn: knownFunction(functionName, deps.runtime).arn,
    LastModified: deps.deployedAtMs / 1000,
    State: mapping.enabled === false ? 'Disabled' : 'Enabled',
    StateTransitionReason: 'USER_INITIATED',
    FunctionResponseTypes: mapping.reportsBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(maximumConcurrency !== undefined && { ScalingConfig: { MaximumConcurrency: maximumConcurrency } }),
  };
}

/** @returns An id in the form of a UUID, the same at every start. */
const uuidOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
