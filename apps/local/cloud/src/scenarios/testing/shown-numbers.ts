/** A number as a reader finds it in a report. */
export interface ShownNumber {
  readonly value: number;
  /** With its arrow; undefined where nothing is compared. */
  readonly change: string | undefined;
}

/**
 * Reads the numbers under these titles out of a report in English, wherever in its text they stand.
 *
 * @returns By title; without those that are not there.
 */
export function shownNumbers(text: string, titles: readonly string[]): Record<string, ShownNumber> {
  const line = text.replace(/[ \t\u00a0]+/g, ' ');
  return Object.fromEntries(
    titles.flatMap((title) => {
      const pattern = new RegExp(
        `(?<!\\p{L} ?)${title}[ |]+(\\d[\\d,]*)(?!\\d| to )(?:[ |]+([▲▼±](?:\\d+%|from 0)))?`,
        'u',
      );
      const [, number, change] = pattern.exec(line) ?? [];
      return number === undefined ? [] : [[title, { value: Number(number.replaceAll(',', '')), change }]];
    }),
  );
}
