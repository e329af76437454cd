import type { RunItem } from '@pulso/console-api';

import { formatDuration } from '../../shell/format';

const kinds: Readonly<Record<RunItem['kind'], string>> = {
  wait: 'Waits',
  work: 'Works',
  moment: 'Moment',
  fault: 'Fault',
  alarm: 'Alarm',
};

/** @returns When an item began, counted from when the run was asked for: `+1.2 s`. */
export const offsetText = (atMs: number, zeroMs: number): string =>
  atMs < zeroMs ? formatDuration(atMs - zeroMs) : `+${formatDuration(atMs - zeroMs)}`;

/** @returns How long it took: nothing for a moment. */
export function lengthText({ kind, startMs, endMs }: RunItem): string {
  if (endMs === undefined) return kind === 'wait' ? 'until it comes back' : 'goes on';
  return kind === 'wait' || kind === 'work' ? formatDuration(endMs - startMs) : '';
}

/** @returns What a screen reader says of an item, and what a pointer shows. */
export function describeItem(item: RunItem, zeroMs: number): string {
  const { kind, title, isBad, isOnPath, startMs } = item;
  const parts = [offsetText(startMs, zeroMs), lengthText(item), isBad && kind !== 'fault' ? 'something is wrong' : ''];
  const path = isOnPath ? ['the end of the run waited for it'] : [];
  return `${kinds[kind]}: ${title} (${[...parts, ...path].filter(Boolean).join(', ')})`;
}
