import { resourceName } from '@pulso/contracts/naming';

import { type Check } from '../check';
import { countOf } from '../describe-age';
import { type Judgement, failed, ok, warning } from '../finding';
import { type QueueDepth } from '../ports';
import { consumers } from './mappings-check';

interface QueueReading {
  readonly name: string;
  readonly depth: QueueDepth | undefined;
  readonly deadLetters: QueueDepth | undefined;
}

/** More than a run of the largest report puts into one. */
const manyMessages = 1_500;

/** Whether messages wait that no consumer takes, and whether any was given up. */
export const queuesCheck: Check<readonly QueueReading[]> = {
  area: 'queues',
  read: ({ ports, stage }) =>
    Promise.all(
      consumers.map(async ({ queue }) => {
        const name = resourceName(stage, queue);
        const [depth, deadLetters] = await Promise.all([ports.readQueue(name), ports.readQueue(`${name}-dlq`)]);
        return { name, depth, deadLetters };
      }),
    ),
  judge: (queues) => {
    const problems = queues.flatMap(judge);
    const waiting = queues.reduce((sum, { depth }) => sum + (depth ? depth.visible + depth.inFlight : 0), 0);
    const found = `${countOf(waiting, 'message')} in ${queues.length} queues`;
    return problems.length > 0 ? problems : [ok(`${found}, no dead letters`)];
  },
};

function judge({ name, depth, deadLetters }: QueueReading): Judgement[] {
  if (!depth || !deadLetters) {
    return [failed(`there is no queue ${depth ? `${name}-dlq` : name}`, 'deploy the service that consumes it')];
  }
  const deadCount = deadLetters.visible + deadLetters.inFlight;
  return [
    ...(deadCount === 0
      ? []
      : [
          failed(
            `${countOf(deadCount, 'dead letter')} in ${name}-dlq`,
            'find the cause first, then redrive: docs/operations.md, "Dead letters"',
          ),
        ]),
    ...(depth.visible <= manyMessages
      ? []
      : [warning(`${depth.visible} messages wait in ${name}`, 'look at its consumer: errors, throttles, concurrency')]),
  ];
}
