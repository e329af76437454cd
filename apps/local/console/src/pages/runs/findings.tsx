import type { RunDetail } from '@pulso/console-api';

import { lengthText, offsetText } from './describe-item';
import { type Finding, findDelays, findRepeats } from './find-findings';
import { selectedIds } from './runs-state';

/** What a reader shall see first of a run; each leads to its bar. */
export function Findings({ run }: { readonly run: RunDetail }) {
  const lists = [
    { title: 'Waited for', found: findDelays(run), textOf: delayText(run) },
    { title: 'Done again', found: findRepeats(run), textOf: repeatText },
  ];
  return (
    <dl class="run-findings">
      {lists.map(({ title, found, textOf }) =>
        found.length === 0 ? null : (
          <div key={title}>
            <dt>{title}</dt>
            {found.map((each) => (
              <dd key={each.item.id}>
                <button type="button" class="run-link" title={each.item.title} onClick={() => show(each.item.id)}>
                  {textOf(each)}
                </button>
              </dd>
            ))}
          </div>
        ),
      )}
    </dl>
  );
}

const delayText =
  ({ askedAtMs }: RunDetail) =>
  ({ item }: Finding): string =>
    `${lengthText(item)} from ${offsetText(item.startMs, askedAtMs)}: ${item.title}`;

/** @returns Who did what again, and of what: `notifier: 2nd report, telegram 42`. */
const repeatText = ({ item, lane: { service, title } }: Finding): string =>
  `${service}: ${item.shortTitle}${title === service ? '' : `, ${title}`}`;

/** Chooses an item, and leads to it. */
function show(itemId: string): void {
  selectedIds.value = [itemId];
  // Once it is rendered as chosen.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.run-scroll [aria-pressed="true"]')?.focus());
}
