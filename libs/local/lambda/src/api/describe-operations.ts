import { AwsError, type OperationOf, type Page, pageOf, type ServiceCall } from '@pulso/local/aws';
import { type EventSourceMappingDefinition, type FunctionDefinition } from '@pulso/world/stacks';

import { type FunctionRuntime } from '../invoke/create-function-runtime';
import { type LogLine } from '../invoke/log-tail';
import { describeMapping } from './describe-mapping';
import { codeSizeOf, functionConfiguration } from './function-configuration';
import { functionIn, knownFunction, notFound } from './function-in';
import { invalidValue } from './invalid-value';
import { pageSizeIn } from './page-size-in';

/** What was deployed around the functions. */
export interface LambdaDeployment {
  readonly mappings: readonly EventSourceMappingDefinition[];
  /** Function name to its public URL. */
  readonly urls: ReadonlyMap<string, string>;
  /** When the local cloud started, epoch ms. */
  readonly deployedAtMs: number;
  /** The events of a log group, oldest first. Without it no caller gets the end of an invocation's log. */
  readonly readLog?: (logGroupName: string) => Iterable<LogLine>;
}

export interface DescribeDeps extends LambdaDeployment {
  readonly runtime: FunctionRuntime;
}

export type DescribeOperation = Exclude<OperationOf<'lambda'>, 'Invoke'>;

type Describe = (call: ServiceCall, deps: DescribeDeps) => object;

const invalid = 'InvalidParameterValueException';

const noResource = (): AwsError => notFound('The resource you requested does not exist.');

/** The operations that show what was deployed. Each throws an `AwsError` as Lambda refuses. */
export const describeOperations: Readonly<Record<DescribeOperation, Describe>> = {
  ListFunctions: (call, { runtime, deployedAtMs }) => {
    const functions = runtime.functions.toSorted((left, right) => (left.name < right.name ? -1 : 1));
    const version = new URLSearchParams(call.query).get('FunctionVersion');
    if (version !== null && version !== 'ALL') throw invalidValue('functionVersion', version, 'ALL');
    const shown = version === null ? functionConfiguration : latestVersion;
    const { items, ...rest } = pageIn(call, functions, 50);
    return { Functions: items.map((definition) => shown(definition, deployedAtMs)), ...rest };
  },
  GetFunction: (call, { runtime, deployedAtMs }) => {
    const definition = functionIn(call, runtime);
    const { reservedConcurrency } = definition;
    return {
      Configuration: functionConfiguration(definition, deployedAtMs),
      Code: { RepositoryType: 'S3' },
      Tags: {},
      ...(reservedConcurrency !== undefined && {
        Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
      }),
    };
  },
  GetFunctionConfiguration: (call, { runtime, deployedAtMs }) =>
    functionConfiguration(functionIn(call, runtime), deployedAtMs),
  GetFunctionConcurrency: (call, { runtime }) => {
    const { reservedConcurrency } = functionIn(call, runtime);
    return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  },
  GetFunctionUrlConfig: (call, deps) => {
    const config = urlConfig(functionIn(call, deps.runtime, noResource), deps);
    if (!config) throw noResource();
    return config;
  },
  ListEventSourceMappings: (call, deps) => {
    const query = new URLSearchParams(call.query);
    const queueArn = query.get('EventSourceArn');
    const functionText = query.get('FunctionName');
    const functionName = functionText === null ? undefined : knownFunction(functionText, call, deps.runtime).name;
    const found = deps.mappings
      .filter((mapping) => queueArn === null || mapping.queueArn === queueArn)
      .filter((mapping) => functionName === undefined || mapping.functionName === functionName);
    const { items, ...rest } = pageIn(call, found, 100);
    return { EventSourceMappings: items.map((mapping) => described(mapping, deps)), ...rest };
  },
  GetAccountSettings: (_call, { runtime: { functions } }) => {
    const reserved = functions.reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0);
    const totalCodeSize = functions.reduce((sum, definition) => sum + codeSizeOf(definition), 0);
    return {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: 1000,
        UnreservedConcurrentExecutions: 1000 - reserved,
      },
      AccountUsage: { TotalCodeSize: totalCodeSize, FunctionCount: functions.length },
    };
  },
};

/** The only version of a function that was never published. */
const latestVersion = (definition: FunctionDefinition, deployedAtMs: number): object => ({
  ...functionConfiguration(definition, deployedAtMs),
  FunctionArn: `${definition.arn}:$LATEST`,
});

const invalidMarker = (): AwsError => new AwsError(invalid, 'The token of the next page is invalid.');

/** In Lambda's words for paging; tokens are markers. */
function pageIn<T>(call: ServiceCall, all: readonly T[], most: number): Page<T> & { readonly NextMarker?: string } {
  const query = new URLSearchParams(call.query);
  const size = Math.min(pageSizeIn(query, 'MaxItems', { most: 10_000, standard: most, errorCode: invalid }), most);
  const { items, nextToken } = pageOf(all, { size, token: query.get('Marker') || undefined }, invalidMarker);
  return { items, ...(nextToken !== undefined && { NextMarker: nextToken }) };
}

function described(mapping: EventSourceMappingDefinition, { runtime, deployedAtMs }: DescribeDeps): object {
  return describeMapping(mapping, runtime.definitionOf(mapping.functionName), deployedAtMs);
}

function urlConfig({ name, arn }: FunctionDefinition, { urls, deployedAtMs }: DescribeDeps): object | undefined {
  const url = urls.get(name);
  if (url === undefined) return undefined;
  const time = new Date(deployedAtMs).toISOString();
  return {
    FunctionUrl: url,
    FunctionArn: arn,
    AuthType: 'NONE',
    CreationTime: time,
    LastModifiedTime: time,
    InvokeMode: 'BUFFERED',
  };
}
