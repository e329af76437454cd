import { requireLinks } from './check-links';
import { requireUniqueNames } from './check-names';
import { type CloudDefinition } from './cloud-definition';
import { type CloudContext } from './computed-attributes';
import { StackFileError } from './errors';
import { type AddressRewrite, localizeFunctions } from './outside-addresses';
import { type Located } from './readers/located';
import { readAlarms } from './readers/read-alarms';
import { readFunctions } from './readers/read-functions';
import { readLogGroups } from './readers/read-log-groups';
import { readMappings } from './readers/read-mappings';
import { readMetricFilters } from './readers/read-metric-filters';
import { readParameters } from './readers/read-parameters';
import { readQueues } from './readers/read-queues';
import { readRoles } from './readers/read-roles';
import { readSchedules } from './readers/read-schedules';
import { readTables } from './readers/read-tables';
import { resolveStack } from './resolve-stack';
import { readStackFile } from './stack-file';
import { type ResolvedResource } from './stack-resolver';

export interface CloudDefinitionOptions {
  /** Files as {@link findStackFiles} finds them. */
  readonly stackFiles: readonly string[];
  /** 12 digits; default 000000000000, the only one that the SQS emulator has. */
  readonly accountId?: string;
  /** The local URL of a queue. */
  readonly queueUrl: (name: string) => string;
  /** What stands for addresses of the outside world. Queue URLs are translated without being listed. */
  readonly rewrites?: readonly AddressRewrite[];
}

/**
 * Reads what the synthesized stacks declare, with every expression resolved.
 *
 * Nothing is guessed and nothing is left out silently: what the local cloud can't imitate stops the start, with the
 * place where it is declared.
 *
 * @throws {StackFileError} No stacks, or a file that is no Terraform JSON. Not retryable.
 * @throws {InvalidExpressionError | UnknownReferenceError | CyclicReferenceError} Not retryable.
 * @throws {UnsupportedDeclarationError | InvalidDeclarationError} Not retryable.
 * @throws {DuplicateNameError | DanglingReferenceError | OutsideAddressError} Not retryable.
 */
export function readCloudDefinition(options: CloudDefinitionOptions): CloudDefinition {
  const stacks = options.stackFiles.map(readStackFile);
  const context: CloudContext = {
    region: commonRegion(stacks),
    accountId: options.accountId ?? '000000000000',
    queueUrl: options.queueUrl,
  };
  const parts = readParts(stacks.flatMap((stack) => resolveStack(stack, context)));
  requireUniqueNames(namesIn(parts));
  requireLinks(parts);
  const queues = values(parts.queues);
  return {
    region: context.region,
    accountId: context.accountId,
    queues,
    tables: values(parts.tables),
    functions: localizeFunctions(values(parts.functions), {
      context,
      queues,
      rewrites: options.rewrites ?? [],
    }),
    eventSourceMappings: values(parts.mappings),
    schedules: values(parts.schedules),
    logGroups: values(parts.logGroups),
    parameters: values(parts.parameters),
    roles: values(parts.roles),
    metricFilters: values(parts.metricFilters),
    alarms: values(parts.alarms),
  };
}

type Parts = ReturnType<typeof readParts>;

const readParts = (resources: readonly ResolvedResource[]) => ({
  queues: readQueues(resources),
  tables: readTables(resources),
  functions: readFunctions(resources),
  mappings: readMappings(resources),
  schedules: readSchedules(resources),
  logGroups: readLogGroups(resources),
  parameters: readParameters(resources),
  roles: readRoles(resources),
  metricFilters: readMetricFilters(resources),
  alarms: readAlarms(resources),
});

const namesIn = (parts: Parts) => ({
  queue: named(parts.queues),
  table: named(parts.tables),
  function: named(parts.functions),
  schedule: named(parts.schedules),
  'log group': named(parts.logGroups),
  parameter: named(parts.parameters),
  role: named(parts.roles),
  alarm: named(parts.alarms),
  mapping: parts.mappings.map(({ where, value: { queueArn, functionName } }) => ({
    where,
    value: `${queueArn} to ${functionName}`,
  })),
});

const named = (located: readonly Located<{ readonly name: string }>[]): Located<string>[] =>
  located.map(({ where, value }) => ({ where, value: value.name }));

const values = <T>(located: readonly Located<T>[]): T[] => located.map(({ value }) => value);

/** Stacks of one stage stand in one region. */
function commonRegion(stacks: readonly { readonly name: string; readonly region: string }[]): string {
  const [first] = stacks;
  if (!first) throw new StackFileError('dist/tf', 'holds no synthesized stack');
  const other = stacks.find(({ region }) => region !== first.region);
  if (other) {
    const regions = `${first.region} (${first.name}) and ${other.region} (${other.name})`;
    throw new StackFileError(other.name, `stands in another region: ${regions}`);
  }
  return first.region;
}
