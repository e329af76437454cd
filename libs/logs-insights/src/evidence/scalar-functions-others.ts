import { answers, gives } from './checks';
import { type EvidenceSubject, firstEventMs } from './evidence';

const atStart = { nowMs: firstEventMs + 999, startTime: firstEventMs / 1000, endTime: firstEventMs / 1000 + 59 };

/** Functions of times, choices, JSON and IP addresses. */
export const otherFunctionEvidence: EvidenceSubject = {
  title: 'Functions of times, choices, JSON and addresses',
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
      disagreement: 'they are times.',
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
      disagreement: 'it gives a time.',
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
      ],
      disagreement: '`formatDate()` takes a pattern of Java.',
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
    {
      id: 'json-parse',
      tag: 'documented',
      source: 'functions',
      statement: '`jsonParse()` makes a map or a list of a text that is one in JSON; of another it is missing.',
      checks: [
        answers('fields jsonParse(a) as m | display m.b as x', [{ a: '{"b":[1]}' }], [{ x: '[1]' }]),
        gives('jsonParse("12")', undefined),
        gives('jsonParse("{")', undefined),
      ],
    },
    {
      id: 'json-parse-same-names',
      tag: 'inferred',
      statement: 'Of two members of one object with the same name the first counts.',
      checks: [gives('jsonParse(@message)', '{"a":1}', '{"a":1,"a":2}'), gives('a', '1', '{"a":1,"a":2}')],
    },
    {
      id: 'json-stringify',
      tag: 'documented',
      source: 'functions',
      statement: '`jsonStringify()` writes a map or a list as JSON.',
      checks: [gives('jsonStringify(jsonParse("{\\"a\\": [1, null]}"))', '{"a":[1,null]}')],
    },
    {
      id: 'json-array-size',
      tag: 'documented',
      source: 'functions',
      statement: '`jsonArraySize()` counts the elements of a JSON array, which may be a text.',
      checks: [gives('jsonArraySize(a)', '3', { a: '[1,"b",null]' }), gives('jsonArraySize(jsonParse("[1]"))', '1')],
    },
    {
      id: 'json-array-contains',
      tag: 'documented',
      source: 'functions',
      statement:
        '`jsonArrayContains()` is 1 where an array has the value, in its case; it is 0 for invalid and empty arrays.',
      checks: [
        gives('jsonArrayContains(a, "admin")', '1', { a: '["user","admin"]' }),
        gives('jsonArrayContains(a, "Admin")', '0', { a: '["user","admin"]' }),
        gives('jsonArrayContains("[]", "a")', '0'),
        gives('jsonArrayContains("{no}", "a")', '0'),
      ],
    },
    {
      id: 'valid-ip',
      tag: 'documented',
      source: 'functions',
      statement: '`isValidIp()` is 1 for an IP address, `isValidIpV4()` and `isValidIpV6()` for one of a version.',
      checks: [
        gives('isValidIp("192.0.2.1") + isValidIp("2001:db8::1")', '2'),
        gives('isValidIpV4("192.0.2.1") - isValidIpV4("2001:db8::1")', '1'),
        gives('isValidIpV6("2001:db8::1") - isValidIpV6("192.0.2.1")', '1'),
        gives('isValidIp("192.0.2.256")', '0'),
      ],
    },
    {
      id: 'ip-in-subnet',
      tag: 'documented',
      source: 'functions',
      statement: '`isIpInSubnet()` and its siblings for a version are 1 for an address of the subnet.',
      checks: [
        gives('isIpInSubnet("192.0.2.77", "192.0.2.0/24")', '1'),
        gives('isIpv4InSubnet("192.0.3.1", "192.0.2.0/24")', '0'),
        gives('isIpv6InSubnet("2001:db8:1::5", "2001:db8::/32")', '1'),
      ],
    },
    {
      id: 'ip-in-subnet-invalid',
      tag: 'inferred',
      statement: 'An address or a subnet that is none gives 0.',
      checks: [
        gives('isIpInSubnet("x", "192.0.2.0/24")', '0'),
        gives('isIpInSubnet("192.0.2.1", "192.0.2.0/99")', '0'),
      ],
    },
    {
      id: 'reserved-addresses',
      tag: 'inferred',
      statement: 'Reserved are the addresses that RFC 6890 does not route everywhere, and those for multicast.',
      checks: [
        gives('isReservedIP("127.0.0.1") + isReservedIP("169.254.1.1") + isReservedIP("224.0.0.1")', '3'),
        gives('isPublicIP("127.0.0.1")', '0'),
      ],
    },
    {
      id: 'ip-numbers-and-ranges',
      tag: 'documented',
      source: 'functions',
      statement:
        '`ipv4ToNumber()` gives an address as a number; `isPrivateIP()`, `isPublicIP()` and `isReservedIP()` tell its range.',
      checks: [
        gives('ipv4ToNumber("1.2.3.4")', '16909060'),
        gives('isPrivateIP("10.1.2.3") - isPrivateIP("8.8.8.8")', '1'),
        gives('isPublicIP("8.8.8.8") - isPublicIP("10.1.2.3")', '1'),
        gives('isReservedIP("240.0.0.1") - isReservedIP("8.8.8.8")', '1'),
      ],
    },
  ],
};
