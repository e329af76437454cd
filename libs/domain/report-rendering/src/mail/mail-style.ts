import { type Html, html as markup, joinHtml } from '@pulso/kit/telegram';

import { type BarsView } from '../view/number-view';

/** Colours of both modes. Contrast on the card: 4.5 at least for text. */
export const light = {
  page: '#f0f3f5',
  card: '#ffffff',
  text: '#17212b',
  faint: '#53606c',
  line: '#dfe5ea',
  good: '#0a6e37',
  bad: '#b3261e',
  bar: '#5b93d0',
  newest: '#0b4a9e',
  notice: '#fff4d6',
  noticeText: '#5c4400',
} as const;

const dark: Readonly<Record<keyof typeof light, string>> = {
  page: '#0e1419',
  card: '#18212a',
  text: '#e8edf2',
  faint: '#a3b0bc',
  line: '#2d3945',
  good: '#56cf8f',
  bad: '#ff8f85',
  bar: '#4f86c6',
  newest: '#9cc7ff',
  notice: '#3a2f10',
  noticeText: '#ffe2a0',
};

/** System fonts: a mail loads nothing. */
export const fontFamily = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const backgrounds = ['page', 'card', 'bar', 'newest', 'notice', 'line'] as const;
const texts = ['text', 'faint', 'good', 'bad', 'newest', 'noticeText'] as const;

/**
 * What inline styles can't say. `!important`, because inline styles would win otherwise.
 *
 * Classes: `bg-<name>` has the colour as its background, `fg-<name>` as its text.
 */
export const styleSheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
${backgrounds.map((name) => `.bg-${name}{background-color:${dark[name]}!important}`).join('\n')}
${texts.map((name) => `.fg-${name}{color:${dark[name]}!important}`).join('\n')}
.bd{border-color:${dark.line}!important}
.in-light{display:none!important}
.in-dark{display:block!important;max-height:none!important}
}
@media (max-width:480px){
.pad{padding-left:16px!important;padding-right:16px!important}
.big{font-size:24px!important;line-height:30px!important}
}
`;

interface TextStyle {
  readonly sizePx?: number;
  readonly isBold?: boolean;
}

/** A text's inline style; its class repeats the colour for dark mode. */
export const textStyle = (color: (typeof texts)[number], { sizePx = 15, isBold }: TextStyle = {}): string =>
  `color:${light[color]};font-size:${sizePx}px;line-height:${Math.round(sizePx * 1.4)}px${isBold ? ';font-weight:700' : ''}`;

const pxPerStep = 3;

/** Three narrow ones stand side by side on a phone. */
const sizes = {
  narrow: { barPx: 4, gapPx: 1 },
  wide: { barPx: 6, gapPx: 2 },
  /** For a month. */
  many: { barPx: 2, gapPx: 1 },
} as const;

/** More bars than these are drawn thinner. */
const maxFullBars = 15;

/**
 * Draws bars as cells of a table: pictures are not shown before the reader allows them, and not every system has block
 * characters of one width. The heights are the same as in other destinations.
 */
export function barCells({ heights }: BarsView, size: 'narrow' | 'wide'): Html {
  const sizePx = sizes[heights.length > maxFullBars ? 'many' : size];
  const cells = heights.map((height, index) => barCell(height, index === heights.length - 1, sizePx));
  return markup`<table role="presentation" aria-hidden="true" cellpadding="0" cellspacing="0" border="0"><tr>${joinHtml(cells, '')}</tr></table>`;
}

/** A gap is a short line at the bottom. */
function barCell(height: number | null, isNewest: boolean, { barPx, gapPx }: (typeof sizes)[keyof typeof sizes]): Html {
  const color = height === null ? 'line' : isNewest ? 'newest' : 'bar';
  const heightPx = height === null ? 1 : height * pxPerStep;
  const style = `width:${barPx}px;height:${heightPx}px;font-size:0;line-height:0;background-color:${light[color]}`;
  const inner = markup`<td class="bg-${color}" height="${heightPx}" width="${barPx}" style="${style}">&nbsp;</td>`;
  return markup`<td valign="bottom" style="padding:0 ${gapPx}px 0 0"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${inner}</tr></table></td>`;
}
