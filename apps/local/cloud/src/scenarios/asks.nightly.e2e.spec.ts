import { logGroupName } from '@pulso/contracts/envelope';
import { dayMs, minuteMs } from '@pulso/kit/time';
import { SeededRandom } from '@pulso/world/time';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { pushUpdates } from '../demo/read-updates';
import './testing/at-root';

const admin = 424_242;
const startMs = Date.parse('2026-11-25T15:00:00Z');
const pastDays = 12;

/** A record of use, as far as questions are about it. */
interface UsedRecord {
  readonly atMs: number;
  readonly user: string;
  readonly is_group: number;
  readonly is_new_user: number;
  readonly outcome: string;
  readonly command?: string;
  readonly language_code?: string;
  readonly chat_type?: string;
  readonly source?: string;
}

/** A sentence, and what it asks, said in another way: which records, over which time, by what. */
interface AskedSentence {
  readonly text: string;
  /** What the owner's app speaks. */
  readonly language: 'en' | 'es' | 'pt' | 'de' | 'ru';
  /** Hours up to five minutes before; or days ago of a day in UTC. */
  readonly hours?: number;
  readonly daysAgo?: number;
  /** From such a day up to now. */
  readonly fromDaysAgo?: number;
  /** Distinct people are counted, and not requests. */
  readonly isOfPeople?: true;
  readonly isMeant?: (record: UsedRecord) => boolean;
  readonly keyOf?: (record: UsedRecord) => string | undefined;
}

const isOfPeople = true;
const isNew = ({ is_new_user }: UsedRecord): boolean => is_new_user === 1;
const hasFailed = ({ outcome }: UsedRecord): boolean => ['failed', 'reply-failed', 'reply-unknown'].includes(outcome);
const isNotUnderstood = ({ outcome }: UsedRecord): boolean => outcome === 'not-understood';
const inGroups = ({ is_group }: UsedRecord): boolean => is_group === 1;
const isRoll = ({ command }: UsedRecord): boolean => command === 'roll';
const byLink = ({ source }: UsedRecord): boolean => source === 'promo_x';
const speaksSpanish = ({ language_code: code = '' }: UsedRecord): boolean => /^es(-|$)/.test(code);

const ofCommand = ({ command = '' }: UsedRecord): string => command;
const ofLanguage = ({ language_code: code = '' }: UsedRecord): string => code;
/** Who came by no link is in no row. */
const ofSource = ({ source }: UsedRecord): string | undefined => source;
const ofChat = ({ chat_type: type = '' }: UsedRecord): string => type;
const ofDay = ({ atMs }: UsedRecord): string => new Date(atMs).toISOString().slice(0, 10);
/** Of several days the same hour of each together. */
const ofHour = ({ atMs }: UsedRecord): string => new Date(atMs).toISOString().slice(11, 13);

const week = 168;
const month = 720;

/** What owners ask, in their words: each language, each field, each kind of time. */
const askedSentences: readonly AskedSentence[] = [
  { language: 'en', text: 'people roll 7d by source', hours: week, isOfPeople, isMeant: isRoll, keyOf: ofSource },
  { language: 'en', text: 'requests groups yesterday', daysAgo: 1, isMeant: inGroups },
  { language: 'en', text: 'errors 48h by command', hours: 48, isMeant: hasFailed, keyOf: ofCommand },
  { language: 'en', text: 'requests by hour yesterday', daysAgo: 1, keyOf: ofHour },
  { language: 'en', text: 'people by chat', hours: week, isOfPeople, keyOf: ofChat },
  { language: 'en', text: 'requests via promo_x by day', hours: week, isMeant: byLink, keyOf: ofDay },
  { language: 'en', text: 'spanish people', hours: week, isOfPeople, isMeant: speaksSpanish },
  { language: 'en', text: 'ROLL!!! today', daysAgo: 0, isMeant: isRoll },
  { language: 'es', text: '¿Cuántas personas hubo ayer?', daysAgo: 1, isOfPeople },
  { language: 'es', text: 'usuarios nuevos últimos 30 días', hours: month, isMeant: isNew },
  { language: 'pt', text: 'falhas desta semana por comando', fromDaysAgo: 2, isMeant: hasFailed, keyOf: ofCommand },
  { language: 'pt', text: 'quantas pessoas em grupos hoje', daysAgo: 0, isOfPeople, isMeant: inGroups },
  { language: 'de', text: 'leute seit montag nach sprache', fromDaysAgo: 2, isOfPeople, keyOf: ofLanguage },
  { language: 'de', text: 'Anfragen in Gruppen 12 Stunden', hours: 12, isMeant: inGroups },
  { language: 'ru', text: 'новые пользователи за 30 дней по языкам', hours: month, isMeant: isNew, keyOf: ofLanguage },
  { language: 'ru', text: 'запросы по дням', hours: week, keyOf: ofDay },
  { language: 'en', text: "messages it didn't understand on 23 nov", daysAgo: 2, isMeant: isNotUnderstood },
  { language: 'en', text: 'roll vs /help last 3 days', hours: 72, keyOf: ofCommand },
];

/** Records of twelve days, with everything that questions tell apart. */
function seedRecords(): readonly UsedRecord[] {
  const random = new SeededRandom(7);
  const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;
  const people = Array.from({ length: 40 }, (_, index) => ({
    user: index.toString(16).padStart(16, '0'),
    language_code: pick(['en', 'es', 'es', 'pt-br', 'de', 'ru', undefined]),
  }));
  const known = new Set<string>();
  const times = Array.from({ length: 600 }, () => startMs - random.below(pastDays * dayMs)).sort((a, b) => a - b);
  return times.map((atMs): UsedRecord => {
    const { user, language_code } = pick(people);
    const isNew = !known.has(user);
    known.add(user);
    const is_group = random.below(3) === 0 ? 1 : 0;
    const command = pick(['roll', 'roll', 'help', 'start', 'unknown', undefined]);
    return {
      atMs,
      user,
      is_group,
      is_new_user: isNew ? 1 : 0,
      outcome: pick(['answered', 'answered', 'answered', 'not-understood', 'failed', 'reply-unknown', 'unreachable']),
      chat_type: is_group ? pick(['group', 'supergroup']) : 'private',
      ...(language_code && { language_code }),
      ...(command && { command }),
      ...(command === 'start' || random.below(6) === 0 ? { source: pick(['promo_x', 'promo_x', 'site']) } : {}),
    };
  });
}

/** What a reader finds in an answer: the number of its first line, or those of its bars. */
function shownIn(message: string): readonly number[] {
  const text = message.replace(/[\u00a0\u202f]/g, ' ');
  const bars = [...text.matchAll(/^[▇\u2007]{10} ([\d.,]+) /gmu)].map(([, number = '']) => number);
  const first = /(\d[\d.,]*)$/m.exec(text.split('\n')[0] ?? '')?.[1];
  const numbers = bars.length > 0 ? bars : first === undefined ? [] : [first];
  return numbers.map((number) => Number(number.replace(/[.,]/g, '')));
}

/** By counting one record after the other. */
function counted(sentence: AskedSentence, records: readonly UsedRecord[], askedAtMs: number): readonly number[] {
  const {
    hours,
    fromDaysAgo = 0,
    daysAgo = fromDaysAgo,
    isMeant = () => true,
    keyOf = () => 'all',
    isOfPeople,
  } = sentence;
  const latestMs = Math.floor(askedAtMs / minuteMs) * minuteMs - 5 * minuteMs;
  const midnightMs = Math.floor(askedAtMs / dayMs) * dayMs - daysAgo * dayMs;
  const [fromMs, toMs] =
    hours === undefined
      ? [midnightMs, Math.min(midnightMs + (fromDaysAgo + 1) * dayMs, latestMs)]
      : [latestMs - hours * 3_600_000, latestMs];
  const groups = new Map<string, Set<string>>();
  for (const [index, record] of records.entries()) {
    const key = keyOf(record);
    if (record.atMs < fromMs || record.atMs >= toMs || !isMeant(record) || key === undefined) continue;
    const members = groups.get(key) ?? new Set();
    groups.set(key, members.add(isOfPeople ? record.user : String(index)));
  }
  const counts = [...groups.values()].map(({ size }) => size);
  return sentence.keyOf ? counts : [counts[0] ?? 0];
}

/** What the bot's log holds by now: what was seeded, and what the questions themselves have left. */
const recordsIn = (cloud: LocalCloud): readonly UsedRecord[] =>
  [...cloud.logEvents()].flatMap(({ message, timestamp }) => {
    if (!message.includes('"event":"request"')) return [];
    return [{ ...(JSON.parse(message) as Omit<UsedRecord, 'atMs'>), atMs: timestamp }];
  });

describe('a question of an owner', () => {
  let cloud: LocalCloud;
  let updateId = 0;

  beforeAll(async () => {
    cloud = await startLocalCloud({ startMs, schedules: 'sweep-only' });
    const group = logGroupName(cloud.stage, 'bot');
    const events = seedRecords().map(({ atMs, ...fields }) => ({
      timestamp: atMs,
      message: JSON.stringify({ event: 'request', ...fields }),
    }));
    cloud.logStore.append(group, 'earlier-days', events);
  });

  afterAll(async () => {
    await cloud.stop();
    expect(cloud.access?.denials() ?? []).toEqual([]);
  });

  /** @returns What the bot has said to the owner since, and when it was asked. */
  async function ask(text: string, language: string) {
    const { clock, botApi } = cloud;
    // Questions are limited to ten within ten minutes.
    const atMs = clock.nowMs() + 3 * minuteMs;
    const before = botApi.conversation.sentByBot().length;
    updateId += 1;
    const from = { id: admin, is_bot: false, first_name: 'Ada', language_code: language };
    const chat = { id: admin, type: 'private', first_name: 'Ada' };
    const message = { message_id: updateId, date: Math.floor(atMs / 1000), from, chat, text };
    pushUpdates([{ atMs, update: { update_id: updateId, message } }], clock, (update) => botApi.pushUpdate(update));
    await clock.runUntil(atMs + minuteMs);
    return { atMs, sent: botApi.conversation.sentByBot().slice(before) };
  }

  it.each(askedSentences)('is answered with what was counted: $text', async (sentence) => {
    const { atMs, sent } = await ask(`/ask ${sentence.text}`, sentence.language);

    const [answer, ...others] = sent;
    const shown = shownIn(answer?.text ?? '');
    const expected = counted(sentence, recordsIn(cloud), atMs);
    expect(others).toEqual([]);
    expect(shown.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
  });
});
