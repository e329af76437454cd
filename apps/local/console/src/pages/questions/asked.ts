/** What a person has chosen. The ends are as a field for date and time has them, in UTC: `2026-11-25T12:30`. */
export interface ChosenRange {
  readonly preset: 'all' | 'custom' | 'hours' | 'report';
  /** How many of the last, where that is the preset. */
  readonly hours: number;
  readonly customStart: string;
  readonly customEnd: string;
}

/** A query and what it is asked of: all that an address keeps. */
export interface Asked {
  readonly query: string;
  /** undefined: the usage records. */
  readonly logGroups: readonly string[] | undefined;
  readonly range: ChosenRange;
}

export const lastHours = (hours: number): ChosenRange => ({ preset: 'hours', hours, customStart: '', customEnd: '' });

/** What stands behind `#/questions/` before a query of one's own; no question of the catalogue has this id. */
const ownName = 'ask';

/** @returns The parts of its address behind `#/questions/`: `['ask', 'stats count(*)', '24h']`. */
export const addressOf = ({ query, logGroups, range }: Asked): readonly string[] => [
  ownName,
  query,
  textOf(range),
  // Of no group at all something must stand there.
  ...(logGroups?.length === 0 ? [''] : (logGroups ?? [])),
];

function textOf({ preset, hours, customStart, customEnd }: ChosenRange): string {
  if (preset === 'hours') return `${hours}h`;
  return preset === 'custom' ? `${customStart}..${customEnd}` : preset;
}

/**
 * @param rest - Of the address; a person may have typed it.
 * @returns undefined when it is the address of something else. A range that makes no sense is the last 24 hours.
 */
export function readAddress([name, query, range = '', ...logGroups]: readonly string[]): Asked | undefined {
  if (name !== ownName || query === undefined) return undefined;
  return {
    query,
    range: readRange(range),
    logGroups: logGroups.length === 0 ? undefined : logGroups.filter((group) => group !== ''),
  };
}

const most = 10_000;

function readRange(text: string): ChosenRange {
  const [, hours] = /^(\d+)h$/.exec(text) ?? [];
  if (hours !== undefined) return lastHours(Math.min(Math.max(Number(hours), 1), most));
  const [, customStart, customEnd] = /^([\dT:.-]*?)\.\.([\dT:.-]*)$/.exec(text) ?? [];
  if (customStart !== undefined && customEnd !== undefined) {
    return { ...lastHours(24), preset: 'custom', customStart, customEnd };
  }
  return text === 'all' || text === 'report' ? { ...lastHours(24), preset: text } : lastHours(24);
}

/** How many are kept. */
const keptCount = 50;

/** @returns With another one at the front, once; the oldest go when there are too many. */
export function withAsked(kept: readonly Asked[], asked: Asked): readonly Asked[] {
  const key = keyOf(asked);
  return [asked, ...kept.filter((each) => keyOf(each) !== key)].slice(0, keptCount);
}

/** The same query of another time is the same question. */
const keyOf = ({ query, logGroups }: Asked): string => JSON.stringify([query, logGroups]);

/** @param text - As the browser has kept it, or a person has changed it. @returns Without what can't be read. */
export function readKept(text: string | null): readonly Asked[] {
  try {
    const addresses = JSON.parse(text ?? '[]') as readonly (readonly string[])[];
    return addresses.flatMap((address) => readAddress(address.map(String)) ?? []).slice(0, keptCount);
  } catch {
    return [];
  }
}
