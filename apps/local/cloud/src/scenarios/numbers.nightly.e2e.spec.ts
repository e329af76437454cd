import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type StoredReport, createRunStore } from '@pulso/adapters/dynamodb';
import { resourceName } from '@pulso/contracts/envelope';
import { dayMs, minuteMs } from '@pulso/kit/time';
import { type StartedQuery } from '@pulso/local/gateway';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { findReportSchedule, followRun } from '../demo/fire-report';
import { type TimedUpdate } from '../demo/read-updates';
import { readMail } from '../posted/read-mail';
import { said } from './run-scenario';
import { titleOf, type ShownNumber, shownNumbers, visibleTextOf } from './testing/read-report';
import './testing/at-root';

const firstReportAtMs = Date.parse('2026-11-23T12:30:00Z');
const admin = 424_242;
const groupId = -1_005_550_001;

/** What people ask on one day. */
interface CountedDay {
  /** Requests in a group. */
  readonly group: number;
  /** Requests in private that are answered. */
  readonly private: number;
  /** Requests in private that are refused. */
  readonly refused: number;
  /** Who asks, in turn; all of them do. */
  readonly people: readonly number[];
}

/** Counts what a report of the day must say, by the names of the catalogue. */
function countDay(day: CountedDay, known: ReadonlySet<number>): Readonly<Record<string, number>> {
  const { group, private: answeredInPrivate, refused, people } = day;
  return {
    'group-requests': group,
    'private-requests': answeredInPrivate + refused,
    'new-users': people.filter((person) => !known.has(person)).length,
    'activity/requests': group + answeredInPrivate + refused,
    'activity/people': people.length,
    'activity/groups': group > 0 ? 1 : 0,
    'activity/answered': group + answeredInPrivate,
    'activity/not-understood': 0,
    'activity/refused': refused,
    'activity/failed': 0,
    'activity/unreachable': 0,
    'activity/blocked': 0,
    'activity/joined': 0,
    'activity/left': 0,
  };
}

/**
 * Makes the updates of a day, and some more that are no requests.
 *
 * @param day - Keeps ids of updates and messages apart from those of other days.
 * @param endMs - When the last of them comes, epoch ms; they come a second apart.
 */
function updatesOf(
  counted: CountedDay | undefined,
  { day, endMs, groupId }: { readonly day: number; readonly endMs: number; readonly groupId: number },
): TimedUpdate[] {
  if (!counted) return [];
  const { group, private: answeredInPrivate, refused, people } = counted;
  const said = (text: string, count: number, isInGroup: boolean) => Array(count).fill([text, isInGroup]) as Said[];
  type Said = [text: string, isInGroup: boolean];
  const all = [
    ...said('/help', group, true),
    ...said('/help', answeredInPrivate, false),
    ...said('/report', refused, false),
    ...said('just talk', 5, true),
  ];
  return all.map(([text, isInGroup], index) => {
    const id = (day + 1) * 1000 + index;
    const person = 5000 + (people[index % people.length] ?? 0);
    const from = { id: person, is_bot: false, first_name: 'Ada', language_code: 'en' };
    const chat = isInGroup
      ? { id: groupId, type: 'supergroup', title: 'Friends' }
      : { id: person, type: 'private', first_name: 'Ada' };
    const atMs = endMs - (all.length - index) * 1000;
    const message = { message_id: id, date: Math.floor(atMs / 1000), from, chat, text };
    return { atMs, update: { update_id: id, message } };
  });
}

/** Who asks what, day by day; people are numbered as they come. */
const days: readonly CountedDay[] = [
  { group: 4, private: 7, refused: 1, people: [1, 2, 3] },
  { group: 6, private: 5, refused: 2, people: [2, 3, 4, 5] },
  { group: 8, private: 11, refused: 0, people: [1, 6] },
  { group: 5, private: 9, refused: 1, people: [2, 7] },
  { group: 2, private: 3, refused: 0, people: [1, 2] },
  { group: 12, private: 4, refused: 1, people: [5, 6, 7, 8, 9] },
];

/** On which no report is made. */
const gapDay = 4;
const lastDay = 5;
const reportedDays = [...days.keys()].filter((day) => day !== gapDay);

const truths = days.map((day, index) => countDay(day, new Set(days.slice(0, index).flatMap(({ people }) => people))));

/** What one day's report said, wherever it went. */
interface Delivered {
  readonly stored: StoredReport | undefined;
  readonly message: string;
  readonly mail: ReturnType<typeof readMail>;
  readonly webhook: WebhookBody;
}

interface WebhookBody {
  readonly state: string;
  readonly marker: string | null;
  readonly numbers: readonly {
    readonly queryId: string;
    readonly numberId: string | null;
    readonly title: string;
    readonly value: number;
    readonly previous: number | null;
    readonly earlier: readonly (number | null)[] | null;
  }[];
  readonly missing: readonly { readonly queryId: string }[];
}

const nameOf = ({ queryId, numberId }: { queryId: string; numberId?: string | null | undefined }): string =>
  numberId ? `${queryId}/${numberId}` : queryId;

/** Of what a number is about, by its name in the catalogue. */
const byName = <N extends { queryId: string; numberId?: string | null | undefined }, V>(
  numbers: readonly N[],
  pick: (number: N) => V,
): Record<string, V> => Object.fromEntries(numbers.map((number) => [nameOf(number), pick(number)]));

/** By the rule of comparisons: the same weekday a week before, unless that was the first day. */
function changeInWords(value: number, [, ...earlier]: readonly (number | null)[]): string | undefined {
  const base = earlier.at(-7) ?? undefined;
  if (base === undefined) return undefined;
  if (base === 0) return value === 0 ? '±0%' : '▲from 0';
  const percent = Math.round((100 * Math.abs(value - base)) / base);
  return `${percent === 0 ? '±' : value > base ? '▲' : '▼'}${percent}%`;
}

describe('the numbers of reports', () => {
  let cloud: LocalCloud;
  const started: StartedQuery[] = [];
  const reports = new Map<number, Delivered>();

  const reportAtMs = (day: number): number => firstReportAtMs + day * dayMs;

  const delivered = (stored: StoredReport | undefined): Delivered => ({
    stored,
    message: cloud.deliveredReports().at(-1) ?? '',
    mail: readMail(cloud.mails().at(-1)?.message ?? ''),
    webhook: JSON.parse(cloud.webhookCalls().at(-1)?.body ?? '{}') as WebhookBody,
  });

  async function report(day: number): Promise<Delivered> {
    const atMs = reportAtMs(day);
    const schedule = findReportSchedule(cloud.definition, atMs);
    await cloud.fireSchedule(schedule.name, atMs);
    const isDelivered = (): boolean => true;
    const stored = await followRun(cloud, { runId: schedule.runId, dueMs: cloud.clock.nowMs(), isDelivered });
    // A correction waits two minutes for others.
    await cloud.clock.runUntil(cloud.clock.nowMs() + 3 * minuteMs);
    return delivered(stored);
  }

  async function live(day: number): Promise<void> {
    const { clock, botApi } = cloud;
    for (const { atMs, update } of updatesOf(days[day], { day, endMs: reportAtMs(day) - 60 * minuteMs, groupId })) {
      await clock.runUntil(atMs);
      botApi.pushUpdate(update);
    }
    await clock.runUntil(reportAtMs(day));
  }

  beforeAll(async () => {
    const startMs = reportAtMs(0) - 120 * minuteMs;
    cloud = await startLocalCloud({ startMs, schedules: 'sweep-only' });
    cloud.holdQueries((query) => {
      started.push(query);
      return false;
    });
    for (const day of days.keys()) {
      await live(day);
      if (day === gapDay) continue;
      cloud.failQueries(({ queryString }) => day === 2 && queryString.includes('is_group=1'));
      reports.set(day, await report(day));
      if (day !== 2) continue;
      // The answer that was missing comes late: the same run is asked for again.
      cloud.failQueries(() => false);
      reports.set(2.5, await report(2));
    }
  });

  afterAll(() => cloud.stop());

  const reportOf = (day: number): Delivered => {
    const found = reports.get(day);
    if (!found) throw new RangeError(`There is no report of day ${day}.`);
    return found;
  };

  /** The days that a report of this day knows of, oldest first. */
  const earlierOf = (day: number, name: string): (number | null)[] =>
    [...days.keys()]
      .filter((earlier) => earlier < Math.floor(day))
      .map((earlier) => (earlier === gapDay ? null : (truths[earlier]?.[name] ?? null)));

  describe.each<{ day: number; is: string; state: string; lacks: readonly string[] }>([
    { day: 0, is: 'the first day', state: 'complete', lacks: [] },
    { day: 1, is: 'the second day', state: 'complete', lacks: [] },
    { day: 2, is: 'a day with a query that failed', state: 'partial', lacks: ['group-requests'] },
    { day: 2.5, is: 'that day once its answer has come', state: 'complete', lacks: [] },
    { day: 3, is: 'the fourth day', state: 'complete', lacks: [] },
    { day: lastDay, is: 'a day after a gap', state: 'complete', lacks: [] },
  ])('of $is', ({ day, state, lacks }) => {
    const truth = Object.fromEntries(
      Object.entries(truths[Math.floor(day)] ?? {}).filter(([name]) => !lacks.includes(name)),
    );

    it('are those of the requests that were made', () => {
      const { stored } = reportOf(day);

      expect(stored?.content.state).toBe(state);
      // A question that is added later has its numbers, too.
      expect(byName(stored?.content.values ?? [], ({ value }) => value)).toMatchObject(truth);
      expect(stored?.content.missing.map(({ queryId }) => queryId)).toEqual(lacks);
    });

    it('are the same in the message, both parts of the mail and the webhook', () => {
      const { stored, message, mail, webhook } = reportOf(day);
      const isShown = ({ value, earlier = [] }: { value: number; earlier?: (number | null)[] | undefined }) =>
        value !== 0 || earlier.some(Boolean);
      const values = (stored?.content.values ?? []).filter((one) => one.numberId !== 'p95' && isShown(one));
      const titles = values.map(({ title }) => title['en'] ?? '');
      const expected = Object.fromEntries(values.map(({ title, value }) => [title['en'], value]));
      const valuesIn = (shown: Readonly<Record<string, ShownNumber>>) =>
        Object.fromEntries(Object.entries(shown).map(([title, { value }]) => [title, value]));

      expect(valuesIn(shownNumbers(message, titles))).toEqual(expected);
      expect(valuesIn(shownNumbers(mail.text, titles))).toEqual(expected);
      expect(valuesIn(shownNumbers(visibleTextOf(mail.html), titles))).toEqual(expected);
      expect(byName(webhook.numbers, ({ value }) => value)).toEqual(
        byName(stored?.content.values ?? [], ({ value }) => value),
      );
      expect([webhook.state, webhook.missing.map(({ queryId }) => queryId)]).toEqual([state, lacks]);
    });

    it('are compared with the days before, without gaps', () => {
      const { stored, message, mail, webhook } = reportOf(day);
      const compared = (stored?.content.values ?? []).filter(({ prominence }) => prominence !== 'detail');
      const expected = Object.fromEntries(
        compared.map(({ title, value, ...number }) => [
          title['en'],
          { value, change: changeInWords(value, earlierOf(day, nameOf(number))) },
        ]),
      );

      for (const text of [message, mail.text, visibleTextOf(mail.html)]) {
        expect(shownNumbers(text, Object.keys(expected))).toEqual(expected);
      }
      const { earlier, previous } = {
        earlier: byName(webhook.numbers, (number) => number.earlier ?? []),
        previous: byName(webhook.numbers, (number) => number.previous),
      };
      for (const name of Object.keys(truth)) {
        expect([name, earlier[name]]).toEqual([name, earlierOf(day, name)]);
        expect([name, previous[name]]).toEqual([name, earlierOf(day, name).at(-1) ?? null]);
      }
    });
  });

  it('are partial, in time, and say why when a query fails', () => {
    const { stored, message } = reportOf(2);

    expect(stored?.content.missing).toMatchObject([{ queryId: 'group-requests', reason: { code: 'query-failed' } }]);
    expect(message).toContain(titleOf('group-requests'));
    expect(message).toContain('Failed');
  });

  it('that came late correct what was sent', () => {
    const subjects = cloud.mails().map(({ message }) => readMail(message).headers['subject'] ?? '');

    expect(subjects.map((subject) => subject.includes('Correction'))).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(cloud.webhookCalls().map(({ body }) => (JSON.parse(body) as WebhookBody).marker)).toEqual([
      null,
      null,
      null,
      'correction',
      null,
      null,
    ]);
    expect(cloud.deliveredReports()).toHaveLength(reportedDays.length);
    expect(reportOf(2).message).toContain('1 number missing');
  });

  it('stay in the history as they were sent last', async () => {
    const client = new DynamoDBClient(cloud.settings);
    const store = createRunStore(client, resourceName('local', 'runs'), cloud.clock);

    const { entries, unreadable } = await store.readHistory('daily-usage', 0);
    client.destroy();

    const kept = entries.toSorted((a, b) => a.windowEndMs - b.windowEndMs);
    expect(unreadable).toEqual([]);
    expect(kept.map(({ state }) => state)).toEqual(reportedDays.map(() => 'complete'));
    expect(kept.map(({ values }) => byName(values, ({ value }) => value))).toMatchObject(
      reportedDays.map((day) => truths[day]),
    );
  });

  it('come by a button without a wait, added up, and without a query', async () => {
    const { clock, botApi } = cloud;
    const channel = botApi.conversation.sentByBot().at(-1);
    botApi.chats.set({ id: admin, type: 'private', firstName: 'Ada' });
    await clock.runUntil(reportAtMs(lastDay) + 30 * minuteMs);
    const queryCount = started.length;

    botApi.pushUpdate({
      update_id: 900_001,
      callback_query: {
        id: 'press',
        from: { id: admin, is_bot: false, first_name: 'Ada' },
        chat_instance: '1',
        data: 'history/7:daily-usage',
        message: { message_id: channel?.messageId, date: 1, chat: { id: channel?.chatId, type: 'channel' } },
      },
    });
    // Nothing jumps: what lay in a queue for a while would not be there yet.
    await clock.settle();

    const [answer, ...others] = botApi.conversation.messagesOf(admin);
    const sums = ['group-requests', 'private-requests', 'new-users'].map((name) =>
      reportedDays.reduce((sum, day) => sum + (truths[day]?.[name] ?? 0), 0),
    );
    const shown = shownNumbers(answer?.text ?? '', ['Requests in groups', 'Private requests', 'New users']);
    expect(Object.values(shown).map(({ value }) => value)).toEqual(sums);
    expect(answer?.text).toContain('1 day missing');
    expect(others).toEqual([]);
    expect(started).toHaveLength(queryCount);
  });

  it('are shown to an admin who asks in a group in private, and the group gets one line without any', async () => {
    const { clock, botApi } = cloud;
    const before = botApi.conversation.messagesOf(groupId).length;
    const atMs = clock.nowMs();

    botApi.pushUpdate(said({ updateId: 900_002, atMs, fromId: admin, chatId: groupId, text: '/report' }).update);
    await clock.runUntil(atMs + 2 * minuteMs);

    const inGroup = botApi.conversation.messagesOf(groupId).slice(before);
    const inPrivate = botApi.conversation.messagesOf(admin).at(-1)?.text ?? '';
    expect(inGroup.filter(({ from: author }) => author === 'bot').map(({ text }) => text)).toEqual([
      'I answered you in private.',
    ]);
    expect(shownNumbers(inPrivate, ['Requests in groups'])).toMatchObject({
      'Requests in groups': { value: truths[lastDay]?.['group-requests'] },
    });
  });
});
