import { type CorpusQuery } from './corpus-entry';

/** jsonParse, paths into maps and lists, IP addresses. */
export const jsonAndAddressFunctions: readonly CorpusQuery[] = [
  {
    query: 'fields jsonParse(@message) as j | display j.user.name, j.items[0].sku, j.`odd key`',
    mistake: ['j.items[0].sku', 'j.items[0.sku'],
    at: '0.sku',
  },
  {
    query: 'fields jsonParse(detail).a.b as x | filter x = 1',
    mistake: ['jsonParse(detail).a.b', 'jsonParse(detail).a[b]'],
    at: 'b] as',
  },
  {
    query: 'fields jsonParse(@message) as j | stats count(*) as n by j.status_code',
    mistake: ['jsonParse(@message) as j', 'jsonParse(@message) as j.k as'],
    at: 'as | stats',
  },
  {
    query: 'fields jsonParse(list) as l | fields l[0] as first, l[1].name as second | filter ispresent(first)',
    mistake: ['l[0] as first', 'l[-1] as first'],
    at: '-1',
  },
  {
    query: 'fields jsonStringify(jsonParse(@message).context) as context | dedup context',
    mistake: ['jsonStringify(', 'jsonStringfy('],
    at: 'jsonStringfy',
  },
  {
    query: 'filter jsonArrayContains(roles, "admin") = 1 and jsonArraySize(roles) > 1',
    mistake: ['jsonArrayContains(roles, "admin")', 'jsonArrayContains(roles)'],
    at: 'jsonArrayContains',
  },
  {
    query: 'filter items.0.price > 10 or items.1.price > 10 | fields items.0.sku, items.1.sku',
    mistake: ['items.0.price', 'items[].price'],
    at: '].price',
  },
  {
    query: 'filter `user-agent` like "Mozilla" and `content.type` = "text/html"',
    mistake: ['`content.type`', '`content.type'],
    at: '`content',
  },
  {
    query: 'fields detail.`x-trace`.id as trace, @`aws.tag.team:name` as team, @@version as version',
    mistake: ['@@version as version', '@@version as @ version'],
    at: 'version',
    occurrence: 2,
  },
  {
    query: 'filter isValidIp(ip) or isValidIpv4(ip) or isValidIpv6(ip)',
    mistake: ['isValidIpv4(ip)', 'isValidIpV4Address(ip)'],
    at: 'isValidIpV4Address',
  },
  {
    query:
      'filter isIpInSubnet(ip, "10.0.0.0/8") or isIpv4InSubnet(ip, "172.16.0.0/12") or isIpv6InSubnet(ip, "fd00::/8")',
    mistake: ['isIpv6InSubnet(ip, "fd00::/8")', 'isIpv6InSubnet(ip, fd00::/8)'],
    at: ':',
  },
  {
    query: 'filter isPrivateIP(ip) or isReservedIP(ip) | stats count(*) by ipv4ToNumber(ip) % 256 as host',
    mistake: ['isReservedIP(ip) |', 'isReservedIP(ip) ||'],
    at: '|| stats',
  },
  {
    query: `fields jsonParse(a) as first, jsonParse(b) as second
      | filter first.x = second.x
      | display first.x, second.y`,
    mistake: ['jsonParse(b) as second', 'jsonParse(b) as first'],
    at: 'first',
    occurrence: 2,
  },
];
