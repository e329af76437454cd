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
import { type RedriveAllowance } from './readers/read-queues';

/** Everything that refers to something by name or ARN. */
export interface Links {
  readonly queues: readonly Located<QueueDefinition>[];
  readonly allowances: readonly Located<RedriveAllowance>[];
  readonly queuePolicies: readonly Located<{ readonly queueUrl: string }>[];
  readonly functions: readonly Located<FunctionDefinition>[];
  readonly mappings: readonly Located<EventSourceMappingDefinition>[];
  readonly schedules: readonly Located<ScheduleDefinition>[];
  readonly logGroups: readonly Located<LogGroupDefinition>[];
  readonly roles: readonly Located<RoleDefinition>[];
  readonly metricFilters: readonly Located<MetricFilterDefinition>[];
  readonly functionMentions: readonly Located<string>[];
  readonly roleMentions: readonly Located<string>[];
  queueUrl(name: string): string;
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
  const problems = [
    ...usesOf(links)
      .filter(([, , name, known]) => name !== undefined && !known.has(name))
      .map(([where, what, name]) => `${where}: ${what} ${name} is not declared by any stack`),
    ...redriveProblems(links),
    ...visibilityProblems(links),
  ];
  if (problems.length > 0) throw new DanglingReferenceError(problems);
}

function usesOf({ queues, functions, mappings, schedules, logGroups, roles, queueUrl, ...mentions }: Links): Use[] {
  const queueUrls = new Set(queues.map(({ value }) => queueUrl(value.name)));
  const queueArns = new Set(queues.map(({ value }) => value.arn));
  const functionNames = new Set(functions.map(({ value }) => value.name));
  const targets = new Set([...queueArns, ...functions.map(({ value }) => value.arn)]);
  const groups = new Set(logGroups.map(({ value }) => value.name));
  const roleArns = new Set(roles.map(({ value }) => value.arn));
  const roleNames = new Set(roles.map(({ value }) => value.name));
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
    ...mentions.metricFilters.map(({ where, value }): Use => [where, 'its log group', value.logGroupName, groups]),
    ...mentions.queuePolicies.map(({ where, value }): Use => [where, 'its queue', value.queueUrl, queueUrls]),
    ...mentions.functionMentions.map(({ where, value }): Use => [where, 'its function', value, functionNames]),
    ...mentions.roleMentions.map(({ where, value }): Use => [where, 'its role', value, roleNames]),
  ];
}

function redriveProblems({ queues, allowances, queueUrl }: Links): string[] {
  const urls = new Map(queues.map(({ value }) => [value.arn, queueUrl(value.name)]));
  return queues.flatMap(({ where, value: { arn, redrive } }) => {
    const url = redrive && urls.get(redrive.deadLetterTargetArn);
    const allowance = allowances.find(({ value }) => value.queueUrl === url);
    const allowed = allowance?.value.sourceQueueArns;
    return allowed && !allowed.includes(arn) ? [`${allowance.where}: does not allow the redrive from ${where}`] : [];
  });
}

/** AWS refuses such a mapping: a message would be handed out again while it is being processed. */
function visibilityProblems({ queues, functions, mappings }: Links): string[] {
  return mappings.flatMap(({ where, value: { queueArn, functionName } }) => {
    const queue = queues.find(({ value }) => value.arn === queueArn)?.value;
    const consumer = functions.find(({ value }) => value.name === functionName)?.value;
    if (!queue || !consumer || queue.visibilityTimeoutSeconds >= consumer.timeoutSeconds) return [];
    return [
      `${where}: the visibility timeout of ${queue.name} is ${queue.visibilityTimeoutSeconds} s, ` +
        `shorter than the timeout of ${consumer.name}, ${consumer.timeoutSeconds} s`,
    ];
  });
}
