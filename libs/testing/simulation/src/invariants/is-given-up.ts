import { type ExpectedRun } from '../world/expected-run';
import { triggeredAtMsOf } from '../world/triggered-at';
import { type World } from '../world/world';

/** Whether an operator, told by an alarm, has purged a message of a run from the dead-letter queue of this queue. */
export const isGivenUp = ({ alarms }: World, { purgedFrom, request }: ExpectedRun, queueName: string): boolean =>
  purgedFrom.has(queueName) && alarms.hasRung(`${queueName}-dlq`, triggeredAtMsOf(request.trigger));
