import { maxPlanBytes } from '@pulso/contracts/report-plan';
import { createWallClock, dayMs, minuteMs, nextScheduledMs } from '@pulso/kit/time';
import { defined, jsonBytes } from '@pulso/kit/telegram';

import { answerProblems } from './answer-problems';
import { InvalidReportError } from './errors';
import { historyNumberOf, numberOfReport } from './find-number';
import { type ReportDefinition, idPattern, queryTextOf, timeOfDayPattern } from './report-definition';

/**
 * The most questions of one report, up to which everything is tested and simulated: they start within 108 s, write 75 of
 * the 1,000 units a second that a partition of DynamoDB takes, and leave each 340 bytes of {@link maxPlanBytes}.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const maxQueryCount = 1_000;

/**
 * How long after planning a report is due at most. Its deadline waits as a message of `run-events`, 15 minutes at a receive:
 * after 12 receives, 195 minutes, the dead-letter queue would have it, and some receives are for failures.
 */
const maxDueAfterMinutes = 120;

/** Any instant would do for schedules; a fixed one makes each synth alike. */
const checkedFromMs = Date.UTC(2026, 0, 1);

/** What a plan holds besides titles and ids, bytes: destinations (a stage has 4 KB for all of them) and times. */
const otherPlanBytes = 10_000;

/**
 * Checks reports, and what they say of each other, where the catalogue is tested and where stacks are synthesized of it: a
 * mistake stops the build and not a run.
 *
 * @param reports - The whole catalogue.
 * @throws {InvalidReportError} A report is not usable by itself, two have one id, or one adds up numbers that there are not,
 *   that can't be added up or whose windows do not make up its own. Not retryable.
 */
export function checkReports(reports: readonly ReportDefinition[]): void {
  reports.forEach(checkReport);
  for (const [index, report] of reports.entries()) {
    if (reports.findIndex(({ id }) => id === report.id) < index) {
      throw new InvalidReportError(report.id, ['another report has its id']);
    }
    const sources = [
      ...(report.historySums ?? []).map((sum) => historyNumberOf(report.id, sum, reports).report),
      ...(report.shares ?? []).map(({ averageOf }) => numberOfReport(report.id, averageOf, reports).report),
    ];
    const problems = [...new Set(sources)].flatMap((source) => partProblems(report, source));
    if (problems.length > 0) throw new InvalidReportError(report.id, problems);
  }
}

/** The summands of a sum must cover the whole window, and must be there when the report is planned. */
function partProblems({ window }: ReportDefinition, part: ReportDefinition): string[] {
  const problems: string[] = [];
  const { hours, ingestLagMinutes } = part.window;
  if (!part.schedule) problems.push(`it adds up numbers of "${part.id}", which has no schedule and so no history`);
  if (window.hours <= hours || window.hours % hours !== 0) {
    problems.push(`windows of "${part.id}" have ${hours} h and do not make up one of ${window.hours} h`);
  }
  const ends = windowEnds(part);
  if (ends.some((end) => end !== window.endsAt)) {
    problems.push(`windows of "${part.id}" end at ${[...new Set(ends)].join(' and ')}: its own must end there, too`);
  }
  const closedAfterMinutes = ingestLagMinutes + part.dueAfterMinutes;
  if (window.ingestLagMinutes < closedAfterMinutes) {
    problems.push(`"${part.id}" may close ${closedAfterMinutes} minutes after its window, so its own lag is too short`);
  }
  return problems;
}

/** At which times of the day in UTC the windows of scheduled runs end, in winter and in summer. */
const windowEnds = ({ schedule, window }: ReportDefinition): string[] =>
  [checkedFromMs, Date.UTC(2026, 6, 1)].flatMap((afterMs) => {
    const firesAtMs = schedule && nextScheduledMs(schedule, afterMs);
    if (firesAtMs === undefined) return [];
    return [new Date(firesAtMs - window.ingestLagMinutes * minuteMs).toISOString().slice(11, 16)];
  });

function checkReport(report: ReportDefinition): void {
  const problems = [
    ...identityProblems(report),
    ...timeProblems(report),
    ...queryProblems(report),
    ...answerProblems(report),
    ...sizeProblems(report),
  ];
  if (problems.length > 0) throw new InvalidReportError(report.id, problems);
}

function identityProblems({ id, logGroups }: ReportDefinition): string[] {
  const problems: string[] = [];
  if (!idPattern.test(id)) problems.push('its id must be lower-case letters, digits and hyphens, at most 64');
  if (logGroups.type === 'named' && logGroups.names.length > 50) {
    problems.push(`it names ${logGroups.names.length} log groups, StartQuery takes 50`);
  }
  return problems;
}

function timeProblems({ schedule, window, dueAfterMinutes }: ReportDefinition): string[] {
  const problems: string[] = [];
  if (!(window.hours > 0) || !Number.isInteger(window.hours * 60)) problems.push('its window must be whole minutes');
  if (!Number.isInteger(window.ingestLagMinutes) || window.ingestLagMinutes < 0) {
    problems.push('its ingest lag must be a whole number of minutes');
  }
  if (window.endsAt !== undefined && !timeOfDayPattern.test(window.endsAt)) {
    problems.push(`its window ends at "${window.endsAt}", which is no time of the day: HH:MM, in UTC`);
  }
  if (!(dueAfterMinutes >= 2)) problems.push('it must be due at least 2 minutes after it was planned');
  if (dueAfterMinutes > maxDueAfterMinutes) {
    problems.push(`it must be due at most ${maxDueAfterMinutes} minutes after it was planned`);
  }
  if (schedule && !isTimeZone(schedule.timezone)) {
    problems.push(`there is no time zone "${schedule.timezone}": write an IANA name such as Europe/Berlin, or UTC`);
  } else if (schedule) {
    try {
      if (nextScheduledMs(schedule, checkedFromMs) === undefined) problems.push('its schedule never fires');
    } catch (error) {
      return [...problems, error instanceof Error ? error.message : String(error)];
    }
    problems.push(...weekdayProblems(schedule), ...clockProblems(schedule, window));
  }
  return problems;
}

/** Of what JavaScript takes, offsets and names in small letters are none of the Scheduler's (unverified). */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Z]/.test(name);
  } catch {
    return false;
  }
}

/**
 * The Scheduler counts the days of the week from Sunday as 1, Unix from Sunday as 0: `1-5` would leave out Friday.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
function weekdayProblems({ cron }: NonNullable<ReportDefinition['schedule']>): string[] {
  const days = cron.split(/\s+/)[4] ?? '';
  if (!/^\d([-,]\d)*$/.test(days)) return [];
  const names = `write names in place of "${days}", as in MON-FRI`;
  return [`its schedule has days of the week by number, of which 1 is Sunday here: ${names}`];
}

/** Where clocks are moved, only windows of whole days of the calendar lie end to end, each hour in one of them. */
function clockProblems(
  { timezone }: NonNullable<ReportDefinition['schedule']>,
  { hours, endsAt }: ReportDefinition['window'],
): string[] {
  if (timezone === 'UTC' || (hours % 24 === 0 && endsAt === undefined) || !movesClocks(timezone)) return [];
  const what = endsAt === undefined ? `its window has ${hours} hours` : `its window ends at ${endsAt} UTC`;
  const inUtc = "timezone: 'UTC'";
  const change = endsAt === undefined ? `write a multiple of 24, or ${inUtc}` : `write ${inUtc}`;
  return [`${timezone} moves its clocks and ${what}, so that hours would be counted twice or never: ${change}`];
}

function queryProblems({ queries }: ReportDefinition): string[] {
  const problems: string[] = [];
  if (queries.length > maxQueryCount) problems.push(`it has ${queries.length} queries, at most ${maxQueryCount} fit`);
  for (const question of queries) {
    const { id } = question;
    const query = queryTextOf(question);
    if (query.trim() === '') problems.push(`query "${id}" is empty`);
    if (query.length > 10_000) problems.push(`query "${id}" has ${query.length} characters, StartQuery takes 10,000`);
  }
  return problems;
}

/** The titles that a sum takes over from another report, and what else a plan says of it, bytes. */
const historySumBytes = 1_000;

/** What every run's plan would repeat must fit the item and the messages that carry plans. */
function sizeProblems({ title, queries, historySums = [], shares }: ReportDefinition): string[] {
  const planned = queries.map(({ query: _text, ...query }) => ({ ...query, definition: '00000000' }));
  const sizeBytes =
    jsonBytes({ title, queries: planned, historySums, ...defined({ shares }) }) + historySums.length * historySumBytes;
  const roomBytes = maxPlanBytes - otherPlanBytes;
  return sizeBytes > roomBytes
    ? [`its titles and ids take ${sizeBytes} bytes, a plan has room for ${roomBytes}: shorten or split them`]
    : [];
}

/**
 * Whether a time zone moves its clocks in the two years after 2025, week by week: some zones leave summer time for a few
 * weeks alone. What laws say of later years is not known yet.
 */
function movesClocks(timeZone: string): boolean {
  const { wallTimeAt } = createWallClock(timeZone);
  const offsets = Array.from({ length: 110 }, (_, week) => {
    const instantMs = checkedFromMs + week * 7 * dayMs;
    return wallTimeAt(instantMs) - instantMs;
  });
  return new Set(offsets).size > 1;
}
