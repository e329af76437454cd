import type { RunDetail, RunItem, RunLane } from '@pulso/local/console-api';

import { choose, chosenItem } from './lane';
import { lengthText, offsetText, isBar } from './run-words';

interface FindingListProps {
  readonly title: string;
  readonly runId: string;
  readonly found: readonly { readonly text: string; readonly itemIds: readonly string[] }[];
}

/** What a reader shall see first of a run; each leads to its bars. */
export function Findings({ run }: { readonly run: RunDetail }) {
  const delays = findDelays(run).map(({ item }) => ({
    text: `${lengthText(item)} from ${offsetText(item.startMs, run.askedAtMs)}: ${item.title}`,
    itemIds: [item.id],
  }));
  const byService = Map.groupBy(findRepeats(run), ({ lane }) => lane.service);
  const repeats = [...byService].map(([service, all]) => ({
    text: `${service}: ${someOf([...new Set(all.map(({ item }) => item.shortTitle))])}`,
    itemIds: all.map(({ item }) => item.id),
  }));
  return (
    <dl class="run-findings">
      <FindingList title="Waited for" runId={run.runId} found={delays} />
      <FindingList title="Done again" runId={run.runId} found={repeats} />
    </dl>
  );
}

/** The first and the last of many, since what is done again comes in an order. */
const someOf = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 3).join(', ')} … ${names.at(-1)}` : names.join(', ');

function FindingList({ title, runId, found }: FindingListProps) {
  if (found.length === 0) return null;
  return (
    <div>
      <dt>{title}</dt>
      {found.map(({ text, itemIds }) => (
        <dd key={text}>
          <button type="button" class="link" onClick={() => choose(runId, itemIds, chosenItem)}>
            {text}
          </button>
        </dd>
      ))}
    </div>
  );
}

/** An item that a reader shall see first, and where it is drawn. */
interface Finding {
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
