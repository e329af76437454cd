import { type HistoryEntry, type HistoryNumber } from '../ports';
import { remember } from './remember';

/** Reads one number out of an entry. `null`: it is not known there, or was defined in another way. */
export type ReadNumber = (entry: HistoryEntry | undefined, wanted: Omit<HistoryNumber, 'value'>) => number | null;

/** Creates a reader of numbers that looks through each entry once: a report may have a thousand of them. */
export function createReadNumber(): ReadNumber {
  const numbersOf = remember(
    ({ values }: HistoryEntry) => new Map(values.map((number) => [keyOf(number), number.value])),
  );
  return (entry, wanted) => {
    if (!entry) return null;
    return numbersOf(entry).get(keyOf(wanted)) ?? null;
  };
}

const keyOf = ({ queryId, numberId, ofReportId, definition }: Omit<HistoryNumber, 'value'>): string =>
  JSON.stringify([queryId, numberId, ofReportId, definition]);
