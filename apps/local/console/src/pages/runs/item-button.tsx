import type { RunItem } from '@pulso/console-api';

import { describeItem, isBar, lengthText } from './describe-item';
import { selectedIds } from './runs-state';

interface ItemButtonProps {
  /** At least one; several are moments. */
  readonly items: readonly RunItem[];
  readonly style: Readonly<Record<string, string>>;
  /** From when times are counted, epoch ms. */
  readonly zeroMs: number;
  /** Whether the Tab key leads to it; arrow keys lead to all. */
  readonly isTabStop: boolean;
}

/** A space at which no line ends: what finds no room in a bar is left out as a whole. */
const unbroken = '\u00a0';

/** A bar, or moments that lie near to each other. */
export function ItemButton({ items, style, zeroMs, isTabStop }: ItemButtonProps) {
  const [first = {} as RunItem] = items;
  const isBad = items.some((item) => item.isBad);
  const isChosen = items.some(({ id }) => selectedIds.value.includes(id));
  const words = [first.shortTitle, lengthText(first)].map((each) => each.replaceAll(' ', unbroken));
  const shown = isBar(first) ? words.join(' ') : items.length > 1 ? `${items.length}` : '';
  const text = items.map((item) => describeItem(item, zeroMs)).join('\n');
  const classes = [
    isBar(first) ? 'run-bar' : 'run-mark',
    `run-${first.kind}`,
    isBad && 'run-bad',
    items.some(({ isOnPath }) => isOnPath) && 'run-path',
  ];
  return (
    <button
      type="button"
      class={classes.filter(Boolean).join(' ')}
      style={style}
      title={text}
      // Who speaks to the page names what is seen.
      aria-label={shown === '' ? text : `${shown}. ${text}`}
      aria-pressed={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => (selectedIds.value = isChosen ? [] : items.map(({ id }) => id))}
    >
      <span aria-hidden="true">{signOf(first, isBad)}</span>
      {shown}
    </button>
  );
}

/** Signs that every font has. */
function signOf(item: RunItem, isBad: boolean): string {
  if (isBar(item)) return isBad && item.kind === 'work' ? '× ' : '';
  if (item.kind === 'fault') return '!';
  return isBad ? '▲' : '●';
}
