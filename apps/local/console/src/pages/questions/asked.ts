import type { AnswerColumn } from '@pulso/local/console-api';

/** Of what time logs are asked, as an address has it: `24h`, `all`, or `2026-11-25T12:30..2026-11-25T13:00`, in UTC. */
export type ChosenRange = 'all' | `${number}h` | `${string}..${string}`;

/** A query and what it is asked of: all that an address keeps. */
export interface Asked {
  readonly query: string;
  /** undefined: the usage records. */
  readonly logGroups: readonly string[] | undefined;
  readonly range: ChosenRange;
}

export const lastHours = (hours: number): ChosenRange => `${hours}h`;

/** @returns The range `[startMs, endMs)`, whole seconds. */
export const rangeBetween = (startMs: number, endMs: number): ChosenRange => {
  const [start = '', end = ''] = [startMs, endMs].map((atMs) => new Date(atMs).toISOString().slice(0, 19));
  return `${start}..${end}`;
};

/** @returns The chosen range in whole seconds, `[startMs, endMs)`; an empty one where nothing usable is chosen. */
export function rangeOf(range: ChosenRange, nowMs: number): { startMs: number; endMs: number } {
  const [start, end] = range.split('..');
  if (end !== undefined) return { startMs: secondOf(start), endMs: secondOf(end) };
  const endMs = Math.floor(nowMs / 1000) * 1000 + 1000;
  return { startMs: range === 'all' ? 0 : endMs - Number.parseInt(range, 10) * 3_600_000, endMs };
}

const secondOf = (text: string | undefined): number => Math.floor((momentIn(text) ?? 0) / 1000) * 1000;

/** @returns The moment that a cell as `2026-11-25 12:30:00.000` names, epoch ms; undefined for another text or none. */
export function momentIn(cell: string | null | undefined): number | undefined {
  const atMs = Date.parse(`${cell?.replace(' ', 'T')}Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
}

/** @returns The parts of its address behind `#/questions/`: `['stats count(*)', '24h']`. */
export function addressOf({ query, logGroups, range }: Asked): readonly string[] {
  // Of no group at all something must stand there.
  return [query, range, ...(logGroups?.length === 0 ? [''] : (logGroups ?? []))];
}

/**
 * @param rest - Of the address; a person may have typed it.
 * @returns undefined where no query stands. A range that makes no sense is the last 24 hours.
 */
export function readAddress([query, range = '', ...logGroups]: readonly string[]): Asked | undefined {
  if (!query) return undefined;
  return {
    query,
    range: isRange(range) ? range : lastHours(24),
    logGroups: logGroups.length === 0 ? undefined : logGroups.filter((group) => group !== ''),
  };
}

/** At most 9,999 hours. */
const isRange = (text: string): text is ChosenRange => /^([1-9]\d{0,3}h|all|[\dT:.-]*?\.\.[\dT:.-]*)$/.test(text);

const texts = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|#.*/g;

const binMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * @param row - Of the answer: its cells in the order of the columns.
 * @returns What asks for the records that a row of a `stats` query counts; undefined when it is a record itself.
 */
export function recordsBehind(
  asked: Asked,
  columns: readonly AnswerColumn[],
  row: readonly (string | null)[],
): Asked | undefined {
  // What stands in texts is no command: signs of its own take its place, of the same length.
  const bare = asked.query.replace(texts, (text) => '_'.repeat(text.length));
  const [stats, before = ''] = /^((?:[^|]*\|)*?)\s*stats\s[^|]*/.exec(bare) ?? [];
  if (stats === undefined) return undefined;
  const by = stats.lastIndexOf(' by ');
  const groups = by === -1 ? [] : asked.query.slice(by + 4, stats.length).split(/,(?![^(]*\))/);
  let { range } = asked;
  const conditions = groups.flatMap((group) => {
    const [expression = '', alias] = group.trim().split(/\s+as\s+/);
    const place = columns.findIndex(({ name }) => name === (alias ?? expression).replaceAll('`', ''));
    const [kind, cell] = [columns[place]?.kind, row[place]];
    if (cell === undefined) return [];
    if (cell === null) return `not ispresent(${expression})`;
    const [, count, unit = ''] = /^bin\((\d+)([smhd])\w*\)$/.exec(expression) ?? [];
    const startMs = momentIn(cell);
    if (count === undefined || startMs === undefined)
      return `${expression} = ${kind === 'number' ? cell : JSON.stringify(cell)}`;
    range = rangeBetween(startMs, startMs + Number(count) * (binMs[unit] ?? 0));
    return [];
  });
  const commands = asked.query
    .slice(0, before.length)
    .split(/\|\s*$/)[0]
    ?.trim();
  const filter = conditions.length > 0 ? `filter ${conditions.join(' and ')}` : '';
  return { ...asked, range, query: [commands, filter, 'fields @timestamp, @message'].filter(Boolean).join('\n| ') };
}
