import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

export const value = (
  title: string,
  number: number,
  more: Record<string, string> = {},
): ReportContent['values'][number] => ({
  queryId: title.toLowerCase().replaceAll(' ', '-'),
  title: { en: title, ...more },
  value: number,
});

export const missing = (title: string, message: string): ReportContent['missing'][number] => ({
  queryId: title.toLowerCase().replaceAll(' ', '-'),
  title: { en: title },
  reason: { code: 'gave-up', message },
});

type Table = NonNullable<ReportContent['tables']>[number];

/** With two columns, and rows that tell their number. */
export const table = (title: string, rowCount: number, omittedRowCount?: number): Table => ({
  queryId: title.toLowerCase().replaceAll(' ', '-'),
  title: { en: title },
  rows: Array.from({ length: rowCount }, (_, index) => [
    { field: 'command', value: `/command${index}` },
    { field: 'calls', value: String(1000 - index) },
  ]),
  ...defined({ omittedRowCount }),
});

/** With a third column, so that it is no list of names with their numbers. */
export const wideTable = (title: string, rowCount: number, omittedRowCount?: number): Table => {
  const { rows, ...narrow } = table(title, rowCount, omittedRowCount);
  return { ...narrow, rows: rows.map((row) => row.toSpliced(1, 0, { field: 'error', value: 'timeout' })) };
};

/** With a missing value, hostile text and more rows than it holds. */
export const topCommands: Table = {
  queryId: 'top-commands',
  title: { en: 'Top commands', de: 'Häufigste Befehle' },
  rows: [
    [
      { field: 'command', value: '/start' },
      { field: 'calls', value: '12' },
    ],
    [{ field: 'calls', value: '9' }],
    [
      { field: 'command', value: '<b>&"\n\u202e' },
      { field: 'calls', value: '7' },
    ],
  ],
  omittedRowCount: 1204,
};

export const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

export const content = (overrides: Partial<ReportContent> = {}): ReportContent => ({
  reportId: 'daily-usage',
  title: { en: 'Daily usage', de: 'Nutzung am Tag' },
  trigger: 'schedule',
  state: 'complete',
  windowStartMs: Date.parse('2026-11-24T12:25:00Z'),
  windowEndMs: Date.parse('2026-11-25T12:25:00Z'),
  values: [
    value('Requests in groups', 12, { de: 'Anfragen in Gruppen' }),
    value('Private requests', 1204),
    value('New users', 0),
  ],
  missing: [],
  ...overrides,
});
