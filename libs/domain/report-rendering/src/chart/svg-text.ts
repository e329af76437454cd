import { drawable } from '../view/line-text';

/** Contrast on the background: text 4.5 at least, bars 3 at least. */
export const palettes = {
  light: {
    background: '#ffffff',
    text: '#17212b',
    faintText: '#53606c',
    grid: '#dfe5ea',
    bar: '#5b93d0',
    newestBar: '#0b4a9e',
    /** Behind the hatching of a gap, and its lines. */
    gap: '#f3f5f7',
    gapLines: '#c3cbd3',
  },
  /** On the card of a mail in dark mode. */
  dark: {
    background: '#18212a',
    text: '#e8edf2',
    faintText: '#a3b0bc',
    grid: '#2d3945',
    bar: '#3f77b8',
    newestBar: '#9cc7ff',
    gap: '#1e2933',
    gapLines: '#475563',
  },
} as const;

export type Palette = Readonly<Record<keyof (typeof palettes)['light'], string>>;

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

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for SVG, in elements and attributes. */
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (char) => entities[char] ?? char);

interface TextStyle {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly sizePx: number;
  readonly color: string;
  readonly isBold?: boolean;
  /** Where `x` lies in the text. Default: at its start. */
  readonly anchor?: 'middle' | 'end';
  /** Keeps lines behind the text away from its letters. */
  readonly haloColor?: string;
}

/** @param text - Of any origin: what can't be drawn is replaced, all of it is escaped. */
export function svgText(text: string, { x, y, sizePx, color, isBold, anchor, haloColor }: TextStyle): string {
  const attributes = [
    `x="${round(x)}" y="${round(y)}" font-size="${sizePx}" fill="${color}"`,
    ...(isBold ? ['font-weight="700"'] : []),
    ...(anchor ? [`text-anchor="${anchor}"`] : []),
    ...(haloColor ? [`stroke="${haloColor}" stroke-width="8" stroke-linejoin="round" paint-order="stroke"`] : []),
  ];
  return `<text ${attributes.join(' ')}>${escapeXml(drawable(text))}</text>`;
}

/** Coordinates with one decimal, which no eye sees and every machine writes alike. */
export const round = (value: number): number => Math.round(value * 10) / 10;
