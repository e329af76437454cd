import { type ReportContent } from '@pulso/contracts/report-updates';
import { jsonBytes } from '@pulso/kit/telegram';

import { type HistoryNumber } from '../ports';
import { runId, startMs } from '../testing/world';
import { historyEntryOf } from './history-entry';

const run = { runId, state: 'closed', counter: 1, revision: 1, sentRevision: 0, firstSeenAtMs: startMs } as const;
const content: ReportContent = {
  reportId: 'daily-usage',
  title: { en: 'Usage' },
  state: 'complete',
  windowStartMs: startMs,
  windowEndMs: startMs + 1,
  values: [],
  missing: [],
  trigger: 'schedule',
};

describe('historyEntryOf', () => {
  // DynamoDB takes 400 KB an item; one that it refuses would hold up the report.
  it('keeps the first numbers that take 250 kB together', () => {
    const numbers = Array.from({ length: 30_000 }, (_, value): HistoryNumber => ({
      queryId: 'q',
      definition: '1',
      value,
    }));

    const { values } = historyEntryOf(run, { content, numbers, tables: [], newPeople: [] });

    const [next] = numbers.slice(values.length);
    expect(values.at(-1)).toBe(numbers[values.length - 1]);
    expect(jsonBytes(values)).toBeLessThanOrEqual(250_001);
    expect(jsonBytes([...values, next])).toBeGreaterThan(250_001);
  });
});
