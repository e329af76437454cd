import type { RunItem } from '@pulso/console-api';

import { describeItem, lengthText } from './describe-item';
import { selectedIds } from './runs-state';

interface ItemButtonProps {
  /** At least one; several are moments. */
  readonly items: readonly RunItem[];
  readonly class: string;
  readonly style: Readonly<Record<string, string>>;
  /** From when times are counted, epoch ms. */
  readonly zeroMs: number;
}

/** A bar, or moments that lie near to each other. */
export function ItemButton({ items, class: name, style, zeroMs }: ItemButtonProps) {
  const [first] = items;
  const isBar = first?.kind === 'work' || first?.kind === 'wait';
  const text = items.map((item) => describeItem(item, zeroMs)).join('\n');
  const count = items.length > 1 ? String(items.length) : '';
  const { shortTitle, receiveCount = 1 } = first ?? {};
  const receive = receiveCount > 1 ? `#${receiveCount} ` : '';
  const shown = first && isBar ? `${receive}${shortTitle} ${lengthText(first)}` : count;
  const isBad = items.some((item) => item.isBad);
  const classes = [name, isBad && 'run-bad', items.some((item) => item.isOnPath) && 'run-path'];
  return (
    <button
      type="button"
      class={classes.filter(Boolean).join(' ')}
      style={style}
      title={text}
      // Who speaks to the page names what is seen.
      aria-label={shown === '' ? text : `${shown}. ${text}`}
      aria-pressed={items.some(({ id }) => selectedIds.value.includes(id))}
      onClick={() => (selectedIds.value = items.map(({ id }) => id))}
    >
      <span aria-hidden="true">{first && signOf(first, isBad)}</span>
      {shown}
    </button>
  );
}

function signOf({ kind, receiveCount = 1 }: RunItem, isBad: boolean): string {
  switch (kind) {
    case 'work':
    case 'wait':
      return `${isBad && kind === 'work' ? '✕ ' : ''}${receiveCount > 1 ? '↻' : ''}`;
    case 'fault':
      return '⚡';
    default:
      return isBad ? '▲' : '●';
  }
}
