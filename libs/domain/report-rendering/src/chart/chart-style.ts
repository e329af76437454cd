/** Contrast on white: text 4.5 at least, bars 3 at least. */
export const colors = {
  background: '#ffffff',
  text: '#17212b',
  faintText: '#53606c',
  grid: '#dfe5ea',
  bar: '#5b93d0',
  newestBar: '#0b4a9e',
} as const;

/** Of the whole picture, px: what a phone shows without scaling up. */
export const widthPx = 1080;
export const marginPx = 40;
/** Nothing is written smaller: a phone shows the picture at a third of its size. */
export const smallTextPx = 28;
