import { type CorpusQuery } from './corpus-entry';

/** AWS WAF logs. */
export const waf: readonly CorpusQuery[] = [
  {
    query:
      'filter action = "BLOCK" | stats count(*) as blocked by httpRequest.clientIp, httpRequest.country | sort blocked desc | limit 100',
    mistake: ['sort blocked desc', 'sort desc blocked'],
    at: 'desc blocked',
  },
  {
    query:
      'filter action = "BLOCK" | stats count(*) as blocked by terminatingRuleId, httpRequest.uri | sort blocked desc',
    mistake: ['filter action = "BLOCK" |', 'filter action = "BLOCK"'],
    at: 'stats',
  },
  {
    query: `stats count(*) as requests by httpRequest.clientIp, bin(5m)
      | filter requests > 2000
      | sort requests desc`,
    mistake: ['bin(5m)', 'bin("5m")'],
    at: '"5m"',
  },
  {
    query: `filter terminatingRuleType = "RATE_BASED"
      | stats count_distinct(httpRequest.clientIp) as addresses by terminatingRuleId, bin(1m)`,
    mistake: ['| stats count_distinct(httpRequest.clientIp)', '| stats count_distinct httpRequest.clientIp'],
    at: 'httpRequest.clientIp',
  },
  {
    query: String.raw`fields @timestamp, httpRequest.httpMethod, httpRequest.uri, httpRequest.args
      | filter httpRequest.args like /(?i)(union|select|sleep\()/`,
    mistake: [String.raw`sleep\()/`, 'sleep()/'],
    at: '(union',
  },
  {
    query:
      'fields jsonParse(@message) as request | unnest request.httpRequest.headers into header | filter tolower(header.name) = "user-agent" | stats count(*) as requests by header.value | sort requests desc',
    mistake: ['| unnest request.httpRequest.headers into header', '| unnest request.httpRequest.headers header'],
    at: 'header |',
  },
  {
    query: String.raw`parse @message /\{"name":"[Hh]ost","value":"(?<host>[^"]*)"\}/
      | stats count(*) as requests by host
      | sort requests desc`,
    mistake: ['as requests by host', 'as requests, by host'],
    at: 'by host',
  },
  {
    query:
      'fields jsonParse(@message) as r | unnest r.labels into label | stats count(*) as hits by label.name | sort hits desc | limit 20',
    mistake: ['hits desc | limit', 'hits desc; limit'],
    at: ';',
  },
  {
    query: `filter action = "COUNT" or nonTerminatingMatchingRules.0.action = "COUNT"
      | stats count(*) by nonTerminatingMatchingRules.0.ruleId`,
    mistake: ['nonTerminatingMatchingRules.0.ruleId', 'nonTerminatingMatchingRules[first].ruleId'],
    at: 'first',
  },
  {
    query: `filter httpRequest.country not in ["DE", "AT", "CH"] and action = "ALLOW"
      | stats count(*) as visits by httpRequest.country
      | sort visits desc`,
    mistake: ['not in ["DE"', 'not ["DE"'],
    at: '["DE"',
  },
  {
    query: 'filter httpSourceName = "ALB" | stats count(*) as requests by httpSourceId, action, bin(15m)',
    mistake: ['stats count(*)', 'count(*)'],
  },
  {
    query: `filter isIpv4InSubnet(httpRequest.clientIp, "198.51.100.0/24")
      | fields @timestamp, action, httpRequest.uri
      | limit 200`,
    mistake: ['isIpv4InSubnet(httpRequest.clientIp, "198.51.100.0/24")', 'httpRequest.clientIp in "198.51.100.0/24"'],
    at: '"198',
  },
  {
    query: 'filter responseCodeSent = 403 | stats count(*) as refused by bin(1h) as hour | sort hour desc',
    mistake: ['as hour |', 'as hour group |'],
    at: 'group',
  },
  {
    query: 'filter captchaResponse.failureReason = "TOKEN_MISSING" | stats count(*) as missing by httpRequest.uri',
    mistake: ['filter captchaResponse.failureReason =', 'filter captchaResponse.failureReason == ='],
    at: '= "TOKEN',
  },
  {
    query: `stats count(*) as all, sum(action = "BLOCK") as blocked by webaclId
      | fields blocked * 100 / all as blockedPercent
      | sort blockedPercent desc`,
    mistake: ['| fields blocked * 100 / all as blockedPercent', '| fields blocked * 100 / all as blocked'],
    at: 'blocked',
    occurrence: 3,
  },
  {
    query: `filter ja3Fingerprint = "e7d705a3286e19ea42f587b344ee6865"
      | stats count(*) by httpRequest.clientIp, bin(10m)`,
    mistake: ['= "e7', '= “e7'],
    at: '“',
  },
];
