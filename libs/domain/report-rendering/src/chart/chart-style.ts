export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly faintText: string;
  readonly grid: string;
  readonly bar: string;
  readonly newestBar: string;
  /** Behind the hatching of a gap, and its lines. */
  readonly gap: string;
  readonly gapLines: string;
}

/** Contrast on the background: text 4.5 at least, bars 3 at least. */
export const palettes = {
  light: {
    background: '#ffffff',
    text: '#17212b',
    faintText: '#53606c',
    grid: '#dfe5ea',
    bar: '#5b93d0',
    newestBar: '#0b4a9e',
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
} as const satisfies Record<string, Palette>;

/** Of the whole picture, px: what a phone shows without scaling up. */
export const widthPx = 1080;
export const marginPx = 40;
/** Nothing is written smaller: a phone shows the picture at a third of its size. */
export const smallTextPx = 28;
