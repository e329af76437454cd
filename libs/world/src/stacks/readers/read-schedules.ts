import { type Arguments } from '../arguments';
import { type ScheduleDefinition } from '../cloud-definition';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, readAll } from './located';

/** Defaults are those of EventBridge Scheduler. @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html */
export const readSchedules = (resources: readonly ResolvedResource[]): Located<ScheduleDefinition>[] =>
  readAll(resources, 'aws_scheduler_schedule', (parameters, resource) => {
    parameters.allowOnly('group_name', 'default');
    const window = parameters.block('flexible_time_window');
    window?.allowOnly('mode', 'OFF');
    window?.refuseOthers();
    const schedule: ScheduleDefinition = {
      name: parameters.text('name'),
      arn: arnIn(resource),
      expression: parameters.text('schedule_expression'),
      timezone: parameters.optionalText('schedule_expression_timezone') ?? 'UTC',
      enabled: (parameters.optionalText('state') ?? 'ENABLED') === 'ENABLED',
      ...readTarget(parameters.block('target') ?? parameters.fail('target', 'a block')),
    };
    parameters.refuseOthers('description');
    return schedule;
  });

type Target = Omit<ScheduleDefinition, 'name' | 'arn' | 'expression' | 'timezone' | 'enabled'>;

function readTarget(target: Arguments): Target {
  const retries = target.block('retry_policy');
  const deadLetterArn = target.block('dead_letter_config')?.text('arn');
  const read: Target = {
    targetArn: target.text('arn'),
    roleArn: target.text('role_arn'),
    input: target.optionalText('input') ?? '{}',
    maximumRetryAttempts: retries?.optionalNumber('maximum_retry_attempts') ?? 185,
    maximumEventAgeSeconds: retries?.optionalNumber('maximum_event_age_in_seconds') ?? 86_400,
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
  };
  retries?.refuseOthers();
  target.refuseOthers();
  return read;
}
