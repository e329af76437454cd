import { html } from '@pulso/kit/telegram';

import { type Mode, colors } from '../view/colors';
import { drawable } from '../view/line-text';

/** Of the whole picture, px: what a phone shows without scaling up. */
export const widthPx = 1080;
export const marginPx = 40;
/** Nothing is written smaller: a phone shows the picture at a third of its size. */
export const smallTextPx = 28;

/** Widths of Noto Sans in units of the font's size, rounded up: domain code does not read fonts. */
const widthOf = (char: string): number => {
  if (char >= '\u3000') return 1;
  if (/[il.,:;'|!jftrIíìîïї\u2009\u202f\u00a0 ()]/u.test(char)) return 0.4;
  if (/[mwMW@%…—™ЖШЩЮЫшщжюфым№‰\ufffd]/u.test(char)) return 0.98;
  return /[\p{Lu}]/u.test(char) ? 0.74 : 0.6;
};

/** @returns How wide a text is at most, px. */
export const textWidthPx = (text: string, sizePx: number): number =>
  sizePx * [...text].reduce((sum, char) => sum + widthOf(char), 0);

export function cutToWidth(text: string, sizePx: number, maxWidthPx: number): string {
  if (textWidthPx(text, sizePx) <= maxWidthPx) return text;
  const chars = [...text];
  while (chars.length > 0 && textWidthPx(`${chars.join('')}…`, sizePx) > maxWidthPx) chars.pop();
  return `${chars.join('').trimEnd()}…`;
}

interface TextStyle {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  /** Default: {@link smallTextPx}. */
  readonly sizePx?: number;
  readonly color: keyof typeof colors;
  readonly mode: Mode;
  readonly isBold?: boolean;
  /** Where `x` lies in the text. Default: at its start. */
  readonly anchor?: 'middle' | 'end';
  /** Keeps lines behind the text away from its letters. */
  readonly hasHalo?: boolean;
}

/** Escapes any text, and replaces what can't be drawn. */
export function svgText(text: string, { x, y, sizePx = smallTextPx, color, mode, ...style }: TextStyle): string {
  const halo = `stroke="${colors.card[mode]}" stroke-width="8" stroke-linejoin="round" paint-order="stroke"`;
  const attributes = [
    `x="${round(x)}" y="${round(y)}" font-size="${sizePx}" fill="${colors[color][mode]}"`,
    ...(style.isBold ? ['font-weight="700"'] : []),
    ...(style.anchor ? [`text-anchor="${style.anchor}"`] : []),
    ...(style.hasHalo ? [halo] : []),
  ];
  return `<text ${attributes.join(' ')}>${html`${drawable(text)}`.html}</text>`;
}

/** Coordinates with one decimal, which no eye sees and every machine writes alike. */
export const round = (value: number): number => Math.round(value * 10) / 10;
