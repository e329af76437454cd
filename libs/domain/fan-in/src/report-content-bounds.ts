import { type ReportContent } from '@pulso/contracts/report-updates';
import { cutText, jsonBytes } from '@pulso/text-limits';

type Table = NonNullable<ReportContent['tables']>[number];
type Missing = ReportContent['missing'][number];

/** Rows of one table in a report: no chat shows more of them. */
export const maxReportRows = 10;

/** UTF-16 units of a reason in a report; more of it is stored. */
const maxReasonLength = 300;

/** What rows and reasons of one content take together, bytes of JSON; {@link maxPlanBytes} has the sum. */
const maxTextBytes = 250_000;

/**
 * Makes a content small enough for one message, however many questions it answers: each table and each reason gets an
 * equal share of the room, and a table counts the rows that its share has no room for.
 *
 * With a handful of questions the shares are larger than anything that is kept. With a thousand each has 250 bytes, and
 * a chat has no room for more.
 */
export function boundContent(content: ReportContent): ReportContent {
  const { tables = [], missing } = content;
  const shareBytes = Math.floor(maxTextBytes / Math.max(1, tables.length + missing.length));
  return {
    ...content,
    ...(tables.length > 0 ? { tables: tables.map((table) => boundTable(table, shareBytes)) } : {}),
    missing: missing.map((item) => boundMissing(item, shareBytes)),
  };
}

function boundTable({ rows, omittedRowCount = 0, ...table }: Table, shareBytes: number): Table {
  const kept: Table['rows'] = [];
  let roomBytes = shareBytes;
  for (const row of rows.slice(0, maxReportRows)) {
    roomBytes -= jsonBytes(row) + 1;
    if (roomBytes < 0) break;
    kept.push(row);
  }
  const omitted = omittedRowCount + rows.length - kept.length;
  return { ...table, rows: kept, ...(omitted > 0 ? { omittedRowCount: omitted } : {}) };
}

function boundMissing({ reason: { code, message }, ...item }: Missing, shareBytes: number): Missing {
  const short = cutText(message, maxReasonLength);
  // JSON writes one unit in at most six bytes.
  const fits = jsonBytes(short) <= shareBytes;
  return { ...item, reason: { code, message: fits ? short : cutText(short, Math.floor(shareBytes / 6)) } };
}
