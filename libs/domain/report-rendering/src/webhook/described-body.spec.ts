import { type ReportContent } from '@pulso/contracts/report-updates';

import { describedJson } from '../testing/expectations';
import { content, missing, value } from '../testing/report-content';
import { tables } from '../testing/usage-reports';
import { renderWebhookBody } from './render-webhook-body';

const [commands, , hours] = tables;
const firstRowOf = (table: NonNullable<ReportContent['tables']>[number] | undefined, queryId: string, rest: object) =>
  table ? [{ ...table, queryId, rows: table.rows.slice(0, 1), ...rest }] : [];

const report = content({
  state: 'partial',
  values: [
    value('people', 134, {
      queryId: 'activity',
      numberId: 'people',
      better: 'more',
      prominence: 'headline',
      additive: false,
      baseline: { low: 104, high: 148 },
      earlier: [120, 126, 131, 118, null, 130, 127, 121],
    }),
  ],
  tables: [
    ...firstRowOf(commands, 'commands-and-sources', { before: [172], omittedRowCount: 2, omittedSum: 63 }),
    ...firstRowOf(hours, 'languages-and-hours', { omittedRowCount: 0 }),
  ],
  missing: [missing('new-users', 'No answer in 300 s.')],
});

const run = { runId: 'daily-usage/schedule/2026-11-26T12:30:00.000Z', revision: 3 };

describe('the body that docs/webhooks.md shows', () => {
  const described = describedJson('docs/webhooks.md') as { readonly text: string };
  const { text, ...rest } = JSON.parse(renderWebhookBody(report, { ...run, format: 'pulso' }) ?? 'null');

  it('equals the body that is sent', () => {
    expect(described).toEqual({ ...rest, text: described.text });
  });

  it('begins its text like the sent one', () => {
    expect(described.text).toMatch(/\n\.\.\.$/);
    expect(text.startsWith(described.text.slice(0, -'...'.length))).toBe(true);
  });
});
