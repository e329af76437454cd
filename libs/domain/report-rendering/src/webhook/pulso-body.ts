import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';

import { chatLinesOf, textOf } from '../view/chat-lines';
import { titleIn } from '../view/line-text';
import { isAverage } from '../view/number-view';
import { type ReportView } from '../view/report-view';
import { numberIn, timeIn } from '../view/table-view';
import { type ReaderOptions, periodOfPart, windowOf } from '../view/window-in-words';

/** Which run of a report a body is about. */
export interface RunRevision {
  readonly runId: string;
  /** Rises with every change of the content. */
  readonly revision: number;
}

type Value = ReportContent['values'][number];
type Table = NonNullable<ReportContent['tables']>[number];

/** Pulso's own body, see docs/webhooks.md. Fields may be added; to change or remove one needs a new version. */
export function pulsoBodyOf(
  content: ReportContent,
  view: ReportView,
  { runId, revision, language }: RunRevision & ReaderOptions,
): object {
  return {
    schemaVersion: 1,
    runId,
    revision,
    report: { id: content.reportId, title: view.title },
    window: { start: isoOf(content.windowStartMs), end: isoOf(content.windowEndMs) },
    state: content.state,
    // Version 1 has no other word for a repeated correction; the revision tells it.
    marker: view.marker?.kind === 'repeated-correction' ? 'repeated' : (view.marker?.kind ?? null),
    noRecords: content.noRecords ?? false,
    notifications: (content.notifications ?? []).map(({ queryId, numberId, change }) => ({
      queryId,
      numberId: numberId ?? null,
      change,
    })),
    numbers: content.values.map((value) => numberOf(value, content, language)),
    tables: (content.tables ?? []).map((table) => tableOf(table, language)),
    missing: content.missing.map(({ queryId, title, reason }) => ({
      queryId,
      title: titleIn(title, language, queryId),
      reason: { code: reason.code, message: reason.message.toWellFormed() },
    })),
    text: chatLinesOf(view).map(textOf).join('\n'),
  };
}

function numberOf(value: Value, content: ReportContent, language?: string): object {
  const { queryId, numberId, title, unit = 'count', part, of, earlier = [], parts } = value;
  const { baseline = null, isAnomaly = false, movers = [] } = value;
  return {
    queryId,
    numberId: numberId ?? null,
    title: titleIn(title, language, numberId ?? queryId),
    value: value.value,
    unit,
    ...defined({ part, of }),
    previous: earlier.at(-1) ?? null,
    baseline: baseline && { low: baseline.low, high: baseline.high },
    anomaly: isAnomaly,
    movers: movers.map(({ queryId: ofQuery, numberId: ofNumber, tableId, key, change }) => ({
      queryId: ofQuery,
      ...defined({ numberId: ofNumber }),
      tableId: tableId ?? null,
      row: key?.toWellFormed() ?? null,
      change,
    })),
    earlier,
    parts: parts ?? null,
    // People of days do not add up: `value` is their mean.
    meanPer: isAverage(value) ? periodOfPart(windowOf(content), parts?.length ?? 0) : null,
  };
}

function tableOf(
  { queryId, tableId, title, columns = [], rows, before, omittedRowCount = 0, omittedSum }: Table,
  language?: string,
): object {
  const formats = new Map(columns.map(({ field, format }) => [field, format]));
  return {
    queryId,
    tableId: tableId ?? null,
    title: titleIn(title, language, tableId ?? queryId),
    columns: columns.map((column) => ({ field: column.field, title: titleIn(column.title, language, column.field) })),
    rows: rows.map((row) => row.map(({ field, value }) => ({ field, value: cellOf(value, formats.get(field)) }))),
    before: before ?? null,
    omittedRowCount,
    omittedSum: omittedSum ?? null,
  };
}

type Format = NonNullable<Table['columns']>[number]['format'];

/** A cell that does not fit its column's format is sent as it came. */
function cellOf(value: string, format: Format): string | number {
  if (format === 'number') return numberIn(value) ?? value.toWellFormed();
  const startMs = format === 'hour' ? timeIn(value) : undefined;
  return startMs === undefined ? value.toWellFormed() : isoOf(startMs);
}

const isoOf = (epochMs: number): string => new Date(epochMs).toISOString();
