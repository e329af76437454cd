import { type Html, html as markup, joinHtml } from '@pulso/telegram-html';

import { sparkline } from '../sparkline';
import { type SeriesView } from '../view/number-view';
import { light } from './mail-style';

const blocks = '▁▂▃▄▅▆▇█';
const pxPerStep = 3;

/** Three narrow ones stand side by side on a phone. More bars than these have no room: the newest stay. */
const kinds = {
  narrow: { barPx: 4, gapPx: 1, maxBars: 15 },
  wide: { barPx: 6, gapPx: 2, maxBars: 15 },
} as const;
type Kind = keyof typeof kinds;

/**
 * Draws the bars of a sparkline as cells of a table: pictures are not shown before the reader allows them, and not every
 * system has block characters of one width. The heights are the same as in other destinations.
 */
export function sparklineCells({ values }: SeriesView, kind: Kind): Html {
  const bars = [...sparkline(values)].slice(-kinds[kind].maxBars);
  const cells = bars.map((block, index) => bar(blocks.indexOf(block), index === bars.length - 1, kind));
  return markup`<table role="presentation" aria-hidden="true" cellpadding="0" cellspacing="0" border="0"><tr>${joinHtml(cells, '')}</tr></table>`;
}

/** @param step - From 0; -1 for a gap, which is a short line at the bottom. */
function bar(step: number, isNewest: boolean, kind: Kind): Html {
  const { barPx, gapPx } = kinds[kind];
  const color = step < 0 ? 'line' : isNewest ? 'newest' : 'bar';
  const heightPx = step < 0 ? 1 : (step + 1) * pxPerStep;
  const style = `width:${barPx}px;height:${heightPx}px;font-size:0;line-height:0;background-color:${light[color]}`;
  const inner = markup`<td class="bg-${color}" height="${heightPx}" width="${barPx}" style="${style}">&nbsp;</td>`;
  return markup`<td valign="bottom" style="padding:0 ${gapPx}px 0 0"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${inner}</tr></table></td>`;
}
