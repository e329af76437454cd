import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { defined } from '@pulso/kit/telegram';
import { hourMs, minuteMs } from '@pulso/kit/time';

import { judgeNumber } from './anomalies';
import { type Table, type Value, isPartOf } from './answers';
import { type HistoryTable } from './history';
import { type ComparedWindows } from './series';
import { cellIn, countIn, countsIn, countsOf, keptOf, keyOf } from './tables';

/** Why a number is other than usual, as far as the report's own numbers tell. */
export type Causes = Pick<Value, 'movers' | 'during' | 'isByFew'>;

type Mover = NonNullable<Value['movers']>[number];

/** A number, a row of a table, or a time: the difference from what was expected of it. */
interface Part {
  readonly change: number;
  readonly usual: number;
}

interface NamedPart extends Part {
  readonly mover: Mover;
  /** Parts of one breakdown have no request in common. */
  readonly breakdown: string | undefined;
  readonly weight?: number | undefined;
  readonly isShift?: boolean;
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

/**
 * A cause has moved so much further than its number as a whole, as a share of the deviation, and in standard deviations of
 * counting: many parts move a little by chance.
 */
const [minExcessShare, minExcessDeviations] = [0.2, 2.5];

/** The least change of a row or a time that is told where its number is usual. */
const minShift = 20;

/** Who comes by a link asks more than the one request that the link has brought. A language says who came, not why. */
const weights: Readonly<Record<string, number>> = { source: 3, language_code: 1 / 2 };

/** A time explains a deviation if most of it fell into it. */
const minBurstShare = 0.8;

/** How much of the deviation of a number a part has beyond what all parts alike would have. */
const excessOf = ({ change, usual }: Part, whole: Part): number =>
  (change - (whole.usual > 0 ? (whole.change * usual) / whole.usual : 0)) * Math.sign(whole.change);

const isCause = (part: Part, whole: Part): boolean =>
  excessOf(part, whole) >=
  Math.max(minExcessDeviations * Math.sqrt(part.usual + 1), minExcessShare * Math.abs(whole.change));

/**
 * Names what made a number unusual: the breakdown (commands with links, languages, kinds of chats) in which one part moved
 * furthest beyond its share, with all its parts that did, by what each adds; and the time. Where all moved alike it names
 * nothing.
 */
export function causesOf(value: Value, evidence: Evidence): Causes {
  const subject = subjectOf(value, evidence);
  const whole = deviationOf(subject);
  const parts = [...rowsOf(subject, evidence), ...numbersOf(subject, evidence.values)];
  const weightOf = (part: NamedPart): number => excessOf(part, whole) * (part.weight ?? 1);
  const [main] = parts.filter((part) => isCause(part, whole)).sort((a, b) => weightOf(b) - weightOf(a));
  const movers = parts
    .filter(({ breakdown }) => breakdown === main?.breakdown)
    .filter((part) => part === main || excessOf(part, whole) > 0)
    .filter(({ change }) => change / whole.change >= minShare);
  const bins = binsOf(subject, whole, evidence);
  return {
    ...largest(movers),
    ...defined({ during: value.during ?? burstOf(bins, whole, evidence.plan) ?? silenceOf(bins) }),
    ...(isByFew(value, whole, evidence.values) && { isByFew: true as const }),
  };
}

/** Names the rows of a usual number that are far from their own baselines, and a time in which it was 0. */
export const shiftsOf = (value: Value, evidence: Evidence): Causes => ({
  ...largest(rowsOf(value, evidence).filter(({ isShift }) => isShift)),
  ...defined({ during: silenceOf(binsOf(value, deviationOf(value), evidence)) }),
});

function largest(parts: readonly NamedPart[]): Causes {
  const sorted = parts.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change)).slice(0, maxMovers);
  const movers = sorted.map(({ mover, change }) => ({ ...mover, change: Math.round(change) }));
  return movers.length > 0 ? { movers } : {};
}

/** Finds the time without a request in which most were expected, if that is far from chance. */
function silenceOf(bins: readonly Bin[]): Value['during'] {
  const none = { usual: 0, startMs: 0, endMs: 0 };
  let [best, run] = [none, none];
  for (const { startMs, change, usual } of bins) {
    const isEmpty = change + usual < 1 / 2;
    run = isEmpty ? { usual: run.usual + usual, startMs: run.startMs || startMs, endMs: startMs + binMs } : none;
    if (run.usual > best.usual) best = run;
  }
  return best.usual < minShift ? undefined : { startMs: best.startMs, endMs: best.endMs };
}

/** The number itself if a table counts it, or else the first that a table counts: people ask what requests tell. */
const subjectOf = (value: Value, { values, tables, plan: { queries } }: Evidence): Value =>
  [value, ...(value.unit === undefined || value.unit === 'count' ? values : [])].find((number) =>
    tables.some(({ columns }) => columns?.[1]?.field === fieldOf(number, queries)),
  ) ?? value;

function deviationOf({ value, baseline }: Value): Part {
  const { low, high } = baseline ?? { low: 0, high: 0 };
  const expected = baseline?.expected ?? (low + high) / 2;
  return { change: value - expected, usual: expected };
}

/** People came as usual, so that a few of them asked more often. */
function isByFew({ queryId, numberId }: Value, whole: Part, values: readonly Value[]): boolean {
  const people = values.find((value) => value.queryId === queryId && value.numberId === 'people');
  const expected = people?.baseline?.expected ?? 0;
  if (!people || numberId !== 'requests' || whole.change <= 0 || expected <= 0) return false;
  const byPeople = ((people.value - expected) * whole.usual) / expected;
  return !people.isAnomaly && byPeople < whole.change / 3;
}

const numbersOf = (whole: Value, values: readonly Value[]): NamedPart[] =>
  values
    .filter((part) => part.baseline && isPartOf(part, whole))
    .map((part) => {
      const { change, usual } = deviationOf(part);
      const mover = { queryId: part.queryId, ...defined({ numberId: part.numberId }), change };
      return { mover, change, usual, breakdown: `${part.queryId} ${part.numberId}` };
    });

/** A sum of another report has only its name. */
const fieldOf = ({ queryId, numberId }: Mover | Value, queries: readonly PlannedQuery[]): string | undefined =>
  queries.find((query) => query.queryId === queryId)?.numbers?.find((number) => number.numberId === numberId)?.field ??
  numberId;

const isOfHours = ({ columns: [by] = [] }: Table): boolean => by?.format === 'hour';

/** A link and its `/start` are one request: the link explains it, and `/start` what is left. */
function rowsOf(value: Value, evidence: Evidence): NamedPart[] {
  const { tables, kept, plan } = evidence;
  const all = tables
    .filter((table) => table.columns?.[1]?.field === fieldOf(value, plan.queries) && !isOfHours(table))
    .flatMap((table): NamedPart[] => {
      const { queryId, tableId, columns: [by] = [] } = table;
      const own = keptOf(table, kept);
      const counts = countsOf(table);
      if (!own || !counts) return [];
      return namesIn(own, evidence).flatMap((name) => {
        const now = counts.get(name) ?? (table.omittedRowCount ? undefined : 0);
        const judged = now === undefined ? undefined : judgeRow(now, value, own, name, evidence);
        if (now === undefined || !judged) return [];
        const { expected: usual, isShift } = judged;
        const change = now - usual;
        const mover = { queryId, ...defined({ tableId }), key: name, change };
        return { mover, change, usual, breakdown: by?.field, weight: weights[by?.field ?? ''], isShift };
      });
    });
  const links = all.filter(({ breakdown }) => breakdown === 'source');
  const sumOf = (field: keyof Part): number => links.reduce((sum, link) => sum + link[field], 0);
  return all.map((part) => {
    if (part.breakdown === 'source') return { ...part, breakdown: 'command' };
    if (part.breakdown !== 'command' || part.mover.key !== 'start') return part;
    return { ...part, change: part.change - sumOf('change'), usual: part.usual - sumOf('usual') };
  });
}

const namesIn = (own: HistoryTable, { compared: { windows } }: Evidence): string[] => {
  const earlier = windows.flatMap((entry) => [...((entry && countsIn(entry).get(keyOf(own))?.counts.keys()) ?? [])]);
  return [...new Set([...own.rows.map(([name]) => name), ...earlier])];
};

/**
 * Says what was expected of a row, and whether it is far off. Rows are many, so it takes twice the distance of the
 * baseline's ends, and twice as many. Of a number whose usual is not known no row was expected.
 */
function judgeRow(now: number, value: Value, own: HistoryTable, name: string, { compared }: Evidence) {
  const series = compared.windows.map((entry) => countIn(entry, keyOf(own), name));
  const { baseline, isAnomaly } = judgeNumber(now, series, { cadence: compared.cadence });
  if (!baseline) return value.baseline ? undefined : { expected: 0, isShift: false };
  const { low, high, expected = 0 } = baseline;
  const [level, center] = [Math.sqrt(now), Math.sqrt(expected)];
  const isFar = level > 2 * Math.sqrt(high) - center || level < 2 * Math.sqrt(low) - center || now === 0;
  return { expected, isShift: isAnomaly && isFar && Math.abs(now - expected) >= minShift };
}

/** A time of the window, and the count of a number in it. */
interface Bin extends Part {
  readonly startMs: number;
}

/** Queries count by this time. */
const binMs = 20 * minuteMs;

/** Finds the time into which most of a deviation fell: that whose parts are furthest beyond their shares together. */
function burstOf(bins: readonly Bin[], whole: Part, { windowStartMs, windowEndMs }: ReportPlan): Value['during'] {
  const shaped = { ...whole, usual: bins.reduce((sum, { usual }) => sum + usual, 0) };
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
function binsOf(value: Value, whole: Part, evidence: Evidence): Bin[] {
  const { tables, kept, plan, values } = evidence;
  const requests = values.find((whole) => isPartOf(value, whole)) ?? value;
  const [own, shape] = [value, requests].map((number) =>
    tables.find((table) => isOfHours(table) && table.columns?.[1]?.field === fieldOf(number, plan.queries)),
  );
  const keptShape = shape && keptOf(shape, kept);
  if (!own || !shape || !keptShape || own.omittedRowCount || shape.omittedRowCount) return [];
  const countsByTime = ({ rows, columns: [by, sum] = [] }: Table) =>
    new Map(rows.map((row) => [cellIn(row, by?.field), Number(cellIn(row, sum?.field))]));
  const [counts, shapeCounts] = [countsByTime(own), countsByTime(shape)];
  const usualIn = (hour: number) => judgeRow(0, value, keptShape, String(hour).padStart(2, '0'), evidence)?.expected;
  const usualByHour = requests === value ? Array.from({ length: 24 }, (_, hour) => usualIn(hour)) : [];
  const firstMs = Math.floor(plan.windowStartMs / binMs) * binMs;
  const bins = Array.from({ length: Math.ceil((plan.windowEndMs - firstMs) / binMs) }, (_, index) => {
    const startMs = firstMs + index * binMs;
    const time = new Date(startMs).toISOString().replace('T', ' ').replace('Z', '');
    const usual = requests === value ? usualByHour[Number(time.slice(11, 13))] : shapeCounts.get(time);
    // The first and the last are cut off by the window.
    const share = (Math.min(startMs + binMs, plan.windowEndMs) - Math.max(startMs, plan.windowStartMs)) / binMs;
    return { startMs, now: counts.get(time) ?? 0, usual: (usual ?? 0) * (requests === value ? share : 1) };
  });
  const total = bins.reduce((sum, { usual }) => sum + usual, 0) || 1;
  return bins.map(({ startMs, now, usual }) => ({
    startMs,
    change: now - (whole.usual * usual) / total,
    usual: ((whole.usual || Math.abs(whole.change)) * usual) / total,
  }));
}
