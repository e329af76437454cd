import {
  AwsError,
  type LocalService,
  operationFor,
  type OperationOf,
  pageOf,
  pathParametersOf,
  type ServiceCall,
} from '@pulso/local/aws';
import { type ScheduleDefinition } from '@pulso/world/stacks';

import { pageSizeIn } from './page-size-in';

export interface SchedulerServiceOptions {
  readonly schedules: readonly ScheduleDefinition[];
  /** When the local cloud started, epoch ms. */
  readonly deployedAtMs: number;
}

const defaultGroup = 'default';
const invalid = 'ValidationException';

/**
 * Creates the EventBridge Scheduler's API as far as it shows what the stacks declare. There is one group, `default`.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListSchedules.html
 */
export function createSchedulerService(options: SchedulerServiceOptions): LocalService {
  return {
    name: 'scheduler',
    handle: async (call) => ({ status: 200, body: JSON.stringify(operationFor(operations, call)(call, options)) }),
  };
}

type Operation = (call: ServiceCall, options: SchedulerServiceOptions) => object;

const operations: Readonly<Record<OperationOf<'scheduler'>, Operation>> = {
  ListSchedules: (call, { schedules, deployedAtMs }) => {
    const query = new URLSearchParams(call.query);
    const group = nameIn(query.get('ScheduleGroup') ?? defaultGroup, 'groupName');
    const state = query.get('State');
    const prefix = nameIn(query.get('NamePrefix'), 'namePrefix') ?? '';
    if (state !== null && state !== 'ENABLED' && state !== 'DISABLED') {
      throw new AwsError(invalid, `State must be ENABLED or DISABLED, not "${state.slice(0, 100)}".`);
    }
    if (group !== defaultGroup) throw notFound(`Schedule group ${group} does not exist.`);
    const found = schedules
      .filter(({ name }) => name.startsWith(prefix))
      .filter((schedule) => state === null || stateOf(schedule) === state)
      .toSorted((left, right) => (left.name < right.name ? -1 : 1));
    const { items, nextToken } = pageIn(query, found);
    return {
      Schedules: items.map((schedule) => ({
        ...common(schedule, deployedAtMs),
        Target: { Arn: schedule.targetArn },
      })),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  },
  GetSchedule: (call, { schedules, deployedAtMs }) => {
    const { Name: text = '' } = pathParametersOf(call);
    const Name = nameIn(text, 'name');
    const group = nameIn(new URLSearchParams(call.query).get('groupName') ?? defaultGroup, 'groupName');
    const schedule = schedules.find(({ name }) => name === Name);
    if (!schedule || group !== defaultGroup) throw notFound(`Schedule ${Name} does not exist.`);
    return {
      ...common(schedule, deployedAtMs),
      ActionAfterCompletion: 'NONE',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: schedule.expression,
      ScheduleExpressionTimezone: schedule.timezone,
      Target: {
        Arn: schedule.targetArn,
        RoleArn: schedule.roleArn,
        Input: schedule.input,
        RetryPolicy: {
          MaximumEventAgeInSeconds: schedule.maximumEventAgeSeconds,
          MaximumRetryAttempts: schedule.maximumRetryAttempts,
        },
        ...(schedule.deadLetterArn !== undefined && { DeadLetterConfig: { Arn: schedule.deadLetterArn } }),
      },
    };
  },
};

const common = (schedule: ScheduleDefinition, deployedAtMs: number): object => ({
  Arn: schedule.arn,
  Name: schedule.name,
  GroupName: defaultGroup,
  State: stateOf(schedule),
  CreationDate: deployedAtMs / 1000,
  LastModificationDate: deployedAtMs / 1000,
});

const stateOf = ({ enabled }: ScheduleDefinition): string => (enabled ? 'ENABLED' : 'DISABLED');

const invalidToken = (): AwsError => new AwsError(invalid, 'The token of the next page is invalid.');

function pageIn<T>(query: URLSearchParams, all: readonly T[]) {
  const size = pageSizeIn(query, 'MaxResults', { most: 100, standard: 100, errorCode: invalid });
  return pageOf(all, { size, token: query.get('NextToken') ?? undefined }, invalidToken);
}

const namePattern = /^[0-9a-zA-Z-_.]{1,64}$/;

/**
 * @param member - Of the request, as the error names it.
 * @throws {AwsError} ValidationException: no name of 1 to 64 letters, digits, hyphens, underscores and dots. Not retryable.
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html
 */
function nameIn<T extends string | null>(text: T, member: string): T {
  if (text === null || namePattern.test(text)) return text;
  const constraint =
    text.length > 64
      ? 'Member must have length less than or equal to 64'
      : 'Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$';
  throw new AwsError(
    invalid,
    `1 validation error detected: Value '${text.slice(0, 100)}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

const notFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message, { status: 404 });
