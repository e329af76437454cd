import { type Service, consumers, resourceName, schedulesDeadLetterQueue } from '@pulso/contracts/envelope';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { countOf } from '../describe-age';
import { type Judgement, failed, ok, warning } from '../finding';
import { type QueueDepth } from '../ports';

interface QueueReading {
  readonly name: string;
  /** Whose stack has it. */
  readonly service: Service;
  readonly holdsDeadLetters: boolean;
  readonly depth: QueueDepth | undefined;
}

/** More than a run of the largest report puts into one. */
const manyMessages = 1_500;

/** Whether messages wait that no consumer takes, and whether any was given up. */
export const queuesCheck: Check<readonly QueueReading[]> = {
  area: 'queues',
  read: ({ ports, stage }) =>
    Promise.all(
      [
        ...consumers.flatMap(({ queue, service }) => [
          { name: resourceName(stage, queue), service, holdsDeadLetters: false },
          { name: resourceName(stage, `${queue}-dlq`), service, holdsDeadLetters: true },
        ]),
        { name: resourceName(stage, schedulesDeadLetterQueue), service: 'dispatcher' as const, holdsDeadLetters: true },
      ].map(async (queue) => ({ ...queue, depth: await ports.readQueue(queue.name) })),
    ),
  judge: (queues, { stage }) => {
    const problems = queues.flatMap((queue) => judge(queue, stage));
    if (problems.length > 0) return problems;
    const working = queues.filter(({ holdsDeadLetters }) => !holdsDeadLetters);
    const waiting = working.reduce((sum, { depth }) => sum + (depth ? depth.visible + depth.inFlight : 0), 0);
    return [ok(`${countOf(waiting, 'message')} in ${working.length} queues, no dead letters`)];
  },
};

/** @returns At most one. */
function judge({ name, service, holdsDeadLetters, depth }: QueueReading, stage: string): Judgement[] {
  if (!depth) return [failed(`there is no queue ${name}`, deployAgain(stage, service))];
  if (holdsDeadLetters) {
    const count = depth.visible + depth.inFlight;
    const advice = 'find the cause first, then redrive: docs/operations.md, "Dead letters"';
    return count === 0 ? [] : [failed(`${countOf(count, 'dead letter')} in ${name}`, advice)];
  }
  if (depth.visible <= manyMessages) return [];
  return [warning(`${depth.visible} messages wait in ${name}`, 'look at its consumer: errors, throttles, concurrency')];
}
