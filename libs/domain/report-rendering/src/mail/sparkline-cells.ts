import { type Html, html as markup, joinHtml } from '@pulso/kit/telegram';

import { barCharacters } from '../view/sparkline';
import { light } from './mail-style';

const pxPerStep = 3;

/** Three narrow ones stand side by side on a phone. */
const sizes = {
  narrow: { barPx: 4, gapPx: 1 },
  wide: { barPx: 6, gapPx: 2 },
  /** For a month. */
  many: { barPx: 2, gapPx: 1 },
} as const;
type Size = (typeof sizes)[keyof typeof sizes];

/** More bars than these are drawn thinner. */
const maxFullBars = 15;

/**
 * Draws the bars of a sparkline as cells of a table: pictures are not shown before the reader allows them, and not every
 * system has block characters of one width. The heights are the same as in other destinations.
 *
 * @param bars - Block characters; anything else is a gap.
 */
export function sparklineCells(bars: string, size: 'narrow' | 'wide'): Html {
  const blocks = [...bars];
  const cells = blocks.map((block, index) =>
    bar(barCharacters.indexOf(block), index === blocks.length - 1, sizes[blocks.length > maxFullBars ? 'many' : size]),
  );
  return markup`<table role="presentation" aria-hidden="true" cellpadding="0" cellspacing="0" border="0"><tr>${joinHtml(cells, '')}</tr></table>`;
}

/** @param step - From 0; -1 for a gap, which is a short line at the bottom. */
function bar(step: number, isNewest: boolean, { barPx, gapPx }: Size): Html {
  const color = step < 0 ? 'line' : isNewest ? 'newest' : 'bar';
  const heightPx = step < 0 ? 1 : (step + 1) * pxPerStep;
  const style = `width:${barPx}px;height:${heightPx}px;font-size:0;line-height:0;background-color:${light[color]}`;
  const inner = markup`<td class="bg-${color}" height="${heightPx}" width="${barPx}" style="${style}">&nbsp;</td>`;
  return markup`<td valign="bottom" style="padding:0 ${gapPx}px 0 0"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${inner}</tr></table></td>`;
}
