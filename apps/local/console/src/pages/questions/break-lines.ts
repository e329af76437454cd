/** Longer lines are broken, characters. */
const longestLine = 90;

/** @returns A query with a line for each command, a long one broken at the commas that are in no brackets and no text. */
export const breakLines = (query: string): string =>
  query
    .replaceAll(' | ', '\n| ')
    .split('\n')
    .map((line) => (line.length > longestLine ? breakAtCommas(line) : line))
    .join('\n');

function breakAtCommas(line: string): string {
  let depth = 0;
  return line.replace(/"[^"]*"|'[^']*'|[([]|[)\]]|, /g, (part) => {
    if (part === '(' || part === '[') depth += 1;
    if (part === ')' || part === ']') depth -= 1;
    return part === ', ' && depth === 0 ? ',\n    ' : part;
  });
}
