/** What is known of a column before its width is chosen; widths in cells of the terminal. */
export interface ColumnNeed {
  /** That of its widest cell, the name included. */
  readonly widest: number;
  /** Whether its cells mean something else when they are cut, as numbers and times do. */
  readonly isRigid: boolean;
}

/** Narrower columns than this show nothing of use. */
const leastWidth = 10;

/**
 * Shares a terminal's line among the columns: those that need little get it, the others get equal shares of the rest.
 *
 * @param available - Without the gaps between columns.
 * @returns The widths, or undefined when there is no room for all columns.
 */
export function shareWidth(needs: readonly ColumnNeed[], available: number): readonly number[] | undefined {
  const rigid = needs.reduce((sum, { widest, isRigid }) => sum + (isRigid ? widest : 0), 0);
  let left = available - rigid;
  const flexible = needs.filter(({ isRigid }) => !isRigid).map(({ widest }) => widest);
  let share = Infinity;
  flexible.sort((a, b) => a - b);
  for (const [index, widest] of flexible.entries()) {
    const equal = Math.floor(left / (flexible.length - index));
    if (widest > equal) {
      share = equal;
      break;
    }
    left -= widest;
  }
  if (left < 0 || share < leastWidth) return undefined;
  return needs.map(({ widest, isRigid }) => (isRigid ? widest : Math.min(widest, share)));
}
