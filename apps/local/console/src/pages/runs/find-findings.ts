import type { RunDetail, RunItem, RunLane } from '@pulso/local/console-api';

import { isBar } from './describe-item';

/** An item that a reader shall see first, and where it is drawn. */
export interface Finding {
  readonly item: RunItem;
  readonly lane: RunLane;
}

type Lanes = Pick<RunDetail, 'lanes'>;

const findingsOf = ({ lanes }: Lanes): Finding[] =>
  lanes.flatMap((lane) => lane.items.map((item) => ({ item, lane }))).sort((a, b) => a.item.startMs - b.item.startMs);

/** What took less explains nothing: of all, a tenth, and ms. */
const [leastShare, leastMs, maxCount] = [0.1, 1_000, 3];

/** @returns On what the end of a run has waited longest, in the order of time. */
export function findDelays(run: Lanes & Pick<RunDetail, 'nowMs'>): Finding[] {
  const lengthOf = ({ item: { startMs, endMs = run.nowMs } }: Finding): number => endMs - startMs;
  const path = findingsOf(run).filter(({ item }) => item.isOnPath && isBar(item));
  const totalMs = path.reduce((sum, each) => sum + lengthOf(each), 0);
  return path
    .filter((each) => lengthOf(each) >= Math.max(leastMs, totalMs * leastShare))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, maxCount)
    .sort((a, b) => a.item.startMs - b.item.startMs);
}

/** @returns What was done again before the end: a message that came once more, a job that was put back. */
export const findRepeats = (run: Lanes & Pick<RunDetail, 'askedAtMs' | 'durationMs'>): Finding[] =>
  findingsOf(run).filter(({ item }) => item.isAgain && item.startMs <= run.askedAtMs + (run.durationMs ?? Infinity));
