import type { QuestionAnswer } from '@pulso/console-api';

/** More lines than these can't be told apart. */
const mostLines = 6;

export interface ChartData {
  /** Epoch seconds, ascending. */
  readonly times: readonly number[];
  /** The largest first; null where a time has no number. */
  readonly lines: readonly { readonly label: string; readonly values: readonly (number | null)[] }[];
  /** How many lines are too many. */
  readonly leftOutCount: number;
}

/** @returns What a chart shows of rows that are grouped by `bin`, the largest lines where there are many. */
export function chartDataOf({ columns, rows, series }: Pick<QuestionAnswer, 'columns' | 'rows' | 'series'>): ChartData {
  if (!series) return { times: [], lines: [], leftOutCount: 0 };
  const { bin, by, values } = series;
  const cellOf = (row: (typeof rows)[number], name: string) =>
    row[columns.findIndex((column) => column.name === name)] ?? null;
  const lines = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const seconds = Date.parse(`${cellOf(row, bin)?.replace(' ', 'T')}Z`) / 1000;
    if (Number.isNaN(seconds)) continue;
    const group = by.map((name) => cellOf(row, name) ?? '-');
    for (const value of values) {
      const cell = cellOf(row, value);
      const label = [...group, ...(by.length === 0 || values.length > 1 ? [value] : [])].join(' · ');
      const line = lines.get(label) ?? new Map<number, number>();
      if (cell !== null) lines.set(label, line.set(seconds, Number(cell)));
    }
  }
  const times = [...new Set([...lines.values()].flatMap((line) => [...line.keys()]))].sort((a, b) => a - b);
  const largestFirst = [...lines].sort(([, left], [, right]) => sumOf(right) - sumOf(left));
  return {
    times,
    lines: largestFirst.slice(0, mostLines).map(([label, line]) => ({
      label,
      values: times.map((time) => line.get(time) ?? null),
    })),
    leftOutCount: Math.max(0, lines.size - mostLines),
  };
}

const sumOf = (line: ReadonlyMap<number, number>): number => [...line.values()].reduce((sum, value) => sum + value, 0);
