/** @returns Some texts in one line: the first two, and how many more there are. */
export function summarize(texts: readonly string[]): string {
  const rest = texts.length - 2;
  return `${texts.slice(0, 2).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
