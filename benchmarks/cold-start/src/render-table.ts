import { referenceName } from './contender';
import { type Figure } from './measure-loads';

/** A service's ratio to the SDK client when it was measured first, with source maps, and where it is to get. */
const targets: Readonly<Record<string, { readonly before: number; readonly goal: number }>> = {
  bot: { before: 1.97, goal: 1.5 },
  dispatcher: { before: 1.56, goal: 1.05 },
  'query-worker': { before: 1.26, goal: 1 },
  aggregator: { before: 1.33, goal: 1.05 },
  notifier: { before: 1.51, goal: 1.2 },
};

/**
 * Writes the figures as a Markdown table.
 *
 * @param bytesOf - How large a contender's bundle is.
 */
export function renderTable(figures: readonly Figure[], bytesOf: (name: string) => number): string {
  const reference = figures.find(({ name }) => name === referenceName);
  const rows = figures.map(({ name, processMs, loadMs }) => {
    const target = targets[name];
    return [
      name,
      bytesOf(name).toLocaleString('en'),
      processMs.toFixed(1),
      loadMs.toFixed(1),
      (processMs / (reference?.processMs ?? NaN)).toFixed(2),
      (loadMs / (reference?.loadMs ?? NaN)).toFixed(2),
      target?.before.toFixed(2) ?? '',
      target?.goal.toFixed(2) ?? '',
    ];
  });
  const head = ['bundle', 'bytes', 'process, ms', 'load, ms', 'ratio', 'ratio of load', 'before', 'goal'];
  const rule = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
