import { queryOf } from '@pulso/domain/fan-out';
import { checkReports, ownBot, type ReportDefinition } from '@pulso/domain/reports';
import { type Schedule, hourMs } from '@pulso/kit/time';

import { type Features, type Outage } from './features';

/** How the report of a world differs from the plain one; `isChanged`: its first question differs. */
export type ReportVariant = Partial<Pick<Features, 'hasChart' | 'isBackfilled' | 'onlyIfAbove' | 'outage'>> & {
  readonly isChanged?: boolean;
};

export const reportId = 'daily-usage';

const catalogues = new Map<string, readonly ReportDefinition[]>();

/** @returns A schedule that fires `count` times from `firstAtMs`, `stepMs` apart, and not after the world's end. */
export function scheduleOf(firstAtMs: number, count: number, stepMs: number): Schedule {
  const first = new Date(firstAtMs);
  const times = Array.from({ length: count }, (_, index) => new Date(firstAtMs + index * stepMs));
  if (times.some((time) => time.getUTCMonth() !== first.getUTCMonth()))
    throw new RangeError(`${count} windows are too many`);
  const each = (of: (time: Date) => number): string => [...new Set(times.map(of))].join(',');
  const [hours, dates] = [each((time) => time.getUTCHours()), each((time) => time.getUTCDate())];
  return {
    cron: `cron(${first.getUTCMinutes()} ${hours} ${dates} ${first.getUTCMonth() + 1} ? ${first.getUTCFullYear()})`,
    timezone: 'UTC',
  };
}

/** The end of the first scheduled window, epoch ms. */
export const firstEndMs = Date.parse('2026-11-25T12:25:00Z');

/** The text of a simulated query. Its answer depends on it and on the window. */
function queryStringOf(number: number, { isChanged = false, outage }: ReportVariant): string {
  const text = `stats count(*) as Q${number}`;
  if (number !== 1) return text;
  return outage ? `${text}w${outage.first}x${outage.count}` : `${text}${isChanged ? 'b' : ''}`;
}

/** An owner's question in place of a report, over such a day, and the name of its answer. */
export const askedQuestion = { measure: 'requests', period: { type: 'last', hours: 24 } } as const;
export const askedTitles = { shown: 'Requests', known: 'ANSWER' } as const;
/** The same, as the owner types it and as the bot words it. */
export const askedSentence = { typed: 'How many requests in 24 hours?', worded: 'requests 24h' } as const;

/** The text of the query with this title or id. */
export const queryTextOf = (titleOrId: string, variant: ReportVariant): string =>
  titleOrId.toUpperCase() === askedTitles.known ? queryOf(askedQuestion) : queryStringOf(numberOf(titleOrId), variant);

/** Title of the question with this id, as reports show it. */
export const titleOf = (queryId: string): string => queryId.toUpperCase();

/** @returns The number of the question with this title or id. */
export const numberOf = (titleOrId: string): number => Number(titleOrId.slice(1));

/**
 * One report with questions `q1`, `q2` and so on, which the bot's `/report` asks for too.
 *
 * @throws {InvalidReportError} A report may not have so many questions.
 */
export function catalogueOf(queryCount: number, variant: ReportVariant = {}): readonly ReportDefinition[] {
  const { hasChart = false, onlyIfAbove, isBackfilled = false, outage, isChanged = false } = variant;
  const key = JSON.stringify([queryCount, hasChart, onlyIfAbove, isBackfilled, outage, isChanged]);
  const known = catalogues.get(key);
  if (known) return known;
  const report: ReportDefinition = {
    id: reportId,
    title: { en: 'Daily usage' },
    schedule: { cron: `cron(30 ${outage ? '*' : '12'} * * ? *)`, timezone: 'UTC' },
    window: { hours: outage ? 1 : 24, ingestLagMinutes: 5 },
    dueAfterMinutes: 10,
    queries: Array.from({ length: queryCount }, (_, index) => ({
      id: `q${index + 1}`,
      title: { en: `Q${index + 1}` },
      query: queryStringOf(index + 1, variant),
      ...(isBackfilled && index === 0 ? { backfill: true as const } : {}),
    })),
    ...(hasChart ? { chart: true } : {}),
    ...(outage && { notifyOn: [{ queryId: 'q1', falls: true as const }] }),
    ...(onlyIfAbove === undefined ? {} : { onlyIf: { queryId: 'q1', above: onlyIfAbove } }),
    logGroups: ownBot,
    destinations: 'owners',
  };
  const catalogue = [report];
  checkReports(catalogue);
  catalogues.set(key, catalogue);
  return catalogue;
}

/** Whether the window that ends then is in the outage. */
export function isInOutage({ first, count }: Outage, windowEndMs: number): boolean {
  const index = (windowEndMs - firstEndMs) / hourMs;
  return index >= first && index < first + count;
}

/**
 * @returns The answer of a query about the day that ends then, 1 to 100,000: derived from both, so that every process
 *   finds the same. Never 0, which could be a gap mistaken for a number. A watch counts about a thousand in an hour,
 *   and one in an outage.
 */
export function answerOf(queryString: string, windowEndMs: number): number {
  const [, first, count] = /w(\d+)x(\d+)$/.exec(queryString) ?? [];
  if (first !== undefined) {
    const isOut = isInOutage({ first: Number(first), count: Number(count) }, windowEndMs);
    return isOut ? 1 : 1_000 + ((windowEndMs / 60_000) % 37);
  }
  let hash = 17;
  const text = `${queryString} ${windowEndMs}`;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return 1 + (Math.abs(hash) % 100_000);
}

const windowTexts = new Map<string, string>();

/** How a report words its day or hour. */
export function windowText(windowEndMs: number, windowMs: number): string {
  const key = `${windowEndMs} ${windowMs}`;
  let text = windowTexts.get(key);
  if (text === undefined) {
    const [weekday = '', day, month, , time = ''] = new Date(windowEndMs).toUTCString().split(' ');
    const length = windowMs === hourMs ? '1 hour' : '24 hours';
    text = `${length} to ${weekday.slice(0, -1)} ${Number(day)} ${month}, ${time.slice(0, 5)} UTC`;
    windowTexts.set(key, text);
  }
  return text;
}
