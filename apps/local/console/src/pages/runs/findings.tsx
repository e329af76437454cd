import type { RunDetail } from '@pulso/local/console-api';

import { lengthText, offsetText } from './describe-item';
import { findDelays, findRepeats } from './find-findings';
import { selectedIds } from './runs-state';

interface FindingListProps {
  readonly title: string;
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
    text: `${service}: ${[...new Set(all.map(({ item }) => item.shortTitle))].join(', ')}`,
    itemIds: all.map(({ item }) => item.id),
  }));
  return (
    <dl class="run-findings">
      <FindingList title="Waited for" found={delays} />
      <FindingList title="Done again" found={repeats} />
    </dl>
  );
}

function FindingList({ title, found }: FindingListProps) {
  if (found.length === 0) return null;
  return (
    <div>
      <dt>{title}</dt>
      {found.map(({ text, itemIds }) => (
        <dd key={text}>
          <button type="button" class="run-link" onClick={() => show(itemIds)}>
            {text}
          </button>
        </dd>
      ))}
    </div>
  );
}

/** Chooses items, and leads to the first of them. */
function show(itemIds: readonly string[]): void {
  selectedIds.value = itemIds;
  // Once they are rendered as chosen.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.run-scroll [aria-pressed="true"]')?.focus());
}
