import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
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

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Draws how many of a count fall into each share. */
function divide(count: number, shares: Shares | readonly number[], random: () => number) {
  const entries = Object.entries(shares);
  let [left, share] = [count, sumOf(entries.map(([, each]) => each))];
  return entries.map(([name, each]) => {
    const part = share > 0 ? each / share : 0;
    share -= each;
    const spread = Math.sqrt(left * part * (1 - part));
    let drawn = 0;
    if (left > 60) drawn = Math.round(left * part + spread * normal(random));
    else for (let index = 0; index < left; index += 1) drawn += random() < part ? 1 : 0;
    drawn = Math.max(0, Math.min(left, share <= 1e-9 ? left : drawn));
    left -= drawn;
    return [name, drawn] as const;
  });
}

function outcomesOf(day: number, batches: readonly Batch[], p95: number, random: () => number) {
  const { windowStartMs } = planOf(day);
  const timeOf = (bin: number) =>
    new Date(windowStartMs + bin * binMs).toISOString().replace('T', ' ').replace('Z', '');
  const partOf = (count: number, share: number) => divide(count, [share, 1 - share], random)[0]?.[1] ?? 0;
  const byCommand: Record<string, string | number>[] = [];
  const byTime: Record<string, string | number>[] = [];
  let [failed, inGroups] = [0, 0];
  for (const { requests, commands, languages, hours, links = {}, failing, ...batch } of batches) {
    const bins = hours.flatMap((hour) => Array.from({ length: binsPerHour }, () => hour / binsPerHour));
    const perBin = divide(requests, bins, random).map(([, count]) => count);
    const { command: broken = 'none', fromBin = bins.length } = failing ?? {};
    const share = commands[broken] ?? 0;
    const failedAt = perBin.map((count, bin) => (bin >= fromBin ? partOf(count, share) : 0));
    const whole = { ...commands, ...(failing && { [broken]: (share * fromBin) / bins.length }) };
    for (const [command, count] of divide(requests - sumOf(failedAt), whole, random)) {
      const own = command === broken ? sumOf(failedAt) : 0;
      const sources = { '': 1 - sumOf(Object.values(links)), ...(command === 'start' && links) };
      for (const [source, some] of divide(count + own, sources, random))
        byCommand.push({ command, source, requests: some, failed: source === '' ? own : 0 });
    }
    for (const [bin, count] of perBin.entries())
      for (const [at, [language, some]] of divide(count, languages, random).entries())
        byTime.push({
          ...{ language_code: language, hour: timeOf(bin), requests: some },
          failed: at === 0 ? (failedAt[bin] ?? 0) : 0,
        });
    failed += sumOf(failedAt);
    inGroups += partOf(requests, batch.inGroups);
  }
  const tablesOf = (rows: typeof byCommand, tables: typeof commandTables) => ({
    ...rowsOf(),
    tables: rollUpTables(rowsOf(...rows).rows, rollUpsOf(tables)),
  });
  const [requests, people, groups] = (['requests', 'people', 'groups'] as const).map((field) =>
    sumOf(batches.map((batch) => batch[field] ?? 0)),
  ) as [number, number, number];
  return {
    'group-requests': rowsOf({ n: inGroups }),
    'private-requests': rowsOf({ n: requests - inGroups }),
    activity: rowsOf({ requests, people, groups, failed, p95 }),
    'commands-and-sources': tablesOf(byCommand, commandTables),
    'languages-and-hours': tablesOf(byTime, timeTables),
  };
}

/** A bot and its usual days. */
function botOf(seed: number, mean: number) {
  const random = createRandom(seed);
  const pick = (low: number, high: number): number => low + (high - low) * random();
  const weekend = pick(0.4, 1.1);
  const shares = (names: readonly string[]): Shares => {
    const sizes = names.map((_, rank) => pick(0.6, 1.4) / (rank + 1));
    return Object.fromEntries(names.map((name, index) => [name, (sizes[index] ?? 0) / sumOf(sizes)]));
  };
  const [commands, languages] = [
    shares(['roll', 'start', 'help', 'stats', '']),
    shares(['en', 'de', 'es', 'ru', 'pt']),
  ];
  const sleep = Math.floor(pick(0, 24));
  const hours = Array.from({ length: 24 }, (_, hour) => 0.08 + Math.sin((Math.PI * ((hour + sleep) % 24)) / 24) ** 2);
  const usual = { commands, languages, hours, inGroups: pick(0.1, 0.6), links: { docs: 0.2, wiki: 0.1 }, groups: 3 };
  const perPerson = pick(2, 4);
  const batchOf = (day: number, factor = 1): Batch => {
    const isWeekend = (((day + seed) % 7) + 7) % 7 > 4;
    const expected = mean * factor * (isWeekend ? weekend : 1) * Math.exp(0.05 * normal(random));
    const requests = poisson(expected, random);
    return { ...usual, requests, people: Math.min(requests, poisson(requests / perPerson, random)) };
  };
  return { random, pick, batchOf, p95Of: () => Math.round(120 * Math.exp(0.06 * normal(random))) };
}
type Bot = ReturnType<typeof botOf>;

/** Six weeks. */
const historyOf = (bot: Bot, factorOf = (_day: number) => 1): HistoryEntry[] =>
  Array.from({ length: 42 }, (_, index) => index - 42).flatMap((day) => {
    const outcomes = outcomesOf(day, [bot.batchOf(day, factorOf(day))], bot.p95Of(), bot.random);
    return reportOf(runOf(planOf(day), { runId: `${day}` }), resultsOf(outcomes), new Map()).entry ?? [];
  });

/** What the first line says: the number that leads, and its causes. */
function firstLineOf({ values, windowStartMs }: ReportContent): string[] {
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

/** A day with an incident, and whether its first line is right. */
interface Incident {
  readonly batches: readonly Batch[];
  readonly p95?: number;
  /** Absent: usual days. */
  readonly history?: readonly HistoryEntry[];
  readonly isRight: (line: readonly string[]) => boolean;
}

const scaled = ({ requests, people }: Batch, requestFactor: number, peopleFactor = 0) => ({
  requests: Math.round(requests * requestFactor),
  people: Math.round(people * peopleFactor),
});

/** Hours of a day, from one on. */
const within = (from: number, length: number) => (hour: number) => hour >= from && hour < from + length;

const incidents: Readonly<Record<string, (bot: Bot, base?: Batch) => Incident>> = {
  'a campaign by a link': ({ batchOf, pick }, base = batchOf(0)) => {
    const { requests } = scaled(base, pick(0.6, 2));
    const commands = { start: 0.6, roll: 0.3, help: 0.1 };
    const campaign = { ...base, commands, requests, people: Math.round(requests * 0.6), links: { promo_x: 1 } };
    return { batches: [base, campaign], isRight: (line) => line[0] === 'requests' && line.includes('promo_x') };
  },
  'a deploy that breaks a command': ({ batchOf, pick }) => {
    const command = ['roll', 'start', 'help', 'stats'][Math.floor(pick(0, 4))] ?? '';
    const failing = { command, fromBin: Math.floor(pick(5, 60)) };
    return { batches: [{ ...batchOf(0), failing }], isRight: (line) => line[0] === 'failed' && line[1] === command };
  },
  'an outage of hours': ({ batchOf, pick }) => {
    const [from, length, base] = [Math.floor(pick(0, 15)), Math.floor(pick(1, 9)), batchOf(0)];
    const hours = base.hours.map((share, hour) => (within(from, length)(hour) ? 0 : share));
    const left = sumOf(hours) / sumOf(base.hours);
    return {
      batches: [{ ...base, hours, ...scaled(base, left, left ** 0.5) }],
      isRight: (line) =>
        line.some((part) => Math.abs(Number(/^bin (\d+)/.exec(part)?.[1] ?? NaN) - from * binsPerHour) <= 4),
    };
  },
  'a language that vanishes': ({ batchOf, pick }, base = batchOf(0)) => {
    const some = Object.entries(base.languages).filter(([, each]) => each > 0.1);
    const [language = '', share = 0] = some[Math.floor(pick(0, 2))] ?? [];
    const languages = { ...base.languages, [language]: 0 };
    const batches = [{ ...base, languages, ...scaled(base, 1 - share, 1 - share) }];
    return { batches, isRight: (line) => line[1] === language };
  },
  'a loop of one person': ({ batchOf, pick }, base = batchOf(0)) => {
    const isLooping = within(Math.floor(pick(0, 18)), Math.floor(pick(1, 7)));
    const hours = base.hours.map((_, hour) => (isLooping(hour) ? 1 : 0));
    const own = { commands: { stats: 1 }, languages: { en: 1 }, inGroups: 0 };
    const batches = [base, { ...base, ...own, hours, ...scaled(base, pick(0.6, 2)) }];
    return { batches, isRight: (line) => line.includes('few') && line.includes('stats') };
  },
  'a group that joins': ({ batchOf, pick }, base = batchOf(0)) => {
    const own = { commands: { roll: 0.7, '': 0.3 }, links: {}, inGroups: 1, groups: 1 };
    const group = { ...base, ...own, ...scaled(base, pick(0.6, 1.5)), people: Math.round(pick(5, 30)) };
    return { batches: [base, group], isRight: (line) => line.includes('group-requests') };
  },
  'a quiet day or weekend': ({ batchOf }, base = batchOf(0)) => ({
    batches: [base],
    isRight: (line) => line.length === 0,
  }),
  'a holiday': ({ batchOf, pick }) => ({
    batches: [batchOf(0, pick(0.25, 0.5))],
    isRight: (line) => line.join() === 'requests',
  }),
  'a shift below a quiet total': ({ batchOf }, base = batchOf(0)) => {
    const { de = 0, es = 0 } = base.languages;
    const languages = { ...base.languages, es: es / 4, de: de + (es * 3) / 4 };
    const isRight = (line: readonly string[]) => line[0] === 'shift of requests' && line.includes('es');
    return { batches: [{ ...base, languages }], isRight };
  },
  'a slow command': ({ batchOf, pick }, base = batchOf(0)) => ({
    ...{ batches: [base], p95: Math.round(pick(400, 3000)) },
    isRight: (line) => line[0] === 'p95',
  }),
  'a lasting change': (bot) => {
    const factor = [0.5, 0.4, 2][Math.floor(bot.pick(0, 3))] ?? 1;
    const history = historyOf(bot, (day) => (day >= -2 ? factor : 1));
    return { history, batches: [bot.batchOf(0, factor)], isRight: (line) => line.includes('day -2') };
  },
};

const seedsEach = 17;

it('names the cause of nine in ten incidents, and of each kind of most', () => {
  const shares = Object.entries(incidents).map(([kind, incident], index) => {
    const right = Array.from({ length: seedsEach }, (_, seed) => {
      const bot = botOf(index * 1000 + seed, 60 * 80 ** (seed / seedsEach));
      const usual = historyOf(bot);
      const { batches, p95 = bot.p95Of(), history = usual, isRight } = incident(bot);
      const results = resultsOf(outcomesOf(0, batches, p95, bot.random));
      return isRight(firstLineOf(reportOf(runOf(planOf(0)), results, new Map([['daily-usage', history]])).content));
    }).filter(Boolean).length;
    return [kind, right] as const;
  });

  expect(sumOf(shares.map(([, right]) => right)) / (shares.length * seedsEach)).toBeGreaterThanOrEqual(0.9);
  expect(shares.filter(([, right]) => right < seedsEach * 0.7)).toEqual([]);
});
