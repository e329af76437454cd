import type { RunItem, RunState, RunSummary } from '@pulso/local/console-api';

import { formatBytes, formatCount, formatDuration } from '../../shell/format';

export const stateTexts: Readonly<Record<RunState, string>> = {
  going: 'Going on',
  complete: 'Complete',
  partial: 'Partial',
  failed: 'Failed',
};

export const stateKinds = { going: 'going', complete: 'good', partial: 'warn', failed: 'bad' } as const;

const askedTexts: Readonly<Record<string, string>> = {
  schedule: 'on schedule',
  chat: 'asked for in a chat',
  manual: 'asked for by hand',
  history: 'earlier numbers by a button',
};

export const askedText = ({ trigger }: Pick<RunSummary, 'trigger'>): string => askedTexts[trigger] ?? trigger;

/** @returns What a run scanned, and how many faults struck it. */
export const costText = ({ bytesScanned, faultCount }: Pick<RunSummary, 'bytesScanned' | 'faultCount'>): string =>
  `${formatBytes(bytesScanned)} scanned` +
  (faultCount === 0 ? '' : `, struck by ${formatCount(faultCount)} ${faultCount === 1 ? 'fault' : 'faults'}`);

/** @returns A text at whose spaces no line ends: where there is no room for it, it is left out as a whole. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** @returns When an item began, counted from when the run was asked for: `+1.2 s`. */
export const offsetText = (atMs: number, zeroMs: number): string =>
  atMs < zeroMs ? formatDuration(atMs - zeroMs) : `+${formatDuration(atMs - zeroMs)}`;

/** @returns How long it took: nothing for a fault. */
export function lengthText(item: RunItem): string {
  const { kind, startMs, endMs } = item;
  if (kind === 'fault') return '';
  if (endMs !== undefined) return formatDuration(endMs - startMs);
  // A message says itself when it comes next.
  return kind === 'wait' ? 'so far' : 'goes on';
}

/** @returns What a screen reader says of an item, and what a pointer shows. */
export function describeItem(item: RunItem, zeroMs: number): string {
  const { kind, title, startMs } = item;
  const parts = [offsetText(startMs, zeroMs), lengthText(item)];
  return `${kind === 'fault' ? 'Fault: ' : ''}${title} (${parts.filter(Boolean).join(', ')})`;
}
