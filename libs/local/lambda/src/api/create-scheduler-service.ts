import {
  AwsError,
  type LocalService,
  operationFor,
  type OperationOf,
  pathParametersOf,
  type ServiceCall,
} from '@pulso/local/gateway';
import { type ScheduleDefinition } from '@pulso/world/stacks';

export interface SchedulerServiceOptions {
  readonly schedules: readonly ScheduleDefinition[];
  /** When the local cloud started, epoch ms. */
  readonly deployedAtMs: number;
}

/**
 * Creates the part of EventBridge Scheduler's API that shows what the stacks declare, on one page. There is one group,
 * `default`.
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
    const prefix = new URLSearchParams(call.query).get('NamePrefix') ?? '';
    const found = schedules.filter(({ name }) => name.startsWith(prefix));
    return {
      Schedules: found
        .toSorted((left, right) => (left.name < right.name ? -1 : 1))
        .map((schedule) => ({ ...common(schedule, deployedAtMs), Target: { Arn: schedule.targetArn } })),
    };
  },
  GetSchedule: (call, { schedules, deployedAtMs }) => {
    const { Name } = pathParametersOf(call);
    const group = new URLSearchParams(call.query).get('groupName') ?? 'default';
    const schedule = group === 'default' ? schedules.find(({ name }) => name === Name) : undefined;
    if (!schedule) {
      throw new AwsError('ResourceNotFoundException', `Schedule ${Name} does not exist.`, { status: 404 });
    }
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

const common = ({ arn, name, enabled }: ScheduleDefinition, deployedAtMs: number): object => ({
  Arn: arn,
  Name: name,
  GroupName: 'default',
  State: enabled ? 'ENABLED' : 'DISABLED',
  CreationDate: deployedAtMs / 1000,
  LastModificationDate: deployedAtMs / 1000,
});
