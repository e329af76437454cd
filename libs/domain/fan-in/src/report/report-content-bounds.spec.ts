import { type ReportContent } from '@pulso/contracts/report-updates';
import { jsonBytes } from '@pulso/kit/telegram';

import { boundContent } from './report-content-bounds';

const bounded = (overrides: Partial<ReportContent>): ReportContent =>
  boundContent({
    reportId: 'daily-usage',
    title: { en: 'Usage' },
    state: 'complete',
    windowStartMs: 0,
    windowEndMs: 1,
    values: [],
    missing: [],
    trigger: 'schedule',
    ...overrides,
  });

const title = { en: 'Commands' };
const rowOf = (value: string) => [{ field: 'command', value }];
const tableOf = (...values: string[]) => ({ tables: [{ queryId: 'q', title, rows: values.map(rowOf) }] });

describe('boundContent', () => {
  it('keeps 300 characters of a reason', () => {
    const { missing } = bounded({
      missing: [{ queryId: 'q', title, reason: { code: 'c', message: 'x'.repeat(400) } }],
    });

    expect(missing[0]?.reason.message).toHaveLength(300);
  });

  // SQS takes a megabyte, of which the plan has its part.
  it('has room for rows of 250 kB, and for no more', () => {
    expect(bounded(tableOf('x'.repeat(249_000))).tables).toMatchObject([{ rows: { length: 1 } }]);
    expect(bounded(tableOf('x'.repeat(251_000))).tables).toMatchObject([{ rows: [], omittedRowCount: 1 }]);
  });

  it('has room for 200 kB of numbers of other windows, the newest', () => {
    const earlier = Array.from({ length: 30_000 }, () => 123_456);

    const { values } = bounded({ values: [{ queryId: 'q', title, value: 1, earlier }] });

    // To the byte: the parts, of which there are none, take two.
    expect(jsonBytes(values[0]?.earlier)).toBe(199_998);
  });
});
