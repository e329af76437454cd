import { UsageError } from '@pulso/adapters/node-runtime';

import { parseReportOptions } from './report';

const nowMs = Date.parse('2026-11-27T16:00:30Z');

const parse = (...args: string[]) => parseReportOptions(args, { nowMs, stageVariable: undefined });

const daily = (...args: string[]) => parse('--id', 'daily-usage', ...args);

describe('parseReportOptions', () => {
  it('takes a report and the end of its window', () => {
    expect(daily('--end', '2026-11-26T12:25Z')).toEqual({
      reportId: 'daily-usage',
      windowEndMs: Date.parse('2026-11-26T12:25:00Z'),
      windowHours: 24,
      stage: 'local',
      isAgain: false,
      isCsv: false,
      envFile: undefined,
    });
  });

  it('takes a stage, a file of variables, and that a report is wanted again', () => {
    expect(daily('--end=2026-11-26T12:25Z', '--stage=prod', '--again', '--csv', '--env=local.env')).toMatchObject({
      stage: 'prod',
      isAgain: true,
      isCsv: true,
      envFile: 'local.env',
    });
  });

  it.each([
    [[], 'prod', 'prod'],
    [[], '', 'local'],
    [['--stage', 'local'], 'prod', 'local'],
  ])('takes of the options %j and STAGE=%s the stage %s', (args, stageVariable, expected) => {
    const options = parseReportOptions(['--id', 'daily-usage', '--end', '2026-11-26T12:25Z', ...args], {
      ...{ nowMs, stageVariable },
    });

    expect(options.stage).toBe(expected);
  });

  it.each([
    ['2026-11-26T13:25+01:00', '2026-11-26T12:25:00.000Z'],
    ['2026-11-26T12:25:00Z', '2026-11-26T12:25:00.000Z'],
    ['2026-11-26T12:25:00.000Z', '2026-11-26T12:25:00.000Z'],
    ['2026-11-27T15:55Z', '2026-11-27T15:55:00.000Z'],
  ])('takes the end %s', (end, expected) => {
    expect(new Date(daily('--end', end).windowEndMs).toISOString()).toBe(expected);
  });

  it.each([
    [['--end', '2026-11-26T12:25Z'], /Which report\? --id takes one of daily-usage, weekly-usage, failures\b/],
    [['--id', 'dayly', '--end', '2026-11-26T12:25Z'], /no report "dayly"\. Known are daily-usage, /],
    [['--id', 'toString', '--end', '2026-11-26T12:25Z'], /no report "toString"/],
    [['--id', 'daily-usage'], /Which window\? --end says where it ends, for example 2026-11-27T00:00Z\./],
    [['--id', 'weekly-usage', '--end', '2026-11-23T12:30Z'], /windows of weekly-usage end at 12:25 UTC/],
    [['--id', 'daily-usage', '--date', '2026-11-26'], /Unknown option '--date'/],
  ])('refuses %j', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });

  it.each([
    ['yesterday', /"yesterday" is no time with its zone, as 2026-11-27T00:00Z is/],
    ['2026-11-26', /no time with its zone/],
    ['2026-11-26T12:25', /no time with its zone/],
    ['2026-11-26 12:25Z', /no time with its zone/],
    ['2026-13-26T12:25Z', /no time with its zone/],
    ['2026-02-30T12:25Z', /no time with its zone/],
    ['2026-11-26T25:25Z', /no time with its zone/],
    ['', /no time with its zone/],
    ['2026-11-26T12:25:30Z', /not at a whole minute/],
    ['2026-11-28T12:25Z', /is in the future; it is 2026-11-27T16:00Z/],
    ['2026-11-27T15:56Z', /can't be searched yet; the newest window of daily-usage ends at 2026-11-27T15:55Z/],
  ])('refuses the end "%s"', (end, message) => {
    expect(() => daily('--end', end)).toThrow(UsageError);
    expect(() => daily('--end', end)).toThrow(message);
  });
});
