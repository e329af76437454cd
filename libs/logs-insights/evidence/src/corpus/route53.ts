import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** Route 53 public query logs and resolver query logs. */
export const route53: readonly CorpusQuery[] = [
  {
    query: 'stats count(*) as lookups by queryName, queryType | sort lookups desc | limit 25',
    mistake: ['stats', 'stat'],
  },
  {
    query: 'stats count(*) by queryType, bin(1h)',
    mistake: ['by queryType, bin(1h)', 'by queryType, bin(1h'],
    at: endOfQuery,
  },
  {
    query: 'stats count(*) as requests by resolverIp | sort requests desc | limit 10',
    mistake: ['limit 10', 'limit -10'],
    at: '-10',
  },
  {
    query: 'filter responseCode = "NXDOMAIN" | stats count(*) as missing by queryName | sort missing desc',
    mistake: ['"NXDOMAIN"', '"NXDOMAIN'],
  },
  {
    query: String.raw`filter queryName like /\.example\.com$/ and responseCode in ["SERVFAIL", "REFUSED"]
      | stats count(*) by edgeLocation, responseCode`,
    mistake: ['["SERVFAIL", "REFUSED"]', '["SERVFAIL", "REFUSED",]'],
    at: ']',
  },
  {
    query: 'stats count_distinct(resolverIp) as resolvers by edgeLocation | sort resolvers desc',
    mistake: ['count_distinct(resolverIp)', 'count(distinct resolverIp)'],
    at: 'resolverIp)',
  },
  {
    query: 'filter queryType = "TXT" and strlen(queryName) > 60 | fields @timestamp, queryName, resolverIp',
    mistake: ['strlen(queryName)', 'strlength(queryName)'],
    at: 'strlength',
  },
  {
    query: `fields rcode, query_name, query_type, srcaddr, srcids.instance
      | filter rcode != "NOERROR"
      | sort @timestamp desc
      | limit 100`,
    mistake: ['| filter rcode', 'filter rcode'],
    at: 'filter',
  },
  {
    query: `filter ispresent(firewall_rule_action)
      | stats count(*) as hits by firewall_rule_action, firewall_domain_list_id, query_name`,
    mistake: ['ispresent(', 'isnotnull('],
    at: 'isnotnull',
  },
  {
    query: 'filter transport = "TCP" | stats count(*) as overTcp by srcids.resolver_endpoint, bin(10m)',
    mistake: ['bin(10m)', 'bin(10mn)'],
    at: '10mn',
  },
  {
    query: `unnest jsonParse(@message).answers into answer
      | filter answer.Type = "A"
      | stats count_distinct(answer.Rdata) as addresses by query_name`,
    mistake: ['into answer', 'as answer'],
  },
  {
    query:
      'parse queryName "*.*" as label, parent | stats count_distinct(label) as labels by parent | filter labels > 100 | sort labels desc',
    mistake: ['as label, parent', 'as label, label'],
    at: 'label |',
  },
  {
    query: 'fields substr(queryName, 0, 12) as start, hostZoneId | stats count(*) by start, hostZoneId',
    mistake: ['substr(queryName, 0, 12)', 'substr(queryName, 0, 12, 1)'],
    at: 'substr',
  },
  {
    query:
      'filter protocol = "UDP" and ispresent(ednsClientSubnet) | stats count(*) as lookups by ednsClientSubnet | sort lookups desc',
    mistake: ['by ednsClientSubnet', 'ednsClientSubnet'],
    at: 'ednsClientSubnet |',
  },
];
