import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface LongListProps<Item> {
  readonly items: readonly Item[];
  /** What a screen reader calls the list. */
  readonly label: string;
  /** What an item keeps when others come in front of it. */
  readonly keyOf: (item: Item) => string | number;
  /** Renders a link with this `tabIndex`: the Tab key leads to one row of the list. */
  readonly renderRow: (item: Item, tabIndex: number) => ComponentChildren;
}

/** A list in a box that scrolls. Arrow keys, Home and End lead from the link of one row to that of another. */
export function LongList<Item>({ items, label, keyOf, renderRow }: LongListProps<Item>) {
  const [focused, setFocused] = useState<string | number>();
  const tabStop = Math.max(
    0,
    items.findIndex((item) => keyOf(item) === focused),
  );
  return (
    <ul class="plain box long-list" aria-label={label} onKeyDown={moveFocus}>
      {items.map((item, index) => (
        <li key={keyOf(item)} onFocusIn={() => setFocused(keyOf(item))}>
          {renderRow(item, index === tabStop ? 0 : -1)}
        </li>
      ))}
    </ul>
  );
}

function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.children];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
  const link = rows[to ?? -1]?.querySelector('a');
  if (!link) return;
  event.preventDefault();
  link.focus();
}
