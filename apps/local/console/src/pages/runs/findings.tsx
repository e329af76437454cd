import type { RunDetail, RunItem } from '@pulso/local/console-api';

import { choose, chosenItem } from './lane';
import { lengthText, offsetText, isBar } from './run-words';

/** What a reader shall see first of a run; each leads to its bars. */
export function Findings({ run }: { readonly run: RunDetail }) {
  const delays = findDelays(run).map((item) => ({
    text: `${lengthText(item)} from ${offsetText(item.startMs, run.askedAtMs)}: ${item.title}`,
    items: [item],
  }));
  const repeats = [...Map.groupBy(findRepeats(run), ({ shortTitle }) => shortTitle)].map(([text, items]) => ({
    text: items.length > 1 ? `${text} (${items.length} ×)` : text,
    items,
  }));
  const lists = [
    { title: 'Waited for', found: delays },
    { title: 'Done again', found: repeats },
  ];
  return (
    <dl class="run-findings">
      {lists.map(
        ({ title, found }) =>
          found.length > 0 && (
            <div key={title}>
              <dt>{title}</dt>
              {found.map(({ text, items }) => (
                <dd key={text}>
                  <button
                    type="button"
                    class="link"
                    onClick={() =>
                      choose(
                        run.runId,
                        items.map(({ id }) => id),
                        chosenItem,
                      )
                    }
                  >
                    {text}
                  </button>
                </dd>
              ))}
            </div>
          ),
      )}
    </dl>
  );
}

type Lanes = Pick<RunDetail, 'lanes'>;

const itemsOf = ({ lanes }: Lanes): RunItem[] =>
  lanes.flatMap(({ items }) => items).sort((a, b) => a.startMs - b.startMs);

/** What took less explains nothing: of all, a tenth, and ms. */
const [leastShare, leastMs, maxCount] = [0.1, 1_000, 3];

/** @returns On what the end of a run has waited longest, in the order of time. */
export function findDelays(run: Lanes & Pick<RunDetail, 'nowMs'>): RunItem[] {
  const lengthOf = ({ startMs, endMs = run.nowMs }: RunItem): number => endMs - startMs;
  const path = itemsOf(run).filter((item) => item.isOnPath && isBar(item));
  const totalMs = path.reduce((sum, each) => sum + lengthOf(each), 0);
  return path
    .filter((each) => lengthOf(each) >= Math.max(leastMs, totalMs * leastShare))
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, maxCount)
    .sort((a, b) => a.startMs - b.startMs);
}

/** @returns What was done again before the end: a message that came once more, a job that was put back. */
export const findRepeats = (run: Lanes & Pick<RunDetail, 'askedAtMs' | 'durationMs'>): RunItem[] =>
  itemsOf(run).filter(({ isAgain, startMs }) => isAgain && startMs <= run.askedAtMs + (run.durationMs ?? Infinity));
