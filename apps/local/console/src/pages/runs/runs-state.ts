import { signal } from '@preact/signals';
import type { RunDetail, RunLogLine, RunSummary } from '@pulso/local/console-api';

import { call } from '../../api/call';
import { refresh } from '../../state/overview';
import { onEvent } from '../../state/events';

/** Undefined before they are known. */
export const runs = signal<readonly RunSummary[] | undefined>(undefined);

/** The run that is looked at. */
export const run = signal<RunDetail | undefined>(undefined);

/** Of the run that is looked at, all of them. */
export const logLines = signal<readonly RunLogLine[]>([]);

/** Ids of the items of which a person wants to know more. */
export const selectedIds = signal<readonly string[]>([]);

/** What changes is asked for no more often, and what may wait without a sign of it no less, ms. */
const [refreshMs, idleMs] = [1_000, 5_000];

/** Keeps the list of runs as it is. @returns Ends it. */
export const followRuns = (): (() => void) =>
  follow(async () => {
    runs.value = await call('runs.list', {});
  });

/** Keeps one run as it is. @returns Ends it. */
export function followRun(runId: string): () => void {
  const isOther = run.value?.runId !== runId;
  if (isOther) [run.value, logLines.value, selectedIds.value] = [undefined, [], []];
  return follow(async () => {
    const [shown, lines] = await Promise.all([call('runs.show', { runId }), call('runs.logs', { runId })]);
    [run.value, logLines.value] = [shown, lines];
  });
}

/** Loads now, and again after what may have changed it. */
function follow(load: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void refresh(load);
    }, refreshMs);
  };
  void refresh(load);
  const forget = onEvent(({ type }) => {
    if (type !== 'people') refreshSoon();
  });
  const idle = setInterval(refreshSoon, idleMs);
  return () => {
    forget();
    clearInterval(idle);
    clearTimeout(timer);
  };
}
