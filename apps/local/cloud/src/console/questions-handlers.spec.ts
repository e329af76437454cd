import { LogStore } from '@pulso/world/logs';

import { createQuestionsHandlers } from './questions-handlers';

const startMs = Date.parse('2026-11-25T12:00:00Z');
const window = { startMs, endMs: startMs + 7_200_000 };
const bot = '/aws/lambda/pulso-local-bot';
const aggregator = '/aws/lambda/pulso-local-aggregator';

const requestAt = (atMs: number, fields: object) => ({
  timestamp: atMs,
  message: JSON.stringify({ _aws: { Timestamp: atMs }, event: 'request', is_group: 0, ...fields }),
});

function openQuestions(events = [requestAt(startMs, { command: 'start' }), requestAt(startMs + 3_600_000, {})]) {
  const logStore = new LogStore({ clock: { nowMs: () => startMs } });
  for (const name of [bot, aggregator]) logStore.createLogGroup(name);
  logStore.append(bot, 'stream', events);
  const clock = { nowMs: () => startMs };
  return createQuestionsHandlers({ stage: 'local', logStore, clock });
}

describe('the questions of the console', () => {
  it('names the words of the language and the fields of usage records with what they mean', async () => {
    const { words, usageLogGroup } = await openQuestions()['questions.vocabulary']({});

    const wordOf = (name: string) => words.find((word) => word.name === name);
    expect(usageLogGroup).toBe(bot);
    expect(wordOf('stats')).toMatchObject({ kind: 'command', sentence: expect.stringContaining('groups') });
    expect(wordOf('pct')).toMatchObject({ kind: 'aggregate', detail: 'pct(value, percent)' });
    expect(wordOf('strcontains')).toMatchObject({ kind: 'function', sentence: expect.stringContaining('1 when') });
    expect(wordOf('is_group')).toEqual({
      kind: 'field',
      name: 'is_group',
      detail: '0, 1',
      values: [0, 1],
    });
    expect(wordOf('outcome')?.detail).toContain('"answered", "not-understood"');
  });

  it('tells what a log holds', async () => {
    const { logGroups } = await openQuestions()['questions.vocabulary']({});

    expect(logGroups).toEqual([
      { name: aggregator, eventCount: 0, fields: [] },
      { name: bot, eventCount: 2, fields: ['command', 'event', 'is_group'] },
    ]);
  });

  it.each([
    ['a slip in a field of usage', 'filter is_grup = 1', [bot], 'error'],
    ['the same where other logs are read, too', 'filter is_grup = 1', [bot, aggregator], 'warning'],
  ])('finds %s', async (_what, query, logGroups, severity) => {
    const found = await openQuestions()['questions.check']({ query, logGroups });

    expect(found).toEqual([
      { from: 7, to: 14, place: 'line 1, column 8', severity, message: expect.any(String), suggestion: 'is_group' },
    ]);
  });

  it('has nothing against fields that lines of the log have besides those of usage records', async () => {
    const query = 'filter _aws.Timestamp > 0';

    expect(await openQuestions()['questions.check']({ query, logGroups: [bot] })).toEqual([]);
  });

  it('answers with a table and what was scanned', async () => {
    const query = 'stats count(*) as requests by bin(1h) as hour';

    const answer = await openQuestions()['questions.run']({ query, logGroups: [bot], ...window });

    expect(answer).toMatchObject({
      columns: [
        { name: 'hour', kind: 'time', isMeasured: false },
        { name: 'requests', kind: 'number', isMeasured: true },
      ],
      rows: [
        ['2026-11-25 13:00:00.000', '1'],
        ['2026-11-25 12:00:00.000', '1'],
      ],
      isCut: false,
      recordsScanned: 2,
    });
  });

  it.each([
    ['an event at the end of the range', 'stats count(*) as n', { startMs, endMs: startMs + 3_600_000 }, '1'],
    ['a log that the query names in no choice', `SOURCE '${bot}' | stats count(*) as n`, window, '2'],
  ])('counts %s as Logs Insights would', async (_what, query, range, count) => {
    const logGroups = query.startsWith('SOURCE') ? [] : [bot];

    const { rows } = await openQuestions()['questions.run']({ query, logGroups, ...range });

    expect(rows).toEqual([[count]]);
  });

  it.each([
    ['a wrong query', 'stats', [bot], window, 'The query is wrong'],
    ['no log group', 'stats count(*)', [], window, 'Choose a log group'],
    [
      'a log group that there is not',
      'stats count(*)',
      [bot, '/aws/lambda/bot'],
      window,
      'no log group /aws/lambda/bot:',
    ],
    ['an empty range', 'stats count(*)', [bot], { startMs, endMs: startMs }, 'ends before it begins'],
  ])('refuses %s', async (_what, query, logGroups, range, reason) => {
    const run = async () => openQuestions()['questions.run']({ query, logGroups, ...range });

    await expect(run()).rejects.toThrow(reason);
    await expect(run()).rejects.toMatchObject({ name: 'RefusedOperationError' });
  });

  it('sends no more than 2,000 rows and says so', async () => {
    const events = Array.from({ length: 2_001 }, (_, index) => requestAt(startMs + index, {}));

    const answer = await openQuestions(events)['questions.run']({
      query: 'fields @timestamp, event',
      logGroups: [bot],
      ...window,
    });

    expect([answer.rows.length, answer.isCut, answer.columns.map(({ kind }) => kind)]).toEqual([
      2_000,
      true,
      ['time', 'text'],
    ]);
  });

  it('cuts long texts and says so', async () => {
    const events = [requestAt(startMs, { text: 'x'.repeat(5_000) })];

    const answer = await openQuestions(events)['questions.run']({ query: 'fields text', logGroups: [bot], ...window });

    expect([answer.rows[0]?.[0]?.length, answer.isCut]).toEqual([4_000, true]);
  });

  it('lists a question that two reports ask in the same words once', async () => {
    const questions = await openQuestions()['questions.catalogue']({});

    expect(questions.filter(({ id }) => id === 'commands-and-sources').map(({ reports }) => reports)).toEqual([
      [
        { id: 'daily-usage', windowHours: 24 },
        { id: 'weekly-usage', windowHours: 168 },
      ],
    ]);
    expect(questions.filter(({ id }) => id === 'activity')).toHaveLength(2);
  });
});
