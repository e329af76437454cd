import { type Construct } from 'constructs';

import { Schedule, type ScheduleProps, type ScheduleTarget } from './schedule';

export interface RepeatedMessageProps extends Pick<ScheduleProps, 'baseName' | 'expression'> {
  readonly queue: ScheduleTarget;
  /** Sent as JSON, with context attributes filled in. */
  readonly message: object;
}

/** Puts the same message into a queue again and again. The next one does the work of one that got lost. */
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
