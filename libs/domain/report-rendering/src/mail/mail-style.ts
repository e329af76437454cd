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

export const dark: Readonly<Record<keyof typeof light, string>> = {
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
