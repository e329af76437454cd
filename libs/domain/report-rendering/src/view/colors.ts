/** Of mails and charts. Contrast on the card: text 4.5 at least, bars of a chart 3 at least. */
export const colors = {
  page: { light: '#f0f3f5', dark: '#0e1419' },
  card: { light: '#ffffff', dark: '#18212a' },
  text: { light: '#17212b', dark: '#e8edf2' },
  faint: { light: '#53606c', dark: '#a3b0bc' },
  line: { light: '#dfe5ea', dark: '#2d3945' },
  bad: { light: '#b3261e', dark: '#ff8f85' },
  bar: { light: '#5b93d0', dark: '#4f86c6' },
  chartBar: { light: '#5b93d0', dark: '#3f77b8' },
  /** Behind bars: where they usually end. */
  band: { light: '#e6eef7', dark: '#24364a' },
  newest: { light: '#0b4a9e', dark: '#9cc7ff' },
  /** Behind the hatching of a gap, and its lines. */
  gap: { light: '#f3f5f7', dark: '#1e2933' },
  gapLines: { light: '#c3cbd3', dark: '#475563' },
  notice: { light: '#fff4d6', dark: '#3a2f10' },
  noticeText: { light: '#5c4400', dark: '#ffe2a0' },
} as const;

/** Of a mail program: a chart is drawn for each, a mail has both. */
export type Mode = 'light' | 'dark';
