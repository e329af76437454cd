import { type Command } from '../syntax/command';
import { type QueryProblem } from './query-problem';

/**
 * Finds limits that keep some groups of `stats` and drop others by chance: nothing has put the groups in an order.
 *
 * Groups by `bin` come newest first, so that a limit on them means something; `limit any` says that it does not.
 *
 * @param groupCounts - For each `stats`, how many groups it can make at most.
 */
export function findArbitraryLimits(
  text: string,
  commands: readonly Command[],
  groupCounts: readonly number[],
): readonly QueryProblem[] {
  const problems: QueryProblem[] = [];
  const counts = [...groupCounts];
  let arbitraryCount = 0;
  for (const [index, command] of commands.entries()) {
    if (command.type === 'stats') {
      const groupCount = counts.shift() ?? Infinity;
      arbitraryCount = isOrderedAfter(commands, index) ? 0 : groupCount;
    }
    if (command.type !== 'limit' || command.rowCount >= arbitraryCount) continue;
    const { location } = command;
    if (/^\w+\s+any\b/i.test(text.slice(location.startCharOffset, location.endCharOffset + 1))) continue;
    const message = `which ${command.rowCount} groups the limit keeps is left to chance, since nothing sorts them; sort before it, for example by the column that counts`;
    problems.push({ message, location, severity: 'warning' });
  }
  return problems;
}

/** Whether the groups of the `stats` at `index` are one, newest first, or sorted; limits stand behind the last `stats`. */
function isOrderedAfter(commands: readonly Command[], index: number): boolean {
  const command = commands[index];
  if (command?.type !== 'stats' || command.groups.length === 0) return true;
  if (command.groups.some(({ expression }) => expression.type === 'time-bucket')) return true;
  return commands.slice(index + 1).some(({ type }) => type === 'sort');
}
