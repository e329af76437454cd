import { type Version, type Written } from './version';

/** A version with how sentences call it. */
export interface NamedVersion extends Version {
  /** `today`, or the short name of a commit. */
  readonly label: string;
}

/** One order in which services can be deployed: the writer is of one version, and the reader of the other one. */
interface Pair {
  readonly writing: NamedVersion;
  readonly reading: NamedVersion;
  /** The reader is the newer one. */
  readonly isLater: boolean;
}

interface Loss {
  readonly written: Written;
  readonly problem: string;
}

/**
 * Gives each version what the other one writes, made up by chance from its schemas.
 *
 * @returns A sentence for each content that a reader of the other version refuses or takes for something else: an order of
 *   deploys, or a rollback, would lose it.
 */
export function compareVersions(
  today: NamedVersion,
  base: NamedVersion,
  seed: number,
  countPerContent: number,
): string[] {
  const pairs: readonly Pair[] = [
    { writing: today, reading: base, isLater: false },
    { writing: base, reading: today, isLater: true },
  ];
  return pairs.flatMap((pair) => {
    const { writing, isLater } = pair;
    const written = writing.write(seed, countPerContent).filter((content) => isLater || !content.isForLaterReaders);
    const byContent = Map.groupBy(written, ({ exchange, content }) => `${exchange} ${content}`);
    return [...byContent.values()].flatMap((same) => sentenceOf(pair, same));
  });
}

function sentenceOf(pair: Pair, same: readonly Written[]): string[] {
  const losses = same.flatMap((written) => lossOf(pair, written));
  const [first] = losses;
  if (first === undefined) return [];
  const { writing, reading } = pair;
  const { written, problem } = first;
  const reader = `the ${reading.readers[written.exchange]} of ${reading.label}`;
  return [
    `${written.exchange}: ${reader} does not understand "${written.content}" of the ${written.writer} of ${writing.label}` +
      ` (${losses.length} of ${same.length} made up): ${problem}`,
  ];
}

function lossOf({ writing, reading }: Pair, written: Written): Loss[] {
  const there = reading.read(written);
  if (there.type === 'unknown') return [];
  if (there.type === 'refused') return [{ written, problem: there.error }];
  const own = writing.read(written);
  // What the writer's own reader refuses, no check of the schema has kept from being made up.
  if (own.type !== 'read') return [{ written, problem: `its own reader does not take it either` }];
  const place = differenceOf(own.value, there.value);
  return place === undefined ? [] : [{ written, problem: `${place} is read as something else` }];
}

/**
 * Where two readings of the same differ. What only one of them has, the other does not know.
 *
 * @returns Names of members, or undefined.
 */
function differenceOf(one: unknown, other: unknown, place = ''): string | undefined {
  if (one === undefined || other === undefined || Object.is(one, other)) return undefined;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return place || 'it';
  for (const [key, member] of Object.entries(one)) {
    const difference = differenceOf(
      member,
      (other as Record<string, unknown>)[key],
      place === '' ? key : `${place}.${key}`,
    );
    if (difference !== undefined) return difference;
  }
  return undefined;
}
