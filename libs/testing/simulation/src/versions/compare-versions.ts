import { changedUnits } from './changed-units';
import { misreadRecords } from './usage-questions';
import { type Version, type Written } from './version';

/** Enough for every value of every field. */
const recordCount = 500;

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

/** @returns What {@link lossesBetween} finds, and numbers that services of the two versions really write in different units. */
export async function compareVersions(
  today: NamedVersion,
  base: NamedVersion,
  seed: number,
  countPerContent: number,
): Promise<string[]> {
  const losses = lossesBetween(today, base, seed, countPerContent);
  return [...losses, ...changedUnits((await today.live?.()) ?? [], (await base.live?.()) ?? [])];
}

/**
 * Gives each version what the other one writes, made up by chance from its schemas.
 *
 * @returns A sentence for each content that a reader of the other version refuses, takes for something else, or looks for
 *   elsewhere: an order of deploys, or a rollback, would lose it.
 */
export function lossesBetween(
  today: NamedVersion,
  base: NamedVersion,
  seed: number,
  countPerContent: number,
): string[] {
  const pairs: readonly Pair[] = [
    { writing: today, reading: base, isLater: false },
    { writing: base, reading: today, isLater: true },
  ];
  const losses = pairs.flatMap((pair) => {
    const { writing, isLater } = pair;
    const written = writing.write(seed, countPerContent).filter((content) => isLater || !content.isForLaterReaders);
    const byContent = Map.groupBy(written, ({ exchange, content }) => `${exchange} ${content}`);
    return [...byContent.values()].flatMap((same) => sentenceOf(pair, same));
  });
  const misread = pairs.flatMap(({ writing, reading }) => misreadRecords(writing, reading, seed, recordCount));
  return [...losses, ...movedContents(today, base), ...misread];
}

/** What one version puts where the other one does not look for it. What only one of them has, nothing looks for. */
function movedContents(today: NamedVersion, base: NamedVersion): string[] {
  const { places: now = {} } = today;
  return Object.entries(base.places ?? {})
    .filter(([content, place]) => content in now && now[content] !== place)
    .map(
      ([content, place]) =>
        `${content}: ${base.label} has it at "${place}", and ${today.label} looks for it at "${now[content]}"`,
    );
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

function lossOf({ writing, reading, isLater }: Pair, written: Written): Loss[] {
  const there = reading.read(written);
  // What is new, no older service looks for; what is old may still lie there.
  if (there.type === 'unknown') return isLater ? [{ written, problem: 'it has nothing of this name' }] : [];
  if (there.type === 'refused') return [{ written, problem: there.error }];
  const own = writing.read(written);
  // What the writer's own reader refuses, no check of the schema has kept from being made up.
  if (own.type !== 'read') return [{ written, problem: `its own reader does not take it either` }];
  const problem = differenceOf({ own: own.value, other: there.value, isLater });
  return problem === undefined ? [] : [{ written, problem }];
}

interface Readings {
  /** Of the version that has written it. */
  readonly own: unknown;
  readonly other: unknown;
  readonly isLater: boolean;
  /** Names of members. */
  readonly place?: string;
}

/**
 * What is lost between two readings of the same. What is new, an older reader need not know; what was there, a later one
 * must not forget.
 */
function differenceOf({ own, other, isLater, place = '' }: Readings): string | undefined {
  if (own === undefined || Object.is(own, other)) return undefined;
  if (other === undefined) return isLater ? `${place} is not read any more` : undefined;
  if (!isObject(own) || !isObject(other)) return `${place || 'it'} is read as something else`;
  for (const [key, member] of Object.entries(own)) {
    const at = place === '' ? key : `${place}.${key}`;
    const difference = differenceOf({ own: member, other: other[key], isLater, place: at });
    if (difference !== undefined) return difference;
  }
  return undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
