import { gives } from './checks';
import { type EvidenceSubject, firstEventMs } from './evidence';

const atStart = { nowMs: firstEventMs + 999, startTime: firstEventMs / 1000, endTime: firstEventMs / 1000 + 59 };

/** Functions of times and choices. */
export const timeFunctionEvidence: EvidenceSubject = {
  title: 'Functions of times and choices',
  entries: [
    {
      id: 'datefloor',
      tag: 'documented',
      source: 'functions',
      statement: '`datefloor()` rounds a time down to a period.',
      checks: [gives('datefloor(fromMillis(1795610096789), 1h)', '2026-11-25 12:00:00.000')],
    },
    {
      id: 'dateceil',
      tag: 'documented',
      source: 'functions',
      statement: '`dateceil()` rounds a time up to a period.',
      checks: [gives('dateceil(fromMillis(1795610096789), 1h)', '2026-11-25 13:00:00.000')],
    },
    {
      id: 'dateceil-boundary',
      tag: 'inferred',
      statement: '`dateceil()` leaves a time that is a multiple of the period as it is.',
      checks: [gives('dateceil(fromMillis(1795608000000), 1h)', '2026-11-25 12:00:00.000')],
    },
    {
      id: 'milliseconds',
      tag: 'documented',
      source: 'functions',
      statement: '`fromMillis()` makes a time of epoch milliseconds, and `toMillis()` the reverse.',
      checks: [gives('fromMillis(0)', '1970-01-01 00:00:00.000'), gives('toMillis(@timestamp)', '1795608000000')],
    },
    {
      id: 'now-in-seconds',
      tag: 'documented',
      source: 'functions',
      statement: '`now()` is the time at which the query started, in epoch seconds.',
      checks: [gives('now()', '1795608000', 'x', atStart)],
    },
    {
      id: 'query-range',
      tag: 'documented',
      source: 'functions',
      statement:
        '`queryStartTime()` and `queryEndTime()` are the bounds of the query in epoch milliseconds, `queryTimeRange()` is their distance.',
      choice: 'The end is the last millisecond of the last second (unverified).',
      checks: [
        gives('queryStartTime()', '1795608000000', 'x', atStart),
        gives('queryEndTime() >= 1795608059000 and queryEndTime() <= 1795608060000', '1', 'x', atStart),
        gives('queryTimeRange() = queryEndTime() - queryStartTime()', '1', 'x', atStart),
      ],
    },
    {
      id: 'parse-date',
      tag: 'documented',
      source: 'functions',
      statement:
        '`parseDate()` reads a date by a pattern of Java, perhaps in a time zone, and gives epoch milliseconds.',
      checks: [
        gives('parseDate("2026-11-25", "yyyy-MM-dd", "UTC")', '1795564800000'),
        gives('parseDate("25/11/2026 13:00:00", "dd/MM/yyyy HH:mm:ss", "Europe/Berlin")', '1795608000000'),
      ],
    },
    {
      id: 'format-date',
      tag: 'documented',
      source: 'functions',
      statement:
        '`formatDate()`, also called `strftime()`, writes a time by a format of `strftime`, perhaps in a time zone.',
      checks: [
        gives('formatDate(@timestamp, "%Y-%m-%d %H:%M", "UTC")', '2026-11-25 12:00'),
        gives('strftime(@timestamp, "%H", "Europe/Berlin")', '13'),
        gives('formatDate(@timestamp, "%H", "Europe/Berlin")', '13'),
      ],
    },
    {
      id: 'date-formats-that-are-none',
      tag: 'inferred',
      statement: 'A date that does not fit its pattern and an unknown pattern or time zone give a missing value.',
      checks: [
        gives('parseDate("today", "yyyy-MM-dd")', undefined),
        gives('parseDate("2026", "QQQQQQQ")', undefined),
        gives('strftime(@timestamp, "%Y", "Atlantis/Capital")', undefined),
      ],
    },
    {
      id: 'coalesce',
      tag: 'documented',
      source: 'functions',
      statement: '`coalesce()` gives the first value that is not missing.',
      checks: [
        gives('coalesce(gone, "b", "c")', 'b'),
        gives('coalesce(gone, gone)', undefined),
        gives('coalesce("", "b")', ''),
      ],
    },
    {
      id: 'if',
      tag: 'documented',
      source: 'functions',
      statement: '`if()` gives its second value where the condition is true, else its third.',
      checks: [
        gives('if(a > 1, "big", "small")', 'big', { a: 2 }),
        gives('if(a > 1, "big", "small")', 'small', { a: 1 }),
      ],
    },
    {
      id: 'if-missing',
      tag: 'inferred',
      statement: '`if()` with a missing condition gives its third value.',
      checks: [gives('if(gone, 1, 0)', '0')],
    },
    {
      id: 'case',
      tag: 'documented',
      source: 'functions',
      statement:
        '`case()` gives the value after the first true condition of at most ten, else the default if there is one.',
      checks: [
        gives('case(a > 2, "big", a > 1, "middle", "small")', 'middle', { a: 2 }),
        gives('case(a > 2, "big", "small")', 'small', { a: 2 }),
        gives('case(a > 2, "big")', undefined, { a: 2 }),
      ],
    },
  ],
};
