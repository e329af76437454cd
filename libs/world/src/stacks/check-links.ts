import { type MetricFilterDefinition } from './alarm-definitions';
import {
  type EventSourceMappingDefinition,
  type FunctionDefinition,
  type LogGroupDefinition,
  type QueueDefinition,
  type RoleDefinition,
  type ScheduleDefinition,
} from './cloud-definition';
import { DanglingReferenceError } from './errors';
import { type Located } from './readers/located';

/** Everything that refers to something by name or ARN. */
export interface Links {
  readonly queues: readonly Located<QueueDefinition>[];
  readonly functions: readonly Located<FunctionDefinition>[];
  readonly mappings: readonly Located<EventSourceMappingDefinition>[];
  readonly schedules: readonly Located<ScheduleDefinition>[];
  readonly logGroups: readonly Located<LogGroupDefinition>[];
  readonly roles: readonly Located<RoleDefinition>[];
  readonly metricFilters: readonly Located<MetricFilterDefinition>[];
}

/** One place where something is used that must exist. Undefined names are not used. */
type Use = readonly [where: string, what: string, name: string | undefined, known: ReadonlySet<string>];

/**
 * Checks that what one declaration refers to is declared by some stack.
 *
 * On AWS such a link fails at deploy time, or, worse, when the first message gets lost.
 *
 * @throws {DanglingReferenceError} Names every link. Not retryable.
 */
export function requireLinks(links: Links): void {
  const problems = usesOf(links)
    .filter(([, , name, known]) => name !== undefined && !known.has(name))
    .map(([where, what, name]) => `${where}: ${what} ${name} is not declared by any stack`);
  if (problems.length > 0) throw new DanglingReferenceError(problems);
}

function usesOf({ queues, functions, mappings, schedules, logGroups, roles, metricFilters }: Links): Use[] {
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
    ...mappings.flatMap(({ where, value }): Use[] => [
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
