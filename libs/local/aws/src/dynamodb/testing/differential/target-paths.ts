/** A document path, its names perhaps placeholders. */
export const pathPattern = String.raw`[#A-Za-z]\w*(?:\.[#A-Za-z]\w*|\[\d+\])*`;

type Path = readonly (number | string)[];

/** @returns The paths that an update changes, or that a projection asks for. */
export function targetPaths(expression: string, names: Readonly<Record<string, string>>): readonly Path[] {
  const clauses = [...expression.matchAll(/\b(SET|REMOVE|ADD|DELETE)\s(.*?)(?=\b(?:SET|REMOVE|ADD|DELETE)\s|$)/gi)];
  const texts =
    clauses.length === 0
      ? expression.split(',')
      : clauses.flatMap(([, keyword = '', actions = '']) => targets(keyword.toUpperCase(), actions));
  return texts.map((text) =>
    (text.match(/[#\w]+/g) ?? []).map((part) => (/^\d/.test(part) ? Number(part) : (names[part] ?? part))),
  );
}

function targets(keyword: string, actions: string): string[] {
  if (keyword === 'REMOVE') return actions.split(',');
  const end = keyword === 'SET' ? String.raw`\s*=` : String.raw`\s*:`;
  return [...actions.matchAll(new RegExp(`(?:^|,)\\s*(${pathPattern})(?=${end})`, 'g'))].map(([, path = '']) => path);
}

/** @returns Whether one leads to where another does, or below. */
export const overlappingPaths = (paths: readonly Path[]): boolean =>
  paths.some((path, index) => paths.slice(index + 1).some((other) => splitOf(path, other) === undefined));

/** @returns Whether one takes for a list what another takes for a map. */
export const conflictingPaths = (paths: readonly Path[]): boolean =>
  paths.some((path, index) =>
    paths.slice(index + 1).some((other) => {
      const [a, b] = splitOf(path, other) ?? [];
      return typeof a !== typeof b;
    }),
  );

/** @returns The first parts that differ; undefined when one path begins with the other. */
function splitOf(path: Path, other: Path): readonly [number | string, number | string] | undefined {
  const length = Math.min(path.length, other.length);
  const index = path.findIndex((part, position) => position < length && part !== other[position]);
  return index === -1 ? undefined : [path[index]!, other[index]!];
}
