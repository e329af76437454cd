import { createLocalClock, followClock, type LocalClock } from '@pulso/world/time';
import { type QueueDefinition } from '@pulso/world/stacks';

import { testRegion, testStartMs } from '../../testing/start-test-cloud';
import { createSqsService, type SqsServiceOptions } from '../create-sqs-service';
import { type SqsService } from '../sqs-service';

/** SQS without HTTP, on a clock that `Date` follows. */
export interface SqsInProcess {
  readonly clock: LocalClock;
  readonly sqs: SqsService;
  /** Lets so many seconds pass. */
  pass(seconds: number): Promise<void>;
  stop(): void;
}

export async function startSqsInProcess(
  queues: readonly QueueDefinition[] = [],
  faultFor?: SqsServiceOptions['faultFor'],
): Promise<SqsInProcess> {
  const clock = createLocalClock({ startMs: testStartMs, realNowMs: Date.now.bind(Date) });
  const unfollow = followClock(clock);
  const sqs = createSqsService({ clock, region: testRegion, ...(faultFor && { faultFor }) });
  sqs.createQueues(queues);
  return {
    clock,
    sqs,
    pass: (seconds) => clock.runUntil(clock.nowMs() + seconds * 1000),
    stop: () => {
      sqs.close();
      clock.stop();
      unfollow();
    },
  };
}
