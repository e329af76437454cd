import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { defined } from '@pulso/kit/telegram';
import { hourMs, minuteMs } from '@pulso/kit/time';

import { type Table, type Value } from './answers';
import { expectedCountOf } from './baseline';
import { type HistoryTable } from './history';
import { type ComparedWindows } from './series';
import { cellIn, countIn, countsIn, countsOf, keptOf, keyOf } from './tables';

/** Why a number is other than usual, as far as the report's own numbers tell. */
export type Causes = Pick<Value, 'movers' | 'during' | 'isByFew'>;

type Mover = NonNullable<Value['movers']>[number];

/** A part of a number: a row of a table that counts the same, a number that is declared to be a part, or a time. */
interface Part {
  readonly change: number;
  /** What was expected of it. */
  readonly usual: number;
}

interface NamedPart extends Part {
  readonly mover: Mover;
  /** Parts of one breakdown have no request in common. */
  readonly breakdown: string;
}

/** What is to be explained. */
interface Deviation {
  readonly change: number;
  readonly expected: number;
}

/** What is known besides the number itself. */
interface Evidence {
  readonly values: readonly Value[];
  readonly tables: readonly Table[];
  /** Today's rows, as the history will keep them. */
  readonly kept: readonly HistoryTable[];
  readonly plan: ReportPlan;
  readonly compared: ComparedWindows;
}

/** A line of a phone has no room for more. */
const maxMovers = 3;

/** A mover has at least this share of the deviation. */
const minShare = 0.1;

/** A cause has moved so much further than its number as a whole, as a share of the deviation. */
const minExcessShare = 0.2;

/** The same in standard deviations of counting: many parts move a little by chance. */
const minExcessDeviations = 2.5;

/** A time explains a deviation if most of it fell into it. */
const minBurstShare = 0.8;

/** How much of the deviation of a number a part has beyond what all parts alike would have. */
const excessOf = ({ change, usual }: Part, whole: Deviation): number =>
  (change - (whole.expected > 0 ? (whole.change * usual) / whole.expected : 0)) * Math.sign(whole.change);

const isCause = (part: Part, whole: Deviation): boolean =>
  excessOf(part, whole) >=
  Math.max(minExcessDeviations * Math.sqrt(part.usual + 1), minExcessShare * Math.abs(whole.change));

/**
 * Names what made a number unusual: the breakdown (commands with links, languages, kinds of chats) in which one part moved
 * furthest beyond its share, with all its parts that did, by what each adds; and the time. Where all moved alike it names
 * nothing.
 */
export function causesOf(value: Value, evidence: Evidence): Causes {
  const whole = deviationOf(value);
  const parts = [...rowsOf(value, evidence), ...numbersOf(value, evidence.values)];
  const [main] = parts.filter((part) => isCause(part, whole)).sort((a, b) => excessOf(b, whole) - excessOf(a, whole));
  const movers = parts
    .filter(({ breakdown }) => breakdown === main?.breakdown)
    .filter((part) => part === main || excessOf(part, whole) > 0)
    .filter(({ change }) => change / whole.change >= minShare)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, maxMovers)
    .map(({ mover, change }) => ({ ...mover, change: Math.round(change) }));
  return {
    ...(movers.length > 0 && { movers }),
    ...defined({ during: burstOf(value, whole, evidence) }),
    ...(isByFew(value, whole, evidence.values) && { isByFew: true as const }),
  };
}

function deviationOf({ value, baseline }: Value): Deviation {
  const { low, high } = baseline ?? { low: 0, high: 0 };
  const expected = baseline?.expected ?? (low + high) / 2;
  return { change: value - expected, expected };
}

/** People came as usual, so that a few of them asked more often. */
function isByFew({ queryId, numberId }: Value, whole: Deviation, values: readonly Value[]): boolean {
  const people = values.find((value) => value.queryId === queryId && value.numberId === 'people');
  const expected = people?.baseline?.expected ?? 0;
  if (!people || numberId !== 'requests' || whole.change <= 0 || expected <= 0) return false;
  const byPeople = ((people.value - expected) * whole.expected) / expected;
  return !people.isAnomaly && byPeople < whole.change / 3;
}

const numbersOf = ({ queryId, numberId }: Value, values: readonly Value[]): NamedPart[] =>
  values
    .filter(({ partOf, baseline }) => partOf === (numberId ?? queryId) && baseline)
    .map((part) => {
      const { change, expected } = deviationOf(part);
      const mover = { queryId: part.queryId, ...defined({ numberId: part.numberId }), change };
      return { mover, change, usual: expected, breakdown: `${part.queryId} ${part.numberId}` };
    });

/** A sum of another report has only its name. */
const fieldOf = ({ queryId, numberId }: Mover | Value, queries: readonly PlannedQuery[]): string | undefined =>
  queries.find((query) => query.queryId === queryId)?.numbers?.find((number) => number.numberId === numberId)?.field ??
  numberId;

const isOfHours = ({ columns: [by] = [] }: Table): boolean => by?.format === 'hour';

/** A link and its `/start` are one request: the link explains it, and `/start` what is left. */
function rowsOf(value: Value, evidence: Evidence): NamedPart[] {
  const { tables, kept, plan } = evidence;
  const field = fieldOf(value, plan.queries);
  const all = tables
    .filter((table) => table.columns?.[1]?.field === field && !isOfHours(table))
    .flatMap((table): (NamedPart & { readonly by: string | undefined })[] => {
      const { queryId, tableId, columns: [by] = [] } = table;
      const own = keptOf(table, kept);
      const counts = countsOf(table);
      if (!own || !counts) return [];
      const breakdown = by?.field === 'source' ? 'command' : (by?.field ?? '');
      return namesIn(own, evidence).flatMap((name) => {
        const usual = usualOf(value, own, name, evidence);
        const now = counts.get(name) ?? (table.omittedRowCount ? undefined : 0);
        if (usual === undefined || now === undefined) return [];
        const mover = { queryId, ...defined({ tableId }), key: name, change: now - usual };
        return [{ mover, change: now - usual, usual, breakdown, by: by?.field }];
      });
    });
  const links = all.filter(({ by }) => by === 'source');
  const sumOf = (numberOf: (part: Part) => number): number => links.reduce((sum, link) => sum + numberOf(link), 0);
  return all.map((part) =>
    part.by === 'command' && part.mover.key === 'start'
      ? { ...part, change: part.change - sumOf((link) => link.change), usual: part.usual - sumOf((link) => link.usual) }
      : part,
  );
}

const namesIn = (own: HistoryTable, { compared: { windows } }: Evidence): string[] => {
  const earlier = windows.flatMap((entry) => [...((entry && countsIn(entry).get(keyOf(own))?.counts.keys()) ?? [])]);
  return [...new Set([...own.rows.map(([name]) => name), ...earlier])];
};

/** Of a number whose usual is not known none of its rows was expected. */
const usualOf = (value: Value, own: HistoryTable, name: string, { compared }: Evidence): number | undefined =>
  expectedCountOf(
    compared.windows.map((entry) => countIn(entry, keyOf(own), name)),
    compared.cadence,
  ) ?? (value.baseline ? undefined : 0);

/** A time of the window, and the count of a number in it. */
interface Bin extends Part {
  readonly startMs: number;
}

/** Queries count by this time. */
const binMs = 20 * minuteMs;

/** Finds the time into which most of a deviation fell: that whose parts are furthest beyond their shares together. */
function burstOf(value: Value, whole: Deviation, evidence: Evidence): Value['during'] {
  const { windowStartMs, windowEndMs } = evidence.plan;
  const bins = binsOf(value, whole, evidence);
  const shaped = { ...whole, expected: bins.reduce((sum, { usual }) => sum + usual, 0) };
  const none = { change: 0, usual: 0, fromMs: windowStartMs, toMs: windowStartMs };
  let [best, part] = [none, none];
  for (const { startMs, change, usual } of bins) {
    if (excessOf(part, shaped) <= 0) part = { ...none, fromMs: startMs };
    part = { ...part, change: part.change + change, usual: part.usual + usual, toMs: startMs + binMs };
    if (excessOf(part, shaped) > excessOf(best, shaped)) best = part;
  }
  if (!isCause(best, shaped) || best.change / whole.change < minBurstShare) return undefined;
  // Nights are quiet: what has gone on until an hour before the end still goes on.
  const isOver = best.toMs < windowEndMs - hourMs;
  return { startMs: Math.max(windowStartMs, best.fromMs), ...(isOver && { endMs: best.toMs }) };
}

/**
 * Counts a number by time. What was expected at a time is known of requests by the hour; of a part of the requests it is
 * as the requests are.
 *
 * @returns In the order of time; empty: not known.
 */
function binsOf(value: Value, whole: Deviation, evidence: Evidence): Bin[] {
  const { tables, kept, plan, values } = evidence;
  const requests = values.find(({ queryId, numberId }) => (numberId ?? queryId) === value.partOf) ?? value;
  const [own, shape] = [value, requests].map((number) =>
    tables.find((table) => isOfHours(table) && table.columns?.[1]?.field === fieldOf(number, plan.queries)),
  );
  const keptShape = shape && keptOf(shape, kept);
  if (!own || !shape || !keptShape || own.omittedRowCount || shape.omittedRowCount) return [];
  const countsByTime = ({ rows, columns: [by, sum] = [] }: Table) =>
    new Map(rows.map((row) => [cellIn(row, by?.field), Number(cellIn(row, sum?.field))]));
  const [counts, shapeCounts] = [countsByTime(own), countsByTime(shape)];
  const firstMs = Math.floor(plan.windowStartMs / binMs) * binMs;
  const bins = Array.from({ length: Math.ceil((plan.windowEndMs - firstMs) / binMs) }, (_, index) => {
    const startMs = firstMs + index * binMs;
    const time = new Date(startMs).toISOString().replace('T', ' ').replace('Z', '');
    const usual = requests === value ? usualOf(value, keptShape, time.slice(11, 13), evidence) : shapeCounts.get(time);
    return { startMs, now: counts.get(time) ?? 0, usual: usual ?? 0 };
  });
  const total = bins.reduce((sum, { usual }) => sum + usual, 0) || 1;
  return bins.map(({ startMs, now, usual }) => ({
    startMs,
    change: now - (whole.expected * usual) / total,
    usual: ((whole.expected || Math.abs(whole.change)) * usual) / total,
  }));
}
