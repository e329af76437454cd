import { runIdOf } from '@pulso/contracts/run-requests';

import { redriveAfterMs } from './redrive';
import { isForUnknownKind } from './unknown-kind';
import { type World } from './world';

/** What comes back so often after it was redriven is purged. */
const maxRedriveCount = 3;

/**
 * Plays the operator, who redrives a dead-letter queue some time after its first message, and gives up what comes back again
 * and again.
 *
 * @returns Told of every message that comes to the dead-letter queue of a queue.
 */
export function createOperator(world: World): (queueName: string) => void {
  const { kernel } = world;
  const redriving = new Set<string>();
  return (queueName) => {
    if (redriving.has(queueName)) return;
    redriving.add(queueName);
    const [from, to] = redriveAfterMs;
    kernel.after(kernel.draws.of('operator').between(from, to), () => {
      redriving.delete(queueName);
      if (kernel.isRecording) kernel.note(`the operator redrives ${queueName}`);
      world.queueNamed(queueName).redrive((body, redriveCount) => {
        // What only a later notifier can deliver would come back for ever.
        if (isForUnknownKind(body)) return true;
        if (redriveCount < maxRedriveCount) return false;
        noteGivenUp(world, queueName, body);
        return true;
      });
    });
  };
}

/** A message that belongs to no run is about an answer to a button, or a sweep, which the next one makes up for. */
function noteGivenUp({ kernel, ledger, presses }: World, queueName: string, body: string): void {
  const { type, runId, requestPayload } = JSON.parse(body) as {
    type?: string;
    runId?: string;
    requestPayload?: Parameters<typeof runIdOf>[0];
  };
  if (kernel.isRecording) kernel.note(`the operator purges ${runId ?? type ?? 'a record'} from ${queueName}`);
  const run = ledger.runOf(runId ?? (requestPayload ? runIdOf(requestPayload) : ''));
  if (run) run.purgedFrom.add(queueName);
  else if (type !== 'sweep') presses.purgedCount += 1;
}
