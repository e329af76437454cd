import { toNumber } from '../values/value';
import { type Row } from './row';

/** @returns A comparison that puts the row with the newest bin first, and those without one last. */
export const newestBinFirst =
  (bin: string) =>
  (left: Row, right: Row): number =>
    epochMsIn(right, bin) - epochMsIn(left, bin);

const epochMsIn = (row: Row, bin: string): number => toNumber(row.get(bin)) ?? Number.MIN_SAFE_INTEGER;
