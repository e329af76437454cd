import { type StoredMessage } from '../sqs/simulated-queue';
import { type PurgedMessage } from './expected-run';
import { type Ledger, runIdIn } from './ledger';
import { type World } from './world';

/** Messages that come back this often after a redrive are purged. */
const maxRedriveCount = 3;

/**
 * Plays the operator, who redrives a dead-letter queue some time after its first message, and purges what keeps coming
 * back.
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
      world.statistics.receivesByRedrive += world.queueNamed(queueName).redrive((message) => {
        const { messageId, redriveCount } = message;
        world.ledger.onDeadLetterGone(messageId);
        if (redriveCount < maxRedriveCount) return false;
        noteGivenUp(world, queueName, message);
        return true;
      });
    });
  };
}

/** A message that belongs to no run is about an answer to a button, or a sweep, which the next one makes up for. */
function noteGivenUp({ kernel, ledger, presses }: World, queueName: string, message: StoredMessage): void {
  const { body, buriedAtMs = kernel.nowMs } = message;
  const runId = runIdIn(body);
  const { type, destination } = JSON.parse(body) as Purged;
  if (kernel.isRecording) kernel.note(`the operator purges ${runId ?? type ?? 'a record'} from ${queueName}`);
  const run = ledger.runOf(runId ?? '');
  const purged = { queueName, type, buriedAtMs, purgedAtMs: kernel.nowMs };
  if (run) run.purged.push({ ...purged, ...(destination && targetOf(ledger, run.runId, destination)) });
  // The next sweep makes up for one.
  else if (type !== 'sweep') presses.purgedCount += 1;
}

interface Purged {
  readonly type?: string;
  readonly destination?: Destination;
}

interface Destination {
  readonly type: string;
  readonly name?: string;
  readonly chatId?: string;
  readonly placeholderMessageId?: number;
}

/** A group with a new id is still the same place. */
function targetOf(
  ledger: Ledger,
  runId: string,
  { type, name, chatId, placeholderMessageId }: Destination,
): Pick<PurgedMessage, 'place' | 'placeholderMessageId'> {
  const named = chatId ?? `${type}:${name}`;
  const place = ledger.destinationOfRun(runId, named)?.destination.place ?? named;
  return { place, placeholderMessageId };
}

/** When an operator redrives a dead-letter queue, after the first message in it: bounds in ms. */
const redriveAfterMs = [20 * 60_000, 4 * 3_600_000] as const;
