/** What is known of a column before its width is chosen; widths in cells of the terminal. */
export interface ColumnNeed {
  /** That of its widest cell, the name included. */
  readonly widest: number;
  /** Whether its cells mean something else when they are cut, as numbers and times do. */
  readonly isRigid: boolean;
}

/** Narrower columns than this show nothing of use: where there are too many, lines become longer than the terminal's. */
const leastWidth = 10;

/**
 * Shares a terminal's line among the columns: those that need little get it, the others get equal shares of the rest.
 *
 * @param available - Without the gaps between columns.
 */
export function shareWidth(needs: readonly ColumnNeed[], available: number): readonly number[] {
  const flexible = needs.filter(({ isRigid }) => !isRigid).map(({ widest }) => widest);
  flexible.sort((left, right) => left - right);
  let left = available - needs.reduce((sum, { widest, isRigid }) => sum + (isRigid ? widest : 0), 0);
  let share = Infinity;
  for (const [index, widest] of flexible.entries()) {
    share = Math.max(leastWidth, Math.floor(left / (flexible.length - index)));
    if (widest > share) break;
    left -= widest;
    share = Infinity;
  }
  return needs.map(({ widest, isRigid }) => (isRigid ? widest : Math.min(widest, share)));
}
