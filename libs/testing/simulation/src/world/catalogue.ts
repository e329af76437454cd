import { queryOf } from '@pulso/domain/fan-out';
import { type ReportDefinition, checkReports, ownBot } from '@pulso/domain/reports';
import { type Schedule } from '@pulso/kit/schedule-expressions';

const dayMs = 24 * 60 * 60_000;

/** How the report of a world differs from the plain one. */
export interface ReportVariant {
  readonly hasChart: boolean;
  /** The report is sent only if its first number is above this. */
  readonly onlyIfAbove: number | undefined;
  /** Its first question is another one. */
  readonly isChanged: boolean;
  /** Its first question is asked again with the next report. */
  readonly isRecounted: boolean;
}

const plainVariant: ReportVariant = { hasChart: false, onlyIfAbove: undefined, isChanged: false, isRecounted: false };

export const reportId = 'daily-usage';

const catalogues = new Map<string, readonly ReportDefinition[]>();

/** @returns A schedule that fires at this time of the day, on so many days and not after the world has ended. */
export function scheduleOfDays(firstAtMs: number, dayCount: number): Schedule {
  const first = new Date(firstAtMs);
  const days = Array.from({ length: dayCount }, (_, index) => new Date(firstAtMs + index * dayMs));
  if (days.some((day) => day.getUTCMonth() !== first.getUTCMonth()))
    throw new RangeError(`${dayCount} days are too many`);
  const dates = days.map((day) => day.getUTCDate()).join(',');
  return {
    cron: `cron(${first.getUTCMinutes()} ${first.getUTCHours()} ${dates} ${first.getUTCMonth() + 1} ? ${first.getUTCFullYear()})`,
    timezone: 'UTC',
  };
}

/** The text of a simulated query. Its answer depends on it and on the window. */
export const queryStringOf = (number: number, isChanged = false): string =>
  `stats count(*) as Q${number}${isChanged && number === 1 ? 'b' : ''}`;

/** What an owner asks in place of a report, over a day like those; and how its answer is called in reports, and here. */
export const askedQuestion = { measure: 'requests', period: { type: 'last', hours: 24 } } as const;
export const askedTitles = { shown: 'Requests', known: 'ANSWER' } as const;
/** The same, as the owner types it and as the bot words it. */
export const askedSentence = { typed: 'How many requests in 24 hours?', worded: 'requests 24h' } as const;

/** The text of the query with this title or id. */
export const queryTextOf = (titleOrId: string, isChanged = false): string =>
  titleOrId.toUpperCase() === askedTitles.known
    ? queryOf(askedQuestion)
    : queryStringOf(numberOf(titleOrId), isChanged);

/** A question that no plan has. */
export const strangeQueryId = 'q9999';

/** Title of the question with this id, as reports show it. */
export const titleOf = (queryId: string): string => queryId.toUpperCase();

/** @returns The number of the question with this title or id. */
export const numberOf = (titleOrId: string): number => Number(titleOrId.slice(1));

/**
 * One report with questions `q1`, `q2` and so on, which the bot's `/report` asks for too.
 *
 * @throws {InvalidReportError} A report may not have so many questions.
 */
export function catalogueOf(queryCount: number, variant: ReportVariant = plainVariant): readonly ReportDefinition[] {
  const { hasChart, onlyIfAbove, isChanged, isRecounted } = variant;
  const key = JSON.stringify([queryCount, hasChart, onlyIfAbove, isChanged, isRecounted]);
  const known = catalogues.get(key);
  if (known) return known;
  const report: ReportDefinition = {
    id: reportId,
    title: { en: 'Daily usage' },
    schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
    window: { hours: 24, ingestLagMinutes: 5 },
    dueAfterMinutes: 10,
    queries: Array.from({ length: queryCount }, (_, index) => ({
      id: `q${index + 1}`,
      title: { en: `Q${index + 1}` },
      query: queryStringOf(index + 1, isChanged),
      ...(isRecounted && index === 0 ? { recount: true as const } : {}),
    })),
    ...(hasChart ? { chart: true } : {}),
    ...(onlyIfAbove === undefined ? {} : { onlyIf: { queryId: 'q1', above: onlyIfAbove } }),
    logGroups: ownBot,
    destinations: 'owners',
  };
  const catalogue = [report];
  checkReports(catalogue);
  catalogues.set(key, catalogue);
  return catalogue;
}

/**
 * @returns What the query of this text answers about the day that ends then, 1 to 100,000: made from both, so that every
 * process finds the same. Never 0, which could be a gap that was taken for a number.
 */
export function answerOf(queryString: string, windowEndMs: number): number {
  let hash = 17;
  const text = `${queryString} ${windowEndMs}`;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return 1 + (Math.abs(hash) % 100_000);
}
