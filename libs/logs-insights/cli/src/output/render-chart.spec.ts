import { type LogEvent } from '../../../engine/src/execution/event-row';
import { runQuery } from '../../../engine/src/execution/run-query';
import { parseQuery } from '../../../engine/src/parser/parse-query';
import { requireBinGrouping } from './bin-grouping';
import { renderChart } from './render-chart';
import { tabulate } from './result-table';
import { shownColumns } from './shown-columns';
import { createStyle } from './style';

const event = (time: string, fields: object): LogEvent => ({
  timestamp: Date.parse(time),
  message: JSON.stringify(fields),
});

function draw(text: string, events: readonly LogEvent[], width = 40, isColored = false): string[] {
  const query = parseQuery(text);
  const table = tabulate(runQuery({ query, events }).rows, shownColumns(query));
  const chart = renderChart(table, requireBinGrouping(query), { width, style: createStyle(isColored) });
  return [...chart].join('').split('\n').slice(0, -1);
}

describe('renderChart', () => {
  it('draws a bar per bin, the oldest on top, and bins without rows', () => {
    const events = [
      event('2026-11-25T12:00:10Z', { ms: 8 }),
      event('2026-11-25T12:01:10Z', { ms: 1 }),
      event('2026-11-25T12:04:10Z', { ms: 4 }),
    ];

    expect(draw('stats sum(ms) as ms by bin(1m)', events, 26)).toEqual([
      'ms · 2026-11-25',
      '12:00  █████████████████ 8',
      '12:01  ██▏ 1',
      '12:02',
      '12:03',
      '12:04  ████████▌ 4',
    ]);
  });

  it('draws a panel per column of numbers and a line per series', () => {
    const events = [
      event('2026-11-25T12:00:00Z', { user: 'anna', ms: 2, note: 'x' }),
      event('2026-11-25T12:00:00Z', { user: '日本', ms: 4 }),
      event('2026-11-25T13:00:00Z', { ms: 1 }),
    ];

    expect(draw('stats count(*) as n, max(ms) as most, max(note) by bin(1h), user | sort user', events)).toEqual(
      [
        'n · 2026-11-25',
        '12:00  anna  █████████████████████████ 1',
        '       日本  █████████████████████████ 1',
        '13:00  -     █████████████████████████ 1',
        '',
        'most · 2026-11-25',
        '12:00  anna  ████████████▌ 2',
        '       日本  █████████████████████████ 4',
        '13:00  -     ██████▎ 1',
      ].map((line) => line),
    );
  });

  it('says so instead of drawing very many empty bins', () => {
    const events = [event('1970-01-01T00:00:00Z', {}), event('2026-11-25T12:00:00Z', {})];

    expect(draw('stats count(*) by bin(1s)', events)).toEqual([
      'count(*)',
      '1970-01-01 00:00  ████████████████████ 1',
      '               ⋮',
      '2026-11-25 12:00  ████████████████████ 1',
    ]);
  });

  it.each([
    ['1d', '2026-11-25', '2026-11-26', '2026-11-25', '2026-11-26'],
    ['1mo', '2026-01-15', '2026-02-15', '2026-01-01', '2026-02-01'],
    ['1y', '2024-06-01', '2025-06-01', '2024-01-01', '2025-01-01'],
    ['40m', '2026-11-25T12:41:00Z', '2026-11-25T13:01:00Z', '12:40', '13:00'],
    ['30s', '2026-11-25T12:00:31Z', '2026-11-25T12:01:01Z', '12:00:30', '12:01:00'],
    ['250ms', '2026-11-25T12:00:00.300Z', '2026-11-25T12:00:00.600Z', '12:00:00.250', '12:00:00.500'],
  ])('labels bins of %s as briefly as they can be told apart, with none between neighbours', (period, ...times) => {
    const [from = '', to = '', ...labels] = times;

    const drawn = draw(`stats count(*) by bin(${period})`, [event(from, {}), event(to, {})]).slice(1);

    expect(drawn.map((line) => line.split('  ')[0])).toEqual(labels);
  });

  it('shows small, zero and negative values as what they are', () => {
    const events = [1000, 0.1, 0, -500].map((ms, index) => event(`2026-11-25T12:0${index}:00Z`, { ms }));

    expect(draw('stats sum(ms) by bin(1m)', events, 33).slice(1)).toEqual([
      '12:00  █████████████████████ 1000',
      '12:01  ▏ 0.1',
      '12:02  0',
      '12:03  ░░░░░░░░░░░ -500',
    ]);
  });

  it('gives every series a color', () => {
    const events = ['a', 'b'].map((user) => event('2026-11-25T12:00:00Z', { user }));

    const [, first = '', second = ''] = draw('stats count(*) by bin(1m), user', events, 40, true);

    expect(first).toContain('\u001b[36m█');
    expect(second).toContain('\u001b[33m█');
  });

  it('draws nothing of nothing', () => {
    expect(draw('stats count(*) by bin(1m)', [])).toEqual([]);
  });

  it('finds the bin under another name, and after a second stats', () => {
    const events = [event('2026-11-25T12:00:00Z', {})];

    expect(draw('stats count(*) as n by bin(1m) as t', events)[1]).toMatch(/^12:00 {2}█+ 1$/);
    expect(() => requireBinGrouping(parseQuery('stats count(*) as n by bin(1m) | stats sum(n)'))).toThrow(
      /--chart draws/,
    );
    expect(() => requireBinGrouping(parseQuery('stats count(*) as n by bin(1m) | display n'))).toThrow(/--chart draws/);
  });
});
