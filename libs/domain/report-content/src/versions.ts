import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

import { type Result, type Success } from './answers';
import { type HistoryEntry, type VersionUse } from './history';

type NewVersion = NonNullable<ReportContent['versions']>[number];
type Change = NonNullable<NewVersion['changes']>[number];

/** With fewer requests than this of either version nothing is compared. */
const minRequests = 20;

/** With fewer, only clear changes of shares are told: that speed differs, or that nothing does, may be chance. */
const minForAll = 100;

/** Standard errors between two shares. Failures come in clusters, so it is more than chance alone would need. */
const minErrors = 4;

/** The smallest changes worth telling: percentage points, and milliseconds. */
const minPoints = { failed: 1, answered: 5 };
const minMs = 100;

/** A phone has room for no more. */
const maxVersions = 3;

/** Reads the versions that answered in a run's window, in any order. Records of an older bot have none. */
export const versionsIn = (queries: readonly PlannedQuery[], stored: ReadonlyMap<string, Result>): VersionUse[] =>
  queries
    .filter(({ isByVersion }) => isByVersion)
    .map(({ queryId }) => stored.get(queryId)?.outcome)
    .flatMap((outcome) => (outcome?.status === 'success' ? outcome.rows.flatMap(useOf) : []));

function useOf(row: Success['rows'][number]): VersionUse[] {
  const {
    version = '',
    first = '',
    last = '',
    ...counts
  } = Object.fromEntries(row.map(({ field, value }) => [field, value]));
  const [firstMs, lastMs] = [timeOf(first), timeOf(last)];
  const of = (name: string): number => Number(counts[name]) || 0;
  if (version === '' || Number.isNaN(firstMs + lastMs)) return [];
  return [
    {
      version,
      firstMs,
      lastMs,
      requests: of('requests'),
      failed: of('failed'),
      answered: of('answered'),
      p95: of('p95'),
    },
  ];
}

/** `min(@timestamp)` is a number or a text: AWS does not document which. */
const timeOf = (text: string): number => Number(text || NaN) || Date.parse(`${text.replace(' ', 'T')}Z`);

/**
 * Finds the versions of the bot that are new in a window, and what changed with them by more than chance explains.
 *
 * A version is compared with the one before it that had enough requests, and told in the report of the window in which it
 * was first seen. If it had too few requests there, the next report tells what has changed. The hourly watch sends few
 * reports, so each of them tells the versions of a day.
 *
 * @param uses - Of the run's window.
 * @param own - Entries of the same report, in any order.
 */
export function newVersionsOf(
  { windowStartMs, notifyOn }: ReportPlan,
  uses: readonly VersionUse[],
  own: readonly HistoryEntry[],
): NewVersion[] {
  const earlier = own.filter(({ windowEndMs }) => windowEndMs <= windowStartMs);
  const recent = earlier
    .filter(({ windowEndMs }) => windowEndMs > windowStartMs - dayMs)
    .flatMap(({ versions = [] }) => versions);
  const told = new Set(compared(recent).flatMap(({ use, changes }) => (changes?.length ? [use.version] : [])));
  const isOld = ({ version, firstMs }: VersionUse): boolean =>
    earlier.some((entry) => entry.windowEndMs <= firstMs && entry.versions?.some((one) => one.version === version));
  const known = compared([...recent, ...uses]);
  const isNews = (sinceMs: number): boolean => sinceMs >= windowStartMs || notifyOn !== undefined;
  const news = known.flatMap(({ use, previous, changes }): NewVersion[] => {
    const { version, firstMs: sinceMs } = use;
    if (!previous || (!isNews(sinceMs) && (!changes?.length || told.has(version)))) return [];
    const isAgain = isOld(use) && { isOld: true as const };
    return [{ version, previous: previous.version, sinceMs, ...isAgain, ...defined({ changes }) }];
  });
  const [current, replaced] = latestFirst(known);
  const isBack = current && replaced && current.firstMs < replaced.firstMs;
  if (isBack && (isNews(replaced.lastMs) || latestFirst(compared(recent))[0]?.version !== current.version)) {
    news.push({ version: current.version, previous: replaced.version, sinceMs: replaced.lastMs, isOld: true });
  }
  return news.slice(-maxVersions);
}

/** A version of several windows, and the one that it is compared with. */
interface Compared {
  readonly use: VersionUse;
  readonly previous: VersionUse | undefined;
  readonly changes: Change[] | undefined;
}

/** @returns Each version once, in the order of their first requests. */
function compared(uses: readonly VersionUse[]): Compared[] {
  const all = [...Map.groupBy(uses, ({ version }) => version).values()]
    .map((same) => same.reduce(together))
    .sort((one, other) => one.firstMs - other.firstMs);
  return all.map((use, index) => {
    const before = all.slice(0, index);
    const previous = before.findLast(({ requests }) => requests >= minRequests) ?? before.at(-1);
    return { use, previous, changes: previous && changesBetween(previous, use) };
  });
}

const latestFirst = (some: readonly Compared[]): VersionUse[] =>
  some.map(({ use }) => use).sort((one, other) => other.lastMs - one.lastMs);

/** Percentiles do not add up: that of more requests stands for both. */
const together = (one: VersionUse, other: VersionUse): VersionUse => ({
  version: one.version,
  firstMs: Math.min(one.firstMs, other.firstMs),
  lastMs: Math.max(one.lastMs, other.lastMs),
  requests: one.requests + other.requests,
  failed: one.failed + other.failed,
  answered: one.answered + other.answered,
  p95: (one.requests < other.requests ? other : one).p95,
});

/** @returns Undefined if too little is known to say that nothing has changed. */
function changesBetween(before: VersionUse, after: VersionUse): Change[] | undefined {
  const fewest = Math.min(before.requests, after.requests);
  if (fewest < minRequests) return undefined;
  const shares = (['failed', 'answered'] as const).map((of) => ({
    change: { of, before: shareOf(before, of), after: shareOf(after, of) },
    isClear: errorsBetween(before, after, of) >= minErrors,
  }));
  const [failed, answered] = shares.map(({ change }) => change.after - change.before);
  const changes = shares.flatMap(({ change, isClear }): Change[] => {
    // Failed requests are not answered: that is said once.
    const points = change.of === 'failed' ? failed : (failed ?? 0) + (answered ?? 0);
    return isClear && Math.abs(points ?? 0) >= minPoints[change.of] ? [change] : [];
  });
  const [low, high] = before.p95 < after.p95 ? [before.p95, after.p95] : [after.p95, before.p95];
  if (fewest >= minForAll && high >= 2 * low && high - low >= minMs)
    changes.push({ of: 'p95', before: before.p95, after: after.p95 });
  return changes.length > 0 || fewest >= minForAll ? changes : undefined;
}

type Counted = 'failed' | 'answered';

const shareOf = (use: VersionUse, of: Counted): number => Math.round((1000 * use[of]) / use.requests) / 10;

/** The angle of a share varies by chance alike at every share. @see https://doi.org/10.1093/biomet/35.3-4.246 Anscombe, 1948 */
const angleOf = (use: VersionUse, of: Counted): number =>
  Math.asin(Math.sqrt((use[of] + 3 / 8) / (use.requests + 3 / 4)));

const errorsBetween = (one: VersionUse, other: VersionUse, of: Counted): number =>
  Math.abs(angleOf(one, of) - angleOf(other, of)) /
  Math.sqrt(1 / (4 * one.requests + 2) + 1 / (4 * other.requests + 2));
