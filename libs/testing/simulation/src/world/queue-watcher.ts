import { deadLettersMetric } from '../alarms/stage-alarms';
import { checkHistory } from '../invariants/check-history';
import { names } from '../services/names';
import { type QueueWatcher } from '../sqs/simulated-queue';
import { isForUnknownKind } from './features';
import { createOperator } from './operator';
import { countIn } from './statistics';
import { type World } from './world';

/** Keeps the books about messages, and tells the operator of dead letters. */
export function createQueueWatcher(world: World): QueueWatcher {
  const callOperator = createOperator(world);
  return {
    // What a dead letter holds up, if anything, depends on the queue: see below.
    onQueueFault: (kind, endsInMs) =>
      world.countFault(kind, kind === 'dead-letter' ? 'query-worker' : undefined, undefined, endsInMs),
    onDuplicate: (queueName, message) => {
      world.waitingMessages.onCountedAnew(queueName, message, true);
    },
    onPut: (queueName, message) => {
      const { body } = message;
      if (queueName === names.queryJobsQueue) {
        world.waitingMessages.onJob(message);
        world.queryStarts.onJob(body);
        world.ledger.onJob(body);
      } else if (queueName === names.runEventsQueue) {
        world.ledger.onRunEvent(body);
        world.recounts.onRunEvent(body);
      } else {
        const update = JSON.parse(body);
        world.waitingMessages.onUpdate(update);
        if (update.type === 'report-update') checkHistory(world, update);
      }
    },
    onReceive: (queueName, body, wasReceived) => {
      countIn(world.statistics.receives, queueName);
      if (wasReceived && queueName === names.queryJobsQueue) world.queryStarts.onJob(body);
    },
    onDelete: (queueName, message) => world.waitingMessages.onGone(queueName, message),
    onDeadLetter: (queueName, message) => {
      const { body } = message;
      world.waitingMessages.onGone(queueName, message);
      // The operator redrives it.
      world.waitingMessages.onCountedAnew(queueName, message, false);
      // A run is due whether or not its jobs are done.
      if (queueName !== names.queryJobsQueue && !isForUnknownKind(body)) world.ledger.onDeadLetter(message);
      world.statistics.deadLetters += 1;
      const { deadLettered } = world.queueNamed(queueName).counts();
      world.alarms.put({ metric: deadLettersMetric(queueName), value: deadLettered, atMs: world.kernel.nowMs });
      callOperator(queueName);
    },
  };
}
