import { type core, safeParse } from 'zod/mini';

import { SavedRecordError } from './errors';
import { problemOf } from './problem-of';

/**
 * Checks that records have the form in which their service saves them, before anything of them is used.
 *
 * Fields that a form does not name stay, so that a record of a later version with one more is taken.
 *
 * @typeParam T - What the forms describe, as the service's code names it.
 * @param records - Parsed.
 * @param formOf - Which form a record has, by what tells it apart; `index` counts from 0.
 * @returns The records themselves.
 * @throws {SavedRecordError} One has another form, in words: which, which field of it, what is there instead.
 */
export function checkRecords<T>(
  records: readonly unknown[],
  formOf: (record: unknown, index: number) => core.$ZodType,
): readonly T[] {
  records.forEach((record, index) => checkRecord(record, index, formOf(record, index)));
  return records as readonly T[];
}

/**
 * Checks the record at an index, as {@link checkRecords} does.
 *
 * @param record - undefined: there are fewer records.
 * @param index - From 0.
 */
export function checkRecord<T>(record: unknown, index: number, form: core.$ZodType): T {
  if (record === undefined) throw new SavedRecordError(index + 1, 'it is missing');
  const { error } = safeParse(form, record);
  const [issue] = error?.issues ?? [];
  if (issue) throw new SavedRecordError(index + 1, problemOf(issue, record));
  return record as T;
}
