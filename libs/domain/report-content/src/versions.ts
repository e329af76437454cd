import { type PlannedQuery, type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';
import { dayMs } from '@pulso/kit/time';

import { type Result, type Success } from './answers';
import { type HistoryEntry, type VersionUse } from './history';

type NewVersion = NonNullable<ReportContent['versions']>[number];
type Change = NonNullable<NewVersion['changes']>[number];

/** With fewer requests of either version nothing is compared. */
const minRequests = 20;
/** With fewer, that the speed differs, or that nothing does, may be chance. */
const minForAll = 100;
/** Standard errors between two shares: more than chance alone needs, since failures come in clusters. */
const minErrors = 4;
/** A phone has room for no more. */
const maxVersions = 3;

/** Reads the versions that answered in a run's window, in any order. Records of an older bot have none. */
export const versionsIn = (queries: readonly PlannedQuery[], stored: ReadonlyMap<string, Result>): VersionUse[] =>
  queries.flatMap(({ queryId, isByVersion }) => {
    const outcome = isByVersion && stored.get(queryId)?.outcome;
    return outcome && outcome.status === 'success' ? outcome.rows.flatMap(useOf) : [];
  });

function useOf(row: Success['rows'][number]): VersionUse[] {
  const textOf = (name: string): string => row.find(({ field }) => field === name)?.value ?? '';
  const [version, requests, failed] = [textOf('version'), Number(textOf('requests')), Number(textOf('failed'))];
  const [answered, p95] = [Number(textOf('answered')), Number(textOf('p95'))];
  const [firstMs, lastMs] = [timeOf(textOf('first')), timeOf(textOf('last'))];
  const isKnown = version !== '' && Number.isFinite(requests + failed + answered + p95 + firstMs + lastMs);
  return isKnown ? [{ version, firstMs, lastMs, requests, failed, answered, p95 }] : [];
}

/** `min(@timestamp)` is a number or a text: AWS does not document which. */
const timeOf = (text: string): number => Number(text || NaN) || Date.parse(`${text.replace(' ', 'T')}Z`);

/**
 * Finds the versions of the bot that are new in a window, and what changed with them by more than chance explains.
 *
 * A version is told in the window in which it was first seen, and in the next one if only that shows a change. The hourly
 * watch sends few reports, so each tells the versions of a day.
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

/** @returns Each version once, in the order of their first requests, with the one before it that had enough. */
function compared(uses: readonly VersionUse[]) {
  const all = [...Map.groupBy(uses, ({ version }) => version).values()]
    .map((same) => same.reduce(together))
    .sort((one, other) => one.firstMs - other.firstMs);
  return all.map((use, index) => {
    const before = all.slice(0, index);
    const previous = before.findLast(({ requests }) => requests >= minRequests) ?? before.at(-1);
    return { use, previous, changes: previous && changesBetween(previous, use) };
  });
}

const latestFirst = (some: readonly { readonly use: VersionUse }[]): VersionUse[] =>
  some.map(({ use }) => use).sort((one, other) => other.lastMs - one.lastMs);

/** Percentiles do not add up: that of more requests stands for both. */
const together = (one: VersionUse, other: VersionUse): VersionUse => ({
  ...(one.requests < other.requests ? other : one),
  firstMs: Math.min(one.firstMs, other.firstMs),
  lastMs: Math.max(one.lastMs, other.lastMs),
  requests: one.requests + other.requests,
  failed: one.failed + other.failed,
  answered: one.answered + other.answered,
});

/** @returns Changes worth telling; undefined if too little is known to say that there are none. */
function changesBetween(before: VersionUse, after: VersionUse): Change[] | undefined {
  const fewest = Math.min(before.requests, after.requests);
  if (fewest < minRequests) return undefined;
  const points = (of: Share): number => shareOf(after, of) - shareOf(before, of);
  // Failed requests are not answered: that is said once.
  const worth = {
    failed: Math.abs(points('failed')) >= 1,
    answered: Math.abs(points('answered') + points('failed')) >= 5,
  };
  const shares = (['failed', 'answered'] as const).filter(
    (of) => worth[of] && errorsBetween(before, after, of) >= minErrors,
  );
  const changes: Change[] = shares.map((of) => ({ of, before: shareOf(before, of), after: shareOf(after, of) }));
  const [fast, slow] = [Math.min(before.p95, after.p95), Math.max(before.p95, after.p95)];
  if (fewest >= minForAll && slow >= 2 * fast && slow - fast >= 100)
    changes.push({ of: 'p95', before: before.p95, after: after.p95 });
  return changes.length > 0 || fewest >= minForAll ? changes : undefined;
}

type Share = 'failed' | 'answered';

const shareOf = (use: VersionUse, of: Share): number => Math.round((1000 * use[of]) / use.requests) / 10;

/** Measures shares as angles, which chance varies alike. @see https://doi.org/10.1093/biomet/35.3-4.246 Anscombe, 1948 */
function errorsBetween(one: VersionUse, other: VersionUse, of: Share): number {
  const angleOf = (use: VersionUse): number => Math.asin(Math.sqrt((use[of] + 3 / 8) / (use.requests + 3 / 4)));
  const error = Math.sqrt(1 / (4 * one.requests + 2) + 1 / (4 * other.requests + 2));
  return Math.abs(angleOf(one) - angleOf(other)) / error;
}
