import { type Mark } from './marks-of';

/** A line of JSON per number and day. */
export const marksInJson = (marks: readonly Mark[]): string[] =>
  marks.map(({ date, id, value, usual, isUnusual }) =>
    JSON.stringify({ date, id, value, usual: usual ? [usual.low, usual.high] : null, unusual: isUnusual }),
  );

/** What was unusual, and how much of all that is. */
export function marksInWords(marks: readonly Mark[]): string[] {
  if (marks.length === 0) return ['There are no numbers.'];
  const unusual = marks.filter(({ isUnusual }) => isUnusual);
  const idColumns = Math.max(0, ...unusual.map(({ id }) => id.length));
  const byId = [...new Set(marks.map(({ id }) => id))].map((id) => {
    const own = marks.filter((mark) => mark.id === id);
    return `${id} ${own.filter(({ isUnusual }) => isUnusual).length} of ${own.length}`;
  });
  return [
    ...unusual.map(
      ({ date, id, value, usual }) =>
        `${date}  ${id.padEnd(idColumns)}  ${value}${usual ? ` (usually ${usual.low} to ${usual.high})` : ''}`,
    ),
    `Unusual: ${byId.join(', ')}.`,
  ];
}
