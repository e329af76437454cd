import { type Invocation } from '../heard';
import { laneIdOf, type Piece, type Run } from './read-run';

/** One try of a piece, by its place. */
interface Step {
  readonly piece: Piece;
  readonly index: number;
}

/** @returns The id of the item that shows how an invocation worked on something; what one batch has of a lane shares it. */
export const workId = (invocation: Invocation, laneId: string): string => `work ${invocation.id} ${laneId}`;

/** @returns The id of the item that shows how a piece waited for a try. */
export const waitId = ({ id }: Piece, index: number): string => `wait ${id} ${index}`;

/**
 * Follows what the end of a run waited for back to its beginning: the invocation that ended it, the tries before of what it
 * was handed, the invocation that has sent that, and so on.
 *
 * @param last - The invocation that ended the run.
 * @returns Ids of items.
 */
export function pathOf(run: Run, last: Invocation | undefined): ReadonlySet<string> {
  const ids = new Set<string>();
  let invocation = last;
  let step = last && latestIn(run, last);
  while (invocation) {
    const id = workId(invocation, step ? laneIdOf(step.piece) : invocation.service);
    if (ids.has(id)) break;
    ids.add(id);
    if (step) ids.add(waitId(step.piece, step.index));
    step = step ? before(run, step) : lastStepBefore(run, invocation);
    invocation = step && step.index >= 0 ? step.piece.tries[step.index]?.invocation : step?.piece.sentBy;
    if (step && step.index < 0) step = invocation && latestIn(run, invocation);
  }
  return ids;
}

/** @returns An index of -1: the piece was sent then. */
function before(run: Run, { piece, index }: Step): Step {
  if (index > 0) return { piece, index: index - 1 };
  const dead = run.pieces.find(({ id }) => id === piece.sentBackFrom);
  return dead ? { piece: dead, index: dead.tries.length - 1 } : { piece, index: -1 };
}

/** Of a batch, what was there last: the invocation could not have begun before. The deadline lies in its queue on purpose. */
function latestIn({ pieces }: Run, invocation: Invocation): Step | undefined {
  const steps = pieces.flatMap((piece) =>
    piece.tries.flatMap((tried, index) => (tried.invocation === invocation ? { piece, index } : [])),
  );
  const sinceMs = ({ piece, index }: Step): number => piece.tries[index - 1]?.endMs ?? piece.sentAtMs;
  // An older revision in the same batch is not what the end was about.
  const rankOf = ({ piece }: Step): number => (piece.type === 'run-deadline' ? 0 : piece.isFinal ? 2 : 1);
  return steps.sort((a, b) => rankOf(a) - rankOf(b) || sinceMs(a) - sinceMs(b)).at(-1);
}

/** A sweep has looked at a run that went no further: what came last before it is what it has repaired. */
function lastStepBefore(run: Run, { startedAtMs, service }: Invocation): Step | undefined {
  const earlier = run.invocations.findLast((each) => each.startedAtMs < startedAtMs && latestIn(run, each));
  return service === 'aggregator' && earlier ? latestIn(run, earlier) : undefined;
}
