import { IamRole } from '@cdktn/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktn/provider-aws/lib/iam-role-policy';
import { SchedulerSchedule } from '@cdktn/provider-aws/lib/scheduler-schedule';
import { type ITerraformDependable } from 'cdktn';
import { Construct } from 'constructs';

import { type PolicyStatement, policyJson, trustPolicyJson } from './policy';
import { holds, named, requireLimits, within } from './limits';
import { stackOf } from './pulso-stack';

/**
 * Scheduler replaces it by the scheduled time, ISO 8601: the same for every attempt, so it can be an identity.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export const scheduledTimeAttribute = '<aws.scheduler.scheduled-time>';

/** A schedule's target. Its ARN is computed, so the schedule must depend on the resource. */
export interface ScheduleTarget {
  readonly arn: string;
  readonly resource: ITerraformDependable;
}

export interface ScheduleProps {
  readonly baseName: string;
  /** `cron(...)` or `rate(...)`. */
  readonly expression: string;
  /** An IANA name; default UTC. */
  readonly timezone?: string;
  readonly target: ScheduleTarget;
  readonly action: 'lambda:InvokeFunction' | 'sqs:SendMessage';
  /** Sent as JSON, with context attributes filled in. */
  readonly input: object;
  /** Attempts to deliver the event; the target handles its own failures. */
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  /** The queue that gets undelivered events. Default: dropped, since the next time does the work. */
  readonly deadLetterQueue?: ScheduleTarget;
}

const expressionPattern = /^(rate\([1-9]\d* (minutes?|hours?|days?)\)|cron\(\S+( \S+){5}\))$/;

const keepUndelivered = (queueArn: string): PolicyStatement => ({
  sid: 'KeepUndelivered',
  actions: ['sqs:SendMessage'],
  resources: [queueArn],
});

interface RoleWithPolicy {
  readonly role: IamRole;
  readonly policy: IamRolePolicy;
}

const roleNameOf = (scheduleName: string): string => `${scheduleName}-schedule`;

/** A schedule with a role that can only reach its target and keep undelivered events. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const name = stackOf(this).nameOf(props.baseName);
    // Not Terraform's jsonencode, which escapes "<" and ">" and so hides context attributes.
    const input = JSON.stringify(props.input);
    requireLimits(this, [
      named('its name', name, /^[A-Za-z0-9_.-]+$/, 64),
      named('its role', roleNameOf(name), /^[A-Za-z0-9_.-]+$/, 64),
      holds(
        expressionPattern.test(props.expression),
        `its expression "${props.expression}" is neither rate(n unit) nor cron of six fields`,
      ),
      within('its retries', props.maximumRetryAttempts, { from: 0, to: 185 }),
      within('its maximum event age', props.maximumEventAgeSeconds, { from: 60, to: 86_400, unit: ' s' }),
    ]);

    const { target, deadLetterQueue } = props;
    const { role, policy } = this.createRole(name, props);
    new SchedulerSchedule(this, 'schedule', {
      name,
      scheduleExpression: props.expression,
      scheduleExpressionTimezone: props.timezone ?? 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.arn,
        roleArn: role.arn,
        input,
        retryPolicy: {
          maximumRetryAttempts: props.maximumRetryAttempts,
          maximumEventAgeInSeconds: props.maximumEventAgeSeconds,
        },
        ...(deadLetterQueue ? { deadLetterConfig: { arn: deadLetterQueue.arn } } : {}),
      },
      // A rate fires as soon as it exists.
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
      dependsOn: [policy, target.resource, ...(deadLetterQueue ? [deadLetterQueue.resource] : [])],
    });
  }

  private createRole(name: string, { target: { arn }, action, deadLetterQueue }: ScheduleProps): RoleWithPolicy {
    const stack = stackOf(this);
    // Without these conditions a schedule in another account could use this role.
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    const role = new IamRole(this, 'role', {
      name: roleNameOf(name),
      assumeRolePolicy: trustPolicyJson('scheduler.amazonaws.com', {
        StringEquals: {
          'aws:SourceAccount': stack.accountId,
          'aws:SourceArn': stack.arn('scheduler', 'schedule-group/default'),
        },
      }),
    });
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'target',
      role: role.name,
      policy: policyJson([
        { sid: 'ReachTarget', actions: [action], resources: [arn] },
        ...(deadLetterQueue ? [keepUndelivered(deadLetterQueue.arn)] : []),
      ]),
    });
    return { role, policy };
  }
}

export interface RepeatedMessageProps extends Pick<ScheduleProps, 'baseName' | 'expression'> {
  readonly queue: ScheduleTarget;
  /** Sent as JSON, with context attributes filled in. */
  readonly message: object;
}

/** Puts the same message into a queue again and again. The next one replaces a lost one. */
export class RepeatedMessage extends Schedule {
  constructor(scope: Construct, id: string, { queue, message, ...props }: RepeatedMessageProps) {
    super(scope, id, {
      ...props,
      target: queue,
      action: 'sqs:SendMessage',
      input: message,
      maximumRetryAttempts: 2,
      maximumEventAgeSeconds: 300,
    });
  }
}
