import { tryRemovals, type TriedRemoval } from './try-removals';

/**
 * Prints whether the removal of each action of each stack would be noticed.
 *
 * @returns The exit status: 0 when every removal is caught.
 */
export async function runRemovals(out: { write(text: string): unknown }): Promise<number> {
  out.write('Running the days with the stacks as they are...\n\n');
  const tried = await tryRemovals((removal) => out.write(`${lineOf(removal)}\n`));
  const missed = tried.filter(({ caughtBy }) => caughtBy === undefined);
  const seconds = Math.round(tried.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000);
  out.write(`\n${tried.length - missed.length} of ${tried.length} removals are caught, in ${seconds} s.\n`);
  for (const removal of missed) out.write(`NOT CAUGHT: ${lineOf(removal)}\n`);
  return missed.length > 0 || tried.length === 0 ? 1 : 0;
}

const lineOf = ({ stack, where, sid, action, scenario, caughtBy, durationMs }: TriedRemoval): string =>
  [
    stack.padEnd(12),
    `${where}, ${sid}`.padEnd(66),
    action.padEnd(26),
    `${(durationMs / 1000).toFixed(1)} s`.padStart(7),
    ` ${caughtBy ?? (scenario === undefined ? 'no day needs it' : `not noticed on ${scenario}`)}`,
  ].join(' ');
