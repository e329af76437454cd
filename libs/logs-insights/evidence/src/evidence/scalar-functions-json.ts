import { answers, gives } from './checks';
import { type EvidenceSubject } from './evidence';

/** Functions of JSON and of IP addresses. */
export const jsonFunctionEvidence: EvidenceSubject = {
  title: 'Functions of JSON and addresses',
  entries: [
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
