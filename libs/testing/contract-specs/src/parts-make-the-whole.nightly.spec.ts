import { type QueryJob } from '@pulso/contracts/query-jobs';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type RunEvent } from '@pulso/contracts/run-events';
import { dispatch } from '@pulso/domain/fan-out';
import { type RunQuery, processQueryJobs } from '@pulso/domain/query-execution';
import { type HistoryEntry, reportOf as contentOf } from '@pulso/domain/report-content';
import { renderCsv, renderReport, renderReportMail, renderWebhookBody } from '@pulso/domain/report-rendering';
import { catalogue } from '@pulso/domain/reports';
import { createJsonLog } from '@pulso/kit/runtime';
import { dayMs, minuteMs } from '@pulso/kit/time';
import { type LogEvent, runQuery } from '@pulso/logs-insights';
import * as fc from 'fast-check';

import { record } from './records';

const mondayMs = Date.parse('2026-11-30T12:30:00Z');

/** The parts of requests: by outcome, by place and by command. */
const wholes = {
  outcomes: ['Answered', 'Not understood', 'Owners only', 'Failed', 'Unreachable'],
  places: ['Requests in groups', 'Private requests'],
};

const pseudonym = (index: number): string => index.toString(16).padStart(16, '0');

const request = fc
  .record({
    person: fc.nat(20),
    group: fc.option(fc.nat(3)),
    outcome: fc.constantFrom(
      ...(['answered', 'not-understood', 'refused', 'unreachable', 'reply-failed', 'reply-unknown', 'failed'] as const),
    ),
    // More than a report shows.
    command: fc.option(
      fc.constantFrom('unknown', 'start', 'help', ...Array.from({ length: 14 }, (_, i) => `own_${i}`)),
    ),
    language: fc.option(fc.constantFrom('en', 'de', 'pt-br', 'uk')),
    source: fc.option(fc.constantFrom('promo_x', 'other')),
    ageMs: fc.integer({ min: 6 * minuteMs, max: dayMs - 6 * minuteMs }),
  })
  .map(({ person, group, outcome, command, language, source, ageMs }) => ({
    ageMs,
    fields: {
      user: pseudonym(person),
      outcome,
      HandlerDuration: 20,
      is_group: group === null ? 0 : 1,
      ...(group === null ? {} : { group: pseudonym(group) }),
      ...(command === null ? {} : { command }),
      ...(language === null ? {} : { language_code: language }),
      ...(source === null ? {} : { source }),
    },
  }));

const membership = fc
  .record({
    change: fc.constantFrom('joined', 'left', 'blocked', 'unblocked'),
    ageMs: fc.integer({ min: 6 * minuteMs, max: dayMs }),
  })
  .map(({ change, ageMs }) => ({
    ageMs,
    fields: { event: 'membership', change, is_group: undefined, is_new_user: undefined },
  }));

const day = fc.array(fc.oneof({ weight: 9, arbitrary: request }, membership), { minLength: 1, maxLength: 80 });

type Day = readonly { readonly ageMs: number; readonly fields: Readonly<Record<string, unknown>> }[];

const eventsOf = (records: Day, scheduledAtMs: number): LogEvent[] =>
  records.map(({ ageMs, fields }) => record(fields, scheduledAtMs - ageMs));

const number = (text: string | undefined): number => Number((text ?? '0').replaceAll(',', ''));

/** The number after a name. The name begins its line or follows a separator. */
const numberIn = (text: string, name: string): number =>
  number(new RegExp(`(?:^|· |[▁-█·]+ )${name} +([\\d,]+)`, 'm').exec(text)?.[1]);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

/** The sum of the numbers at the ends of entries, including the one for hidden rows. */
const entriesOf = (entries: readonly string[]): number =>
  sum(entries.map((entry) => number(/([\d,]+)$/.exec(entry)?.[1])));

/** In a message a table is one line. */
const tableInLine = (text: string, title: string): number =>
  entriesOf((new RegExp(`^${title}(?: \\([^)]*\\))?: (.*)$`, 'm').exec(text)?.[1] ?? '').split(' · '));

/** In a mail it is a block whose first two lines are its title and its columns. */
const tableInBlock = (text: string, title: string): number =>
  entriesOf((new RegExp(`^${title}\\n((?:  .*\\n?)*)`, 'm').exec(text)?.[1] ?? '').trimEnd().split('\n').slice(1));

interface PulsoBody {
  readonly text: string;
  readonly numbers: readonly { readonly title: string; readonly value: number }[];
  readonly tables: readonly {
    readonly tableId: string | null;
    readonly omittedSum: number | null;
    readonly rows: readonly (readonly { readonly field: string; readonly value: string | number }[])[];
  }[];
}

/** No cell of these reports has a comma. */
function csvSurface(text: string) {
  const lines = text.split('\r\n').map((line) => line.split(','));
  const valuesOf = (wanted: string, kinds: readonly string[]): number[] =>
    lines.flatMap(([, , , , kind = '', , title, , , , value]) =>
      title === wanted && kinds.includes(kind) ? [Number(value)] : [],
    );
  return {
    read: (name: string) => sum(valuesOf(name, ['number'])),
    table: (title: string) => sum(valuesOf(title, ['table', 'omitted-sum'])),
  };
}

/** What each kind of destination says, by the names of numbers and of tables that add up to all requests. */
function surfacesOf(content: ReportContent) {
  const message = renderReport(content).text;
  const mail = renderReportMail(content).text;
  const body: PulsoBody = JSON.parse(renderWebhookBody(content, { runId: 'r', revision: 1, format: 'pulso' }) ?? '{}');
  const rowsOf = (tableId: string): number => {
    const table = body.tables.find((one) => one.tableId === tableId);
    return sum([...(table?.rows ?? []).map((row) => Number(row.at(-1)?.value)), table?.omittedSum ?? 0]);
  };
  return {
    message: { read: (name: string) => numberIn(message, name), table: (title: string) => tableInLine(message, title) },
    mail: { read: (name: string) => numberIn(mail, name), table: (title: string) => tableInBlock(mail, title) },
    webhook: {
      read: (name: string) => body.numbers.find(({ title }) => title === name)?.value ?? 0,
      table: (title: string) => rowsOf(title.toLowerCase()),
    },
    CSV: csvSurface(renderCsv(content).text),
    'text of a webhook': {
      read: (name: string) => numberIn(body.text, name),
      table: (title: string) => tableInLine(body.text, title),
    },
  };
}

/** @returns By surface, the sums that differ from its requests. */
const differences = (content: ReportContent, requestCount: number, tables: readonly string[]): string[] =>
  Object.entries(surfacesOf(content)).flatMap(([surface, { read, table }]) => {
    const sums = [
      ...Object.entries(wholes).map(([name, parts]) => [name, sum(parts.map(read))] as const),
      ...tables.map((title) => [title, table(title)] as const),
      ['Requests', read('Requests')] as const,
    ];
    return sums.flatMap(([name, value]) =>
      value === requestCount ? [] : [`${surface}: ${name} are ${value}, of ${requestCount}`],
    );
  });

const requestCountOf = (records: Day): number => records.filter(({ fields }) => !('event' in fields)).length;

it('the parts of requests add up every day, at every kind of destination', async () => {
  await fc.assert(
    fc.asyncProperty(day, async (records) => {
      const events = eventsOf(records, mondayMs);

      const { content } = await reportOf({ reportId: 'daily-usage', scheduledAtMs: mondayMs, events });

      if (requestCountOf(records) === 0) return;
      expect(differences(content, requestCountOf(records), ['Commands', 'Languages'])).toEqual([]);
    }),
  );
});

it('the parts and the days of a week add up to its requests', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(day, { minLength: 7, maxLength: 7 }), async (week) => {
      const history: HistoryEntry[] = [];
      const events: LogEvent[] = [];
      for (const [index, records] of week.entries()) {
        const scheduledAtMs = mondayMs - (6 - index) * dayMs;
        const ofDay = eventsOf(records, scheduledAtMs);
        history.push(entryOf(await reportOf({ reportId: 'daily-usage', scheduledAtMs, events: ofDay })));
        events.push(...ofDay);
      }

      const weekly = { reportId: 'weekly-usage', scheduledAtMs: mondayMs + 15 * minuteMs, events, history };
      const { content } = await reportOf(weekly);

      expect(differences(content, sum(week.map(requestCountOf)), ['Commands'])).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

interface ReportOptions {
  readonly reportId: string;
  /** When the schedule fired, epoch ms. */
  readonly scheduledAtMs: number;
  /** Of the bot's log, from any time. */
  readonly events: readonly LogEvent[];
  /** Of the daily report. */
  readonly history?: readonly HistoryEntry[];
}

/** Makes a scheduled report of the catalogue from records, by the code of dispatcher, worker and aggregator. */
async function reportOf(options: ReportOptions): Promise<{ plan: ReportPlan; content: ReportContent }> {
  const { reportId, scheduledAtMs, events, history = [] } = options;
  const clock = { nowMs: () => scheduledAtMs, sleep: () => Promise.resolve() };
  const log = createJsonLog(() => undefined, { clock });
  const jobs: QueryJob[] = [];
  const runEvents: RunEvent[] = [];
  const request = {
    schemaVersion: 1,
    reportId,
    trigger: { type: 'schedule', scheduledTime: new Date(scheduledAtMs).toISOString() },
  };
  await dispatch(request, {
    catalogue,
    settings: { botLogGroupName: '/bot', destinations: { owners: [] } },
    sendRunEvents: async (sent) => void runEvents.push(...sent.map(({ body }) => body)),
    sendQueryJobs: async (sent) => void jobs.push(...sent.map(({ body }) => body)),
    clock,
    log,
  });
  const messages = jobs.map((job, index) => ({
    messageId: String(index),
    receiptHandle: String(index),
    body: JSON.stringify(job),
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0' },
  }));
  await processQueryJobs(messages, {
    runQuery: queriesOf(events),
    publishRunEvent: async (event) => void runEvents.push(event),
    reenqueueJob: async () => 'refused',
    changeVisibility: async () => undefined,
    clock,
    random: () => 0.5,
    log,
    pollBudgetMs: 60_000,
  });
  const opened = runEvents.find((event) => event.type === 'run-opened');
  if (!opened) throw new Error(`No run of ${reportId} was opened.`);
  const { runId, plan } = opened;
  const results = runEvents.flatMap((event) => (event.type === 'query-finished' && !event.backfill ? [event] : []));
  const past = new Map(reportId === 'daily-usage' ? [] : [['daily-usage', history]]);
  return { plan, content: contentOf({ runId, plan, state: 'closed', revision: 1 }, results, past).content };
}

/** Makes the entry that a daily report leaves in the history. */
function entryOf({ plan, content }: Awaited<ReturnType<typeof reportOf>>): HistoryEntry {
  const definitionOf = (queryId: string, numberId: string | undefined): string => {
    const query = plan.queries.find((planned) => planned.queryId === queryId);
    return query?.numbers?.find((number) => number.numberId === numberId)?.definition ?? query?.definition ?? '';
  };
  const { reportId, state, windowStartMs, windowEndMs, values } = content;
  return {
    reportId,
    state,
    windowStartMs,
    windowEndMs,
    runId: String(windowEndMs),
    revision: 1,
    values: values.map(({ queryId, numberId, value }) => ({
      queryId,
      numberId,
      definition: definitionOf(queryId, numberId),
      value,
    })),
    missing: [],
    expiresAtSeconds: 0,
  };
}

/** Answers each query at once. */
function queriesOf(events: readonly LogEvent[]): RunQuery {
  const started: Parameters<RunQuery['start']>[0][] = [];
  return {
    start: async (query) => ({ status: 'started', insightsQueryId: String(started.push(query) - 1) }),
    poll: async (id) => {
      const query = started[Number(id)];
      if (!query) return { status: 'ended', insightsStatus: 'Unknown' };
      const isAsked = ({ timestamp }: LogEvent): boolean =>
        timestamp >= query.startTimeSeconds * 1000 && timestamp < (query.endTimeSeconds + 1) * 1000;
      const { rows, statistics } = runQuery({ query: query.queryString, events: events.filter(isAsked) });
      return { status: 'complete', rows: rows.map((row) => [...row]), statistics };
    },
    stop: async () => undefined,
  };
}
