import { membershipFields } from '@pulso/contracts/usage-metrics';
import { type RecordMembership } from '@pulso/domain/conversation';

/**
 * Writes membership records as JSON, one line each, beside the usage records: Logs Insights finds their fields, and
 * CloudWatch extracts no metric from them.
 *
 * Only what the metric schema declares is written, even if the record carries more.
 *
 * @param writeLine - Receives the record without a line break.
 */
export const createRecordMembership =
  (writeLine: (line: string) => void): RecordMembership =>
  (record) =>
    writeLine(JSON.stringify(Object.fromEntries(fieldNames.map((name) => [name, record[name]]))));

const fieldNames = Object.keys(membershipFields) as (keyof typeof membershipFields)[];
