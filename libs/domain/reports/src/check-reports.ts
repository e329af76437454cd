import { maxPlanBytes } from '@pulso/contracts/report-plan';
import { createWallClock, dayMs, minuteMs, nextScheduledMs } from '@pulso/kit/time';
import { defined, jsonBytes } from '@pulso/kit/telegram';

import { type Rule, brokenOf, questionProblems } from './check-questions';
import { InvalidReportError, findNumber, numberName, numberOfReport } from './find-number';
import { type NumberReference, type ReportDefinition, idPattern, timeOfDayPattern } from './report-definition';

/**
 * The most questions of one report, as tested and simulated: they start within 108 s, write 75 of the 1,000 units a
 * second that a partition of DynamoDB takes, and leave each 340 bytes of {@link maxPlanBytes}.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const maxQueryCount = 1_000;

/** Its deadline waits in `run-events`, 15 minutes a receive: after 12 receives it would go to the dead-letter queue. */
const maxDueAfterMinutes = 120;

/** Schedules are checked from a fixed instant, so that each synth is alike. */
const checkedFromMs = Date.UTC(2026, 0, 1);

/** What a plan holds besides titles and ids, bytes: destinations (a stage has 4 KB for all of them) and times. */
const otherPlanBytes = 10_000;

/** What a plan says of a sum, with titles from the other report, bytes. */
const historySumBytes = 1_000;

/**
 * Checks reports and their references in tests and at synth, so that a mistake stops the build and not a run.
 *
 * @param reports - The whole catalogue.
 * @throws {InvalidReportError} Names every problem of the first report that has any.
 */
export function checkReports(reports: readonly ReportDefinition[]): void {
  const refuse = ({ id }: ReportDefinition, problems: readonly string[]): void => {
    if (problems.length > 0) throw new InvalidReportError(id, problems);
  };
  for (const report of reports) refuse(report, problemsOf(report));
  for (const [index, report] of reports.entries()) {
    const { id, historySums = [], shares = [] } = report;
    if (reports.findIndex((other) => other.id === id) < index) refuse(report, ['another report has its id']);
    const sums = historySums.map((sum) => ({ sum, ...numberOfReport(id, sum, reports) }));
    const untrue = sums.filter(({ sum, traits }) => traits.additive === false && sum.additive !== false);
    refuse(
      report,
      untrue.map(
        ({ sum }) => `it adds up "${sum.reportId}/${numberName(sum)}", whose sum over several windows is not true`,
      ),
    );
    const parts = [...sums, ...shares.map(({ averageOf }) => numberOfReport(id, averageOf, reports))];
    refuse(
      report,
      [...new Set(parts.map((part) => part.report))].flatMap((part) => partProblems(report, part)),
    );
  }
}

/** The parts of a sum must cover the whole window, and must exist when the report is planned. */
function partProblems({ window }: ReportDefinition, part: ReportDefinition): string[] {
  const { hours, ingestLagMinutes } = part.window;
  const ends = windowEnds(part);
  const closedAfter = ingestLagMinutes + part.dueAfterMinutes;
  return brokenOf([
    [!part.schedule, `it adds up numbers of "${part.id}", which has no schedule and so no history`],
    [
      window.hours <= hours || window.hours % hours !== 0,
      `windows of "${part.id}" have ${hours} h and do not make up one of ${window.hours} h`,
    ],
    [
      ends.some((end) => end !== window.endsAt),
      `windows of "${part.id}" end at ${[...new Set(ends)].join(' and ')}: its own must end there, too`,
    ],
    [
      window.ingestLagMinutes < closedAfter,
      `"${part.id}" may close ${closedAfter} minutes after its window, so its own lag is too short`,
    ],
  ]);
}

/** Returns the times of the day in UTC at which scheduled windows end, in winter and in summer. */
const windowEnds = ({ schedule, window }: ReportDefinition): string[] =>
  [checkedFromMs, Date.UTC(2026, 6, 1)].flatMap((afterMs) => {
    const firesAtMs = schedule && nextScheduledMs(schedule, afterMs);
    if (firesAtMs === undefined) return [];
    return [new Date(firesAtMs - window.ingestLagMinutes * minuteMs).toISOString().slice(11, 16)];
  });

function problemsOf(report: ReportDefinition): string[] {
  const { id, logGroups, window, dueAfterMinutes, queries, schedule } = report;
  const { endsAt, ingestLagMinutes } = window;
  const groupCount = logGroups.type === 'named' ? logGroups.names.length : 0;
  return [
    ...brokenOf([
      [!idPattern.test(id), 'its id must be lower-case letters, digits and hyphens, at most 64'],
      [groupCount > 50, `it names ${groupCount} log groups, StartQuery takes 50`],
      [!(window.hours > 0) || !Number.isInteger(window.hours * 60), 'its window must be whole minutes'],
      [!Number.isInteger(ingestLagMinutes) || ingestLagMinutes < 0, 'its ingest lag must be a whole number of minutes'],
      [
        endsAt !== undefined && !timeOfDayPattern.test(endsAt),
        `its window ends at "${endsAt}", which is no time of the day: HH:MM, in UTC`,
      ],
      [!(dueAfterMinutes >= 2), 'it must be due at least 2 minutes after it was planned'],
      [
        dueAfterMinutes > maxDueAfterMinutes,
        `it must be due at most ${maxDueAfterMinutes} minutes after it was planned`,
      ],
      [queries.length > maxQueryCount, `it has ${queries.length} queries, at most ${maxQueryCount} fit`],
      ...choiceRules(report),
      sizeRule(report),
    ]),
    ...(schedule ? scheduleProblems(schedule, window) : []),
    ...questionProblems(report),
  ];
}

/** A report is sent for, and watches, numbers of its own. */
function choiceRules({ queries, onlyIf, notifyOn, watched }: ReportDefinition): Rule[] {
  const chosen = (number: NumberReference | undefined, say: (name: string) => string): Rule[] =>
    number ? [[!findNumber(queries, number), `${say(numberName(number))}, and has no such number`]] : [];
  return [
    ...chosen(onlyIf, (name) => `it is sent only if "${name}" is above a bound`),
    [notifyOn?.length === 0, 'it is sent for notifications alone, and has no number that could be any'],
    ...(notifyOn ?? []).flatMap((number) => chosen(number, (name) => `it is sent when "${name}" is unusual`)),
    [onlyIf !== undefined && notifyOn !== undefined, 'it is sent for notifications alone, and has a condition besides'],
    ...chosen(watched, (name) => `it watches "${name}"`),
  ];
}

/** A run's plan must fit the item and the messages that carry it. */
function sizeRule({ title, queries, historySums = [], shares }: ReportDefinition): Rule {
  const planned = queries.map(({ query: _text, ...query }) => ({ ...query, definition: '00000000' }));
  const sizeBytes =
    jsonBytes({ title, queries: planned, historySums, ...defined({ shares }) }) + historySums.length * historySumBytes;
  const roomBytes = maxPlanBytes - otherPlanBytes;
  return [
    sizeBytes > roomBytes,
    `its titles and ids take ${sizeBytes} bytes, a plan has room for ${roomBytes}: shorten or split them`,
  ];
}

function scheduleProblems(
  schedule: NonNullable<ReportDefinition['schedule']>,
  { hours, endsAt }: ReportDefinition['window'],
): string[] {
  const { cron, timezone } = schedule;
  if (!isTimeZone(timezone)) {
    return [`there is no time zone "${timezone}": write an IANA name such as Europe/Berlin, or UTC`];
  }
  let firesAtMs: number | undefined;
  try {
    firesAtMs = nextScheduledMs(schedule, checkedFromMs);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  const days = cron.split(/\s+/)[4] ?? '';
  const isOfDays = hours % 24 === 0 && endsAt === undefined;
  const what = endsAt === undefined ? `its window has ${hours} hours` : `its window ends at ${endsAt} UTC`;
  const change = `write ${endsAt === undefined ? 'a multiple of 24, or ' : ''}timezone: 'UTC'`;
  return brokenOf([
    [firesAtMs === undefined, 'its schedule never fires'],
    // Unix counts from Sunday as 0: `1-5` would leave out Friday.
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
    [
      /^\d([-,]\d)*$/.test(days),
      'its schedule has days of the week by number, of which 1 is Sunday here: ' +
        `write names in place of "${days}", as in MON-FRI`,
    ],
    // Where clocks are moved, only windows of whole calendar days cover each hour once.
    [
      !isOfDays && movesClocks(timezone),
      `${timezone} moves its clocks and ${what}, so that hours would be counted twice or never: ${change}`,
    ],
  ]);
}

/** JavaScript also takes offsets and lower-case names, which the Scheduler refuses (unverified). */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Z]/.test(name);
  } catch {
    return false;
  }
}

/** Looks at two years week by week: some zones interrupt summer time for a few weeks. */
function movesClocks(timeZone: string): boolean {
  const { wallTimeAt } = createWallClock(timeZone);
  const offsets = Array.from({ length: 110 }, (_, week) => {
    const instantMs = checkedFromMs + week * 7 * dayMs;
    return wallTimeAt(instantMs) - instantMs;
  });
  return new Set(offsets).size > 1;
}
