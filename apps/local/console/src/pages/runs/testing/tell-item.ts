import type { RunItem } from '@pulso/local/console-api';

/** @returns An item of a run that was as it should be. */
export const tellItem = (
  startMs: number,
  endMs: number | undefined,
  kind: RunItem['kind'] = 'work',
  overrides: Partial<RunItem> = {},
): RunItem => ({
  ...{ id: `${kind} ${startMs} ${endMs}`, kind, startMs, title: '', shortTitle: '', details: [] },
  ...(endMs !== undefined && { endMs }),
  ...{ isBad: false, isOnPath: false, isAgain: false, ...overrides },
});
