import { type Parts, requireLinks, requireUniqueNames } from './check-definition';
import { type CloudDefinition } from './definitions';
import { type AddressRewrite, localizeFunctions } from './outside-addresses';
import { readAlarms, readMetricFilters } from './read-alarms';
import { type Located } from './read-arguments';
import { readFunctions, readMappings, readRoles } from './read-functions';
import { readLogGroups, readParameters, readQueues, readSchedules, readTables } from './read-stores';
import { type CloudContext, type ResolvedResource, resolveStack } from './resolve-stack';
import { readStackFile, StackError, type StackFile, type SynthesizedFile } from './stack-file';

interface CloudDefinitionOptions {
  readonly stackFiles: readonly SynthesizedFile[];
  /** The local URL of a queue. */
  readonly queueUrl: (name: string) => string;
  /** Replacements of outside addresses. Queue URLs are translated without being listed. */
  readonly rewrites: readonly AddressRewrite[];
}

/** The only account here. */
const accountId = '000000000000';

/**
 * Reads what the synthesized stacks declare, with every expression resolved.
 *
 * It knows what our constructs write. Nothing is guessed or ignored: another type, argument or expression stops the
 * start, with the place where it is declared.
 *
 * @throws {StackError} Not retryable.
 */
export function readCloudDefinition({ stackFiles, queueUrl, rewrites }: CloudDefinitionOptions): CloudDefinition {
  const stacks = stackFiles.map(readStackFile);
  const context: CloudContext = { region: commonRegion(stacks), accountId, queueUrl };
  const parts = readParts(stacks.flatMap((stack) => resolveStack(stack, context)));
  requireUniqueNames(parts);
  requireLinks(parts);
  const queues = valuesOf(parts.queues);
  return {
    region: context.region,
    accountId,
    queues,
    tables: valuesOf(parts.tables),
    functions: localizeFunctions(valuesOf(parts.functions), { context, queues, rewrites }),
    eventSourceMappings: valuesOf(parts.eventSourceMappings),
    schedules: valuesOf(parts.schedules),
    logGroups: valuesOf(parts.logGroups),
    parameters: valuesOf(parts.parameters),
    roles: valuesOf(parts.roles),
    metricFilters: valuesOf(parts.metricFilters),
    alarms: valuesOf(parts.alarms),
  };
}

const valuesOf = <T>(located: readonly Located<T>[]): T[] => located.map(({ value }) => value);

const readParts = (resources: readonly ResolvedResource[]): Parts => ({
  queues: readQueues(resources),
  tables: readTables(resources),
  functions: readFunctions(resources),
  eventSourceMappings: readMappings(resources),
  schedules: readSchedules(resources),
  logGroups: readLogGroups(resources),
  parameters: readParameters(resources),
  roles: readRoles(resources),
  metricFilters: readMetricFilters(resources),
  alarms: readAlarms(resources),
});

/** Stacks of one stage stand in one region. */
function commonRegion(stacks: readonly StackFile[]): string {
  const [first] = stacks;
  if (!first) throw new StackError('dist/tf', 'it holds no synthesized stack. Synthesize the stacks again.');
  const other = stacks.find(({ region }) => region !== first.region);
  if (!other) return first.region;
  const regions = `${first.region} (${first.name}) and ${other.region} (${other.name})`;
  throw new StackError(other.name, `it stands in another region: ${regions}`);
}
