import { type ReportPlan } from '@pulso/contracts/report-plan';
import { rollUpTables } from '@pulso/contracts/run-events';
import { dayMs, hourMs } from '@pulso/kit/time';

import { type Value } from './answers';
import { type HistoryEntry } from './history';
import { reportOf } from './content';
import { dayPlan, resultsOf, rowsOf, runOf } from './testing/days';
import { createRandom, normal, poisson } from './testing/made-up-days';

/** Days of a bot whose incidents are known: what does the first line of a report say of each? */

type Shares = Readonly<Record<string, number>>;

/** Requests that are alike: how many, and how they divide. */
interface Batch {
  readonly requests: number;
  readonly people: number;
  readonly commands: Shares;
  readonly languages: Shares;
  /** Of the day, by the hour. */
  readonly hours: readonly number[];
  readonly inGroups: number;
  readonly groups?: number;
  /** Of its /start. */
  readonly links?: Shares;
  /** Which fails, from which bin of 20 minutes on. */
  readonly failing?: { readonly command: string; readonly fromBin: number };
}

const binsPerHour = 3;
const binMs = hourMs / binsPerHour;
const title = { en: 'T' };
const tableOf = (tableId: string, field: string, sum = 'requests', isLeftOut = false) => ({
  ...{ tableId, title, ...(isLeftOut && { onlyWithRows: true as const }) },
  columns: [
    { field, title, ...(field === 'hour' && { format: 'hour' as const }) },
    { field: sum, title },
  ],
});
const commandTables = [
  tableOf('commands', 'command'),
  tableOf('sources', 'source'),
  tableOf('failed', 'command', 'failed', true),
];
const timeTables = [
  tableOf('languages', 'language_code'),
  tableOf('hours', 'hour'),
  tableOf('failed-hours', 'hour', 'failed', true),
];
const numberOf = (id: string, more: object = {}) => ({ numberId: id, field: id, title, ...more });
const queries: ReportPlan['queries'] = [
  { queryId: 'group-requests', title, definition: '1', partOf: 'requests' },
  { queryId: 'private-requests', title, definition: '1', partOf: 'requests' },
  {
    ...{ queryId: 'activity', title, definition: '1' },
    numbers: [
      numberOf('requests', { prominence: 'headline' }),
      numberOf('people', { prominence: 'headline', additive: false }),
      numberOf('failed', { prominence: 'detail', partOf: 'requests', marked: 'first' }),
      numberOf('groups', { prominence: 'detail' }),
      numberOf('p95', { prominence: 'detail', unit: 'milliseconds' }),
    ],
  },
  { queryId: 'commands-and-sources', title, definition: '1', tables: commandTables },
  { queryId: 'languages-and-hours', title, definition: '1', tables: timeTables },
];
const planOf = (day: number): ReportPlan => {
  const { windowEndMs } = dayPlan(day, []);
  const endMs = Math.floor(windowEndMs / binMs) * binMs;
  return dayPlan(day, [], { queries: [...queries], windowStartMs: endMs - dayMs, windowEndMs: endMs });
};
const rollUpsOf = (tables: typeof commandTables) =>
  tables.map(({ tableId, columns: [by, sum] }) => ({
    tableId,
    by: by?.field ?? '',
    sum: sum?.field ?? '',
    ...(by?.field !== 'source' && { isWhole: true as const }),
  }));

/** Draws how many of a count fall into each share. */
function divide(count: number, shares: readonly number[], random: () => number): number[] {
  let [left, share] = [count, shares.reduce((sum, each) => sum + each, 0)];
  return shares.map((each) => {
    const part = share > 0 ? each / share : 0;
    share -= each;
    const spread = Math.sqrt(left * part * (1 - part));
    let drawn = 0;
    if (left > 60) drawn = Math.round(left * part + spread * normal(random));
    else for (let index = 0; index < left; index += 1) drawn += random() < part ? 1 : 0;
    drawn = Math.max(0, Math.min(left, share <= 1e-9 ? left : drawn));
    left -= drawn;
    return drawn;
  });
}

function outcomesOf(day: number, batches: readonly Batch[], p95: number, random: () => number) {
  const { windowStartMs } = planOf(day);
  const timeOf = (bin: number) =>
    new Date(windowStartMs + bin * binMs).toISOString().replace('T', ' ').replace('Z', '');
  const total = { requests: 0, people: 0, failed: 0, groups: 0, p95, inGroups: 0 };
  const byCommand: Record<string, string | number>[] = [];
  const byTime: Record<string, string | number>[] = [];
  for (const { requests, people, commands, languages, hours, inGroups, groups = 0, links = {}, failing } of batches) {
    const bins = hours.flatMap((hour) => Array.from({ length: binsPerHour }, () => hour / binsPerHour));
    const perBin = divide(requests, bins, random);
    const failedAt = perBin.map((count, bin) =>
      failing && bin >= failing.fromBin
        ? (divide(count, [commands[failing.command] ?? 0, 1 - (commands[failing.command] ?? 0)], random)[0] ?? 0)
        : 0,
    );
    const failed = failedAt.reduce((sum, count) => sum + count, 0);
    const perCommand = divide(
      requests - failed,
      Object.entries(commands).map(
        ([name, share]) => share * (name === failing?.command ? failing.fromBin / bins.length : 1),
      ),
      random,
    );
    for (const [index, command] of Object.keys(commands).entries()) {
      const own = command === failing?.command ? failed : 0;
      const count = (perCommand[index] ?? 0) + own;
      const entries =
        command === 'start' ? { '': 1 - Object.values(links).reduce((a, b) => a + b, 0), ...links } : { '': 1 };
      const counts = divide(count, Object.values(entries), random);
      for (const [at, source] of Object.keys(entries).entries())
        byCommand.push({ command, source, requests: counts[at] ?? 0, failed: at === 0 ? own : 0 });
    }
    for (const [bin, count] of perBin.entries()) {
      const counts = divide(count, Object.values(languages), random);
      for (const [at, language] of Object.keys(languages).entries())
        byTime.push({
          language_code: language,
          hour: timeOf(bin),
          requests: counts[at] ?? 0,
          failed: at === 0 ? (failedAt[bin] ?? 0) : 0,
        });
    }
    const grouped = divide(requests, [inGroups, 1 - inGroups], random)[0] ?? 0;
    total.requests += requests;
    total.people += people;
    total.failed += failed;
    total.groups += groups;
    total.inGroups += grouped;
  }
  const tablesOf = (rows: typeof byCommand, tables: typeof commandTables) => ({
    ...rowsOf(),
    tables: rollUpTables(rowsOf(...rows).rows, rollUpsOf(tables)),
  });
  return {
    'group-requests': rowsOf({ n: total.inGroups }),
    'private-requests': rowsOf({ n: total.requests - total.inGroups }),
    activity: rowsOf(total),
    'commands-and-sources': tablesOf(byCommand, commandTables),
    'languages-and-hours': tablesOf(byTime, timeTables),
  };
}

/** A bot and its usual days. */
function botOf(seed: number, mean: number, growthPerDay = 1) {
  const random = createRandom(seed);
  const pick = (low: number, high: number): number => low + (high - low) * random();
  const weekend = pick(0.4, 1.1);
  const shares = (names: readonly string[]): Shares => {
    const sizes = names.map((_, rank) => pick(0.6, 1.4) / (rank + 1));
    const sum = sizes.reduce((a, b) => a + b, 0);
    return Object.fromEntries(names.map((name, index) => [name, (sizes[index] ?? 0) / sum]));
  };
  const [commands, languages] = [
    shares(['roll', 'start', 'help', 'stats', '']),
    shares(['en', 'de', 'es', 'ru', 'pt']),
  ];
  const sleep = Math.floor(pick(0, 24));
  const hours = Array.from({ length: 24 }, (_, hour) => 0.08 + Math.sin((Math.PI * ((hour + sleep) % 24)) / 24) ** 2);
  const usual = { commands, languages, hours, inGroups: pick(0.1, 0.6), links: { docs: 0.2, wiki: 0.1 } };
  const perPerson = pick(2, 4);
  const batchOf = (day: number, factor = 1): Batch => {
    const isWeekend = (((day + seed) % 7) + 7) % 7 > 4;
    const expected = mean * factor * (isWeekend ? weekend : 1) * growthPerDay ** day * Math.exp(0.05 * normal(random));
    const requests = poisson(expected, random);
    return { ...usual, requests, people: Math.min(requests, poisson(requests / perPerson, random)), groups: 3 };
  };
  return { random, pick, mean, usual, batchOf, p95Of: () => Math.round(120 * Math.exp(0.06 * normal(random))) };
}
type Bot = ReturnType<typeof botOf>;

const historyOf = (bot: Bot, days: number, batchesOf = (day: number): Batch[] => [bot.batchOf(day)]): HistoryEntry[] =>
  Array.from({ length: days }, (_, index) => index - days).flatMap((day) => {
    const outcomes = outcomesOf(day, batchesOf(day), bot.p95Of(), bot.random);
    return reportOf(runOf(planOf(day), { runId: `${day}` }), resultsOf(outcomes), new Map()).entry ?? [];
  });

const reportOn = (bot: Bot, history: readonly HistoryEntry[], batches: readonly Batch[], p95 = bot.p95Of(), day = 0) =>
  reportOf(
    runOf(planOf(day)),
    resultsOf(outcomesOf(day, batches, p95, bot.random)),
    new Map([['daily-usage', history]]),
  );

/** What the first line says: the number that leads, and its causes. */
function firstLineOf({ content: { values, windowStartMs } }: ReturnType<typeof reportOn>): string[] {
  const some = values.filter(({ movers, during, isByFew, isAnomaly }) => isAnomaly ?? movers ?? during ?? isByFew);
  const [lead] = [
    ({ marked }: Value) => marked === 'first',
    ({ prominence }: Value) => prominence === 'headline',
    ({ prominence }: Value) => !prominence,
    () => true,
  ].flatMap((isLead) => some.filter(isLead));
  if (!lead) return [];
  const { numberId, queryId, movers = [], during, isByFew, isAnomaly } = lead;
  const bin = during && Math.round((during.startMs - windowStartMs) / binMs);
  const names = movers.map(({ key, ...number }) => key ?? number.numberId ?? number.queryId);
  return [
    `${isAnomaly ? '' : 'shift of '}${numberId ?? queryId}`,
    ...names,
    ...(isByFew ? ['few'] : []),
    ...(bin === undefined ? [] : [bin < 0 ? `day ${Math.round(bin / 72)}` : `bin ${bin}`]),
  ];
}

/** Makes a day with an incident. @returns Its first line, and whether that is right. */
type Incident = (bot: Bot, history: readonly HistoryEntry[]) => { readonly line: string[]; readonly isRight: boolean };

const without = (shares: Shares, name: string): Shares => ({ ...shares, [name]: 0 });
const scaled = (batch: Batch, factor: number): number => Math.round(batch.requests * factor);

const incidents: Readonly<Record<string, Incident>> = {
  'a campaign by a link': (bot, history) => {
    const base = bot.batchOf(0);
    const requests = scaled(base, bot.pick(0.6, 2));
    const commands = { start: 0.6, roll: 0.3, help: 0.1 };
    const campaign = { ...base, commands, requests, people: Math.round(requests * 0.6), links: { promo_x: 1 } };
    const line = firstLineOf(reportOn(bot, history, [base, campaign]));
    return { line, isRight: line[0] === 'requests' && line.includes('promo_x') };
  },
  'a deploy that breaks a command': (bot, history) => {
    const command = ['roll', 'start', 'help', 'stats'][Math.floor(bot.pick(0, 4))] ?? '';
    const fromBin = Math.floor(bot.pick(5, 60));
    const line = firstLineOf(reportOn(bot, history, [{ ...bot.batchOf(0), failing: { command, fromBin } }]));
    return { line, isRight: line[0] === 'failed' && line[1] === command };
  },
  'an outage of hours': (bot, history) => {
    const [from, length] = [Math.floor(bot.pick(0, 15)), Math.floor(bot.pick(1, 9))];
    const base = bot.batchOf(0);
    const hours = base.hours.map((share, hour) => (hour >= from && hour < from + length ? 0 : share));
    const left = hours.reduce((a, b) => a + b, 0) / base.hours.reduce((a, b) => a + b, 0);
    const requests = scaled(base, left);
    const line = firstLineOf(
      reportOn(bot, history, [{ ...base, hours, requests, people: Math.round(base.people * left ** 0.5) }]),
    );
    return {
      line,
      isRight: line.some((part) => Math.abs(Number(/^bin (\d+)/.exec(part)?.[1] ?? NaN) - from * binsPerHour) <= 4),
    };
  },
  'a language that vanishes': (bot, history) => {
    const base = bot.batchOf(0);
    const [language = '', share = 0] =
      Object.entries(base.languages).filter(([, each]) => each > 0.1)[Math.floor(bot.pick(0, 2))] ?? [];
    const requests = scaled(base, 1 - share);
    const line = firstLineOf(
      reportOn(bot, history, [
        {
          ...base,
          requests,
          people: Math.round(base.people * (1 - share)),
          languages: without(base.languages, language),
        },
      ]),
    );
    return { line, isRight: line[1] === language };
  },
  'a loop of one person': (bot, history) => {
    const base = bot.batchOf(0);
    const [from, length] = [Math.floor(bot.pick(0, 18)), Math.floor(bot.pick(1, 7))];
    const hours = base.hours.map((_, hour) => (hour >= from && hour < from + length ? 1 : 0));
    const loop = {
      ...base,
      commands: { stats: 1 },
      languages: { en: 1 },
      hours,
      requests: scaled(base, bot.pick(0.6, 2)),
      people: 0,
      inGroups: 0,
    };
    const line = firstLineOf(reportOn(bot, history, [base, loop]));
    return { line, isRight: line.includes('few') && line.includes('stats') };
  },
  'a group that joins': (bot, history) => {
    const base = bot.batchOf(0);
    const group = {
      ...base,
      commands: { roll: 0.7, '': 0.3 },
      links: {},
      requests: scaled(base, bot.pick(0.6, 1.5)),
      people: Math.round(bot.pick(5, 30)),
      inGroups: 1,
      groups: 1,
    };
    const line = firstLineOf(reportOn(bot, history, [base, group]));
    return { line, isRight: line.includes('group-requests') };
  },
  'a weekend': (bot, history) => {
    const line = firstLineOf(reportOn(bot, history, [bot.batchOf(0)]));
    return { line, isRight: line.length === 0 };
  },
  'a holiday': (bot, history) => {
    const line = firstLineOf(reportOn(bot, history, [bot.batchOf(0, bot.pick(0.25, 0.5))]));
    return { line, isRight: line.join() === 'requests' };
  },
  'a shift below a quiet total': (bot, history) => {
    const base = bot.batchOf(0);
    const { en = 0, de = 0, es = 0 } = base.languages;
    const languages = { ...base.languages, es: es / 4, de: de + (es * 3) / 4 };
    const line = firstLineOf(reportOn(bot, history, [{ ...base, languages }]));
    return { line, isRight: en > 0 && line[0] === 'shift of requests' && line.includes('es') };
  },
  'a slow command': (bot, history) => {
    const line = firstLineOf(reportOn(bot, history, [bot.batchOf(0)], Math.round(bot.pick(400, 3000))));
    return { line, isRight: line[0] === 'p95' };
  },
  'a lasting change': (bot, history) => {
    const factor = [0.5, 0.4, 2][Math.floor(bot.pick(0, 3))] ?? 1;
    const before = historyOf(bot, 42, (day) => [bot.batchOf(day, day >= -2 ? factor : 1)]);
    const line = firstLineOf(reportOn(bot, before, [bot.batchOf(0, factor)]));
    return { line, isRight: history.length > 0 && line.includes('day -2') };
  },
  'a quiet day': (bot, history) => {
    const line = firstLineOf(reportOn(bot, history, [bot.batchOf(0)]));
    return { line, isRight: line.length === 0 };
  },
};

const seedsEach = 17;

it('names the cause of nine in ten incidents, and of each kind of most', () => {
  const shares = Object.entries(incidents).map(([kind, incident], index) => {
    const results = Array.from({ length: seedsEach }, (_, seed) => {
      const bot = botOf(index * 1000 + seed, 60 * 80 ** (seed / seedsEach));
      return { ...incident(bot, historyOf(bot, 42)), mean: Math.round(bot.mean) };
    });
    const right = results.filter(({ isRight }) => isRight).length;
    return [kind, right] as const;
  });
  const total = shares.reduce((sum, [, right]) => sum + right, 0);

  expect(total / (shares.length * seedsEach)).toBeGreaterThanOrEqual(0.9);
  expect(shares.filter(([, right]) => right < seedsEach * 0.7)).toEqual([]);
});
