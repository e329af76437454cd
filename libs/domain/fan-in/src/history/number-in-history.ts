import { type HistoryEntry, type HistoryNumber } from '../ports';

/** Reads one number out of an entry. `null`: it is not known there, or was defined in another way. */
export type ReadNumber = (entry: HistoryEntry | undefined, wanted: Omit<HistoryNumber, 'value'>) => number | null;

/** Creates a reader of numbers that looks through each entry once: a report may have a thousand of them. */
export function createReadNumber(): ReadNumber {
  const numbersOf = new Map<HistoryEntry, ReadonlyMap<string, number>>();
  return (entry, wanted) => {
    if (!entry) return null;
    const numbers = numbersOf.get(entry) ?? new Map(entry.values.map((number) => [keyOf(number), number.value]));
    numbersOf.set(entry, numbers);
    return numbers.get(keyOf(wanted)) ?? null;
  };
}

const keyOf = ({ queryId, numberId, ofReportId, definition }: Omit<HistoryNumber, 'value'>): string =>
  JSON.stringify([queryId, numberId, ofReportId, definition]);
