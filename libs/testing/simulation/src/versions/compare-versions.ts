/** What a service of this version may write. */
export interface Written {
  readonly exchange: string;
  readonly content: string;
  readonly writer: string;
  readonly isForLaterReaders: boolean;
  /** The content of the queue or the table. */
  readonly text: string;
}

export type Reading =
  | { readonly type: 'read'; readonly value: unknown }
  | { readonly type: 'refused'; readonly error: string }
  /** This version has no such queue or table, or no such content in it. */
  | { readonly type: 'unknown' };

/** A version as another one sees it. Older commits have this interface, too, so new members must be optional. */
export interface Version {
  /** The service that reads each exchange. */
  readonly readers: Readonly<Record<string, string>>;
  /** Where readers look for each content, by the names of exchange and content. */
  readonly places?: Readonly<Record<string, string>>;
  /** @returns As many of each kind of content, always the same for a seed. */
  write(seed: number, countPerContent: number): Written[];
  read(written: Pick<Written, 'exchange' | 'content' | 'text'>): Reading;
}

/** A version with its name for sentences. */
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

/**
 * Gives each version random content of the other one's schemas.
 *
 * @returns A sentence for each content that the other version's reader refuses, misreads or looks for elsewhere: some
 *   order of deploys, or a rollback, would lose it.
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
  const losses = pairs.flatMap((pair) => {
    const { writing, isLater } = pair;
    const written = writing.write(seed, countPerContent).filter((content) => isLater || !content.isForLaterReaders);
    const byContent = Map.groupBy(written, ({ exchange, content }) => `${exchange} ${content}`);
    return [...byContent.values()].flatMap((same) => sentenceOf(pair, same));
  });
  return [...losses, ...movedContents(today, base)];
}

/** Contents that one version puts where the other one does not look. Contents of only one version are ignored. */
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
  const problems = same.map((written) => problemOf(pair, written));
  const index = problems.findIndex((problem) => problem !== undefined);
  const first = same[index];
  if (!first) return [];
  const { writing, reading } = pair;
  const lostCount = problems.filter((problem) => problem !== undefined).length;
  return [
    `${first.exchange}: the ${reading.readers[first.exchange]} of ${reading.label} does not understand "${first.content}"` +
      ` of the ${first.writer} of ${writing.label} (${lostCount} of ${same.length} made up): ${problems[index]}`,
  ];
}

function problemOf({ writing, reading, isLater }: Pair, written: Written): string | undefined {
  const there = reading.read(written);
  // No older service looks for new content; old content may still be there.
  if (there.type === 'unknown') return isLater ? 'it has nothing of this name' : undefined;
  if (there.type === 'refused') return there.error;
  const own = writing.read(written);
  // Content that the writer's own reader refuses is not a loss: the schema lacks a check.
  if (own.type !== 'read') return 'its own reader does not take it either';
  return differenceOf(own.value, there.value, isLater);
}

/**
 * The loss between two readings of the same content. An older reader may ignore new members; a later one must keep old
 * ones.
 *
 * @param own - As the writer's own version reads it.
 * @param place - Names of members.
 */
function differenceOf(own: unknown, other: unknown, isLater: boolean, place = ''): string | undefined {
  if (own === undefined || Object.is(own, other)) return undefined;
  if (other === undefined) return isLater ? `${place} is not read any more` : undefined;
  if (!isObject(own) || !isObject(other)) return `${place || 'it'} is read as something else`;
  for (const [key, member] of Object.entries(own)) {
    const difference = differenceOf(member, other[key], isLater, place === '' ? key : `${place}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
