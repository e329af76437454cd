import { earlierOf } from './trace-back';
import { type Handed } from './read-handed';
import { type RunFacts, handedOf } from './run-facts';
import { type Invocation } from './run-index';
import { failureOf, hasFailed } from './words';

/**
 * Says what sets an invocation apart: that its message has come before, and that it went wrong.
 *
 * @returns In short, nothing for one that had its message first and went well.
 */
export function describeChange(invocation: Invocation, handed: readonly Handed[], run: RunFacts): string[] {
  const counts = handed.map(({ message }) => message?.receiveCount ?? 1);
  const receive = Math.max(1, ...counts);
  const isCopy = handed.some((each) => isDuplicate(invocation, each, run));
  const isAgain = handed.some(({ message }) => !message) && earlierOf(run, invocation, handed[0]) !== undefined;
  return [
    ...(receive > 1 ? [`receive ${receive}`] : []),
    ...(isCopy ? ['a copy that SQS delivered'] : []),
    ...(isAgain ? ['tried again by Lambda'] : []),
    ...(hasFailed(invocation) ? [failureOf(invocation, handed[0]?.message?.id, run)] : []),
  ];
}

/** @returns Whether a queue has handed out two copies of a message: another receive of it counts as much, or more. */
export const isDuplicate = ({ startedAtMs }: Invocation, { message }: Handed, run: RunFacts): boolean =>
  message !== undefined &&
  run.invocations.some(
    (each) =>
      each.startedAtMs < startedAtMs &&
      handedOf(each, run.runId).some(
        (own) => own.message?.id === message.id && own.message.receiveCount >= message.receiveCount,
      ),
  );
