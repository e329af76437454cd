import { type CloudDefinition } from './definitions';
import { type Located } from './read-arguments';
import { StackError } from './stack-file';

/** The declarations of the stacks, with their places. */
export type Parts = {
  readonly [Kind in Exclude<keyof CloudDefinition, 'accountId' | 'region'>]: readonly Located<
    CloudDefinition[Kind][number]
  >[];
};

/** One reference to something that must exist. An undefined name is no reference. */
type Use = readonly [where: string, what: string, name: string | undefined, known: ReadonlySet<string>];

/**
 * Checks that every reference is declared by some stack.
 *
 * On AWS such a link fails at deploy time, or, worse, when the first message gets lost.
 *
 * @throws {StackError} Names every link.
 */
export function requireLinks(parts: Parts): void {
  const problems = usesOf(parts)
    .filter(([, , name, known]) => name !== undefined && !known.has(name))
    .map(([where, what, name]) => `${where}: ${what} ${name} is not declared by any stack`);
  if (problems.length > 0) throw new StackError('The stacks do not fit together', problems.join('; '));
}

function usesOf({ queues, functions, eventSourceMappings, schedules, logGroups, roles, metricFilters }: Parts): Use[] {
  const queueArns = new Set(queues.map(({ value }) => value.arn));
  const functionNames = new Set(functions.map(({ value }) => value.name));
  const targets = new Set([...queueArns, ...functions.map(({ value }) => value.arn)]);
  const groups = new Set(logGroups.map(({ value }) => value.name));
  const roleArns = new Set(roles.map(({ value }) => value.arn));
  return [
    ...queues.map(({ where, value }): Use => [
      where,
      'its dead-letter queue',
      value.redrive?.deadLetterTargetArn,
      queueArns,
    ]),
    ...functions.flatMap(({ where, value }): Use[] => [
      [where, 'its role', value.roleArn, roleArns],
      [where, 'its log group', value.logGroupName, groups],
      [where, 'its failure destination', value.asyncInvoke.onFailureDestinationArn, targets],
    ]),
    ...eventSourceMappings.flatMap(({ where, value }): Use[] => [
      [where, 'its queue', value.queueArn, queueArns],
      [where, 'its function', value.functionName, functionNames],
    ]),
    ...schedules.flatMap(({ where, value }): Use[] => [
      [where, 'its target', value.targetArn, targets],
      [where, 'its role', value.roleArn, roleArns],
      [where, 'its dead-letter queue', value.deadLetterArn, queueArns],
    ]),
    ...metricFilters.map(({ where, value }): Use => [where, 'its log group', value.logGroupName, groups]),
  ];
}

/**
 * Checks that no ARN is declared twice, in one stack or in two.
 *
 * @throws {StackError} Names every pair.
 */
export function requireUniqueNames(parts: Parts): void {
  const { queues, tables, functions, schedules, logGroups, parameters, roles, alarms } = parts;
  const first = new Map<string, string>();
  const problems: string[] = [];
  for (const { where, value } of [
    ...[...queues, ...tables, ...functions, ...schedules],
    ...[...logGroups, ...parameters, ...roles, ...alarms],
  ]) {
    const other = first.get(value.arn);
    if (other === undefined) first.set(value.arn, where);
    else problems.push(`${value.arn} by ${other} and by ${where}`);
  }
  if (problems.length > 0) throw new StackError('The stacks declare names twice', problems.join('; '));
}
