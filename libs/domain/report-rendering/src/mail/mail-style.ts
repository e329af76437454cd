import { type Html, html as markup, joinHtml } from '@pulso/kit/telegram';

import { colors } from '../view/colors';
import { type BarsView } from '../view/number-view';

/** System fonts: a mail loads nothing. */
export const fontFamily = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const backgrounds = ['page', 'card', 'bar', 'newest', 'notice', 'line'] as const;
const texts = ['text', 'faint', 'bad', 'newest', 'noticeText'] as const;

/** What inline styles can't say. Without `!important` they would win. `bg-` colours a background, `fg-` a text. */
export const styleSheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
${backgrounds.map((name) => `.bg-${name}{background-color:${colors[name].dark}!important}`).join('\n')}
${texts.map((name) => `.fg-${name}{color:${colors[name].dark}!important}`).join('\n')}
.bd{border-color:${colors.line.dark}!important}
.in-light{display:none!important}
.in-dark{display:block!important;max-height:none!important}
}
@media (max-width:480px){
.pad{padding-left:16px!important;padding-right:16px!important}
.big{font-size:30px!important;line-height:38px!important}
}
`;

interface TextStyle {
  readonly sizePx?: number;
  readonly isBold?: boolean;
}

/** A text's inline style; its class repeats the colour for dark mode. */
export const textStyle = (color: (typeof texts)[number], { sizePx = 15, isBold }: TextStyle = {}): string =>
  `color:${colors[color].light};font-size:${sizePx}px;line-height:${Math.round(sizePx * 1.4)}px${isBold ? ';font-weight:700' : ''}`;

const pxPerStep = 3;

const gapPx = 1;
/** More bars than two weeks have are drawn thinner: three numbers stand side by side on a phone. */
const barPxOf = (count: number): number => (count > 15 ? 2 : 5);

/**
 * Draws bars as cells of a table: pictures are not shown before the reader allows them, and not every system has block
 * characters of one width.
 */
export function barCells({ heights }: BarsView): Html {
  const barPx = barPxOf(heights.length);
  const cells = heights.map((height, index) => barCell(height, index === heights.length - 1, barPx));
  return markup`<table role="presentation" aria-hidden="true" cellpadding="0" cellspacing="0" border="0"><tr>${joinHtml(cells, '')}</tr></table>`;
}

/** A gap is a short line at the bottom. */
function barCell(height: number | null, isNewest: boolean, barPx: number): Html {
  const color = height === null ? 'line' : isNewest ? 'newest' : 'bar';
  const heightPx = height === null ? 1 : height * pxPerStep;
  const style = `width:${barPx}px;height:${heightPx}px;font-size:0;line-height:0;background-color:${colors[color].light}`;
  const inner = markup`<td class="bg-${color}" height="${heightPx}" width="${barPx}" style="${style}">&nbsp;</td>`;
  return markup`<td valign="bottom" style="padding:0 ${gapPx}px 0 0"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${inner}</tr></table></td>`;
}
