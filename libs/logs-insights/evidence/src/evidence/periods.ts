import { gives, refuses } from './checks';
import { type Check, type EvidenceSubject } from './evidence';

/** 2026-11-25T12:34:56.789Z, a Wednesday, rounded down. */
const floors = (period: string, value: string): Check =>
  gives(`datefloor(fromMillis(1795610096789), ${period})`, value);

/** Periods, which `bin`, `datefloor` and `dateceil` take. */
export const periodEvidence: EvidenceSubject = {
  title: 'Periods',
  entries: [
    {
      id: 'period-units',
      tag: 'documented',
      source: 'stats',
      statement:
        'A unit is `ms`, `msec`, `s`, `sec`, `m`, `min`, `h`, `hr`, `d`, `w`, `mo`, `mon`, `q`, `qtr`, `y`, `yr` or a full name; `m` is a minute.',
      checks: [
        floors('100ms', '2026-11-25 12:34:56.700'),
        floors('10msec', '2026-11-25 12:34:56.780'),
        floors('10millisecond', '2026-11-25 12:34:56.780'),
        floors('10s', '2026-11-25 12:34:50.000'),
        floors('10sec', '2026-11-25 12:34:50.000'),
        floors('5m', '2026-11-25 12:30:00.000'),
        floors('5min', '2026-11-25 12:30:00.000'),
        floors('1minute', '2026-11-25 12:34:00.000'),
        floors('6h', '2026-11-25 12:00:00.000'),
        floors('1hr', '2026-11-25 12:00:00.000'),
        floors('1hour', '2026-11-25 12:00:00.000'),
        floors('1d', '2026-11-25 00:00:00.000'),
        floors('1day', '2026-11-25 00:00:00.000'),
        floors('1mo', '2026-11-01 00:00:00.000'),
        floors('1mon', '2026-11-01 00:00:00.000'),
        floors('1month', '2026-11-01 00:00:00.000'),
        floors('1q', '2026-10-01 00:00:00.000'),
        floors('1qtr', '2026-10-01 00:00:00.000'),
        floors('1quarter', '2026-10-01 00:00:00.000'),
        floors('1y', '2026-01-01 00:00:00.000'),
        floors('1yr', '2026-01-01 00:00:00.000'),
        floors('1year', '2026-01-01 00:00:00.000'),
      ],
    },
    {
      id: 'period-plural',
      tag: 'documented',
      source: 'stats',
      statement: 'A unit of more than one letter may end in `s`.',
      checks: [
        floors('2hrs', '2026-11-25 12:00:00.000'),
        floors('5mins', '2026-11-25 12:30:00.000'),
        floors('2weeks', '2026-11-23 00:00:00.000'),
        floors('1mos', '2026-11-01 00:00:00.000'),
        refuses('stats count(*) by bin(5hs)', '5hs'),
      ],
    },
    {
      id: 'period-caps',
      tag: 'documented',
      source: 'functions',
      statement: 'A number above 1000 ms, 60 s, 60 m or 24 h is cut to that: `bin(300s)` is `bin(60s)`.',
      checks: [
        floors('300s', '2026-11-25 12:34:00.000'),
        floors('90m', '2026-11-25 12:00:00.000'),
        floors('48h', '2026-11-25 00:00:00.000'),
        floors('5000ms', '2026-11-25 12:34:56.000'),
      ],
    },
    {
      id: 'period-restarts',
      tag: 'observed',
      source: 'captures',
      statement: 'Seconds and minutes start again with each minute and hour: `bin(40m)` gives :00 and :40.',
      checks: [
        floors('40m', '2026-11-25 12:00:00.000'),
        gives('datefloor(fromMillis(1795611000000), 40m)', '2026-11-25 12:40:00.000'),
        floors('50s', '2026-11-25 12:34:50.000'),
      ],
    },
    {
      id: 'period-hours-restart',
      tag: 'inferred',
      statement: 'Hours start again at midnight in UTC.',
      checks: [
        floors('5h', '2026-11-25 10:00:00.000'),
        gives('datefloor(fromMillis(1795647600000), 5h)', '2026-11-25 20:00:00.000'),
      ],
    },
    {
      id: 'period-without-number',
      tag: 'inferred',
      statement: '`bin()` without a period, a period without a number and one of 0 are refused.',
      checks: [
        refuses('stats count(*) by bin()', 22),
        refuses('stats count(*) by bin(m)', 'm)'),
        refuses('stats count(*) by bin(0m)', '0m'),
        refuses('stats count(*) by bin(5x)', '5x'),
      ],
    },
    {
      id: 'bin-reads-timestamp',
      tag: 'documented',
      source: 'stats',
      statement: '`bin()` always reads `@timestamp`.',
      checks: [gives('bin(1h)', '2026-11-25 12:00:00.000'), gives('bin(1h) = datefloor(@timestamp, 1h)', '1')],
    },
  ],
};
