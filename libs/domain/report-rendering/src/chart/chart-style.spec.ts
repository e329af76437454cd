import { palettes } from './svg-text';

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrastOf = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};

describe.each(Object.entries(palettes))('the colors of a %s picture', (_name, colors) => {
  it.each(['text', 'faintText', 'newestBar'] as const)('let %s be read', (name) => {
    expect(contrastOf(colors[name], colors.background)).toBeGreaterThanOrEqual(4.5);
  });

  it('let bars be told from the background, and the newest from the others', () => {
    expect(contrastOf(colors.bar, colors.background)).toBeGreaterThanOrEqual(3);
    expect(contrastOf(colors.bar, colors.newestBar)).toBeGreaterThanOrEqual(2.5);
  });
});
