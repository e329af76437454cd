import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** Access logs of web servers and load balancers, as text. */
export const webServers: readonly CorpusQuery[] = [
  {
    query: `parse @message '* - * [*] "* * *" * *' as host, identity, time, method, path, protocol, status, size
      | filter status >= 500
      | stats count(*) by path`,
    mistake: ['status, size', 'status'],
    at: "'* - *",
  },
  {
    query: String.raw`parse @message /^(?<client>\S+) \S+ \S+ \[(?<time>[^\]]+)\] "(?<method>[A-Z]+) (?<path>\S+) [^"]*" (?<status>\d{3})/
      | stats count(*) as hits by status, method`,
    mistake: [String.raw`(?<status>\d{3})`, String.raw`(?<path>\d{3})`],
    at: String.raw`path>\d`,
  },
  {
    query: String.raw`parse @message "* - - [*] \"* * *\" * *" as client, time, method, uri, protocol, status, size
      | stats sum(size) / 1024 as kibibytes by client
      | sort kibibytes desc`,
    mistake: ['kibibytes desc', 'kibibytes desc,'],
    at: endOfQuery,
  },
  {
    query: String.raw`parse @message /upstream_response_time=(?<upstream>[\d.]+)/
      | filter ispresent(upstream) and upstream > 0.5
      | stats count(*) as slow, pct(upstream, 95) as p95 by bin(1m)`,
    mistake: ['upstream > 0.5', 'upstream > .5'],
    at: '.5',
  },
  {
    query: String.raw`parse @message /"(?<method>GET|HEAD|POST) (?<path>[^ ?"]+)/ | filter path not like /\.(css|js|png|svg|woff2?)$/ | stats count(*) as views by path | sort views desc | limit 20`,
    mistake: ['as views by path | sort', 'as views by path, | sort'],
    at: '| sort',
  },
  {
    query: `fields request_url, target_status_code, target_processing_time
      | filter target_status_code = "-" or target_processing_time = -1
      | sort @timestamp desc`,
    mistake: ['= -1', '= -'],
    at: '| sort',
  },
  {
    query: String.raw`filter elb_status_code like /^5\d\d/ | stats count(*) as errors by target_ip, elb_status_code, bin(5m)`,
    mistake: ['by target_ip,', 'by target_ip;'],
    at: ';',
  },
  {
    query: String.raw`parse request_url /^(?<scheme>https?):\/\/(?<host>[^\/:]+)/ | stats count(*) as requests by scheme, host`,
    mistake: [String.raw`:\/\/(?`, String.raw`:\/\/(??`],
    at: '(??<host>',
  },
  {
    query: `filter user_agent like /(?i)bot|crawl|spider/
      | stats count(*) as visits by user_agent
      | sort visits desc`,
    mistake: ['/(?i)bot', '/(?i bot'],
    at: '(?i bot',
  },
  {
    query: `parse @message "[error] *#*: *" as process, thread, text
      | filter ispresent(text)
      | stats count(*) as errors by text
      | sort errors desc
      | limit 10`,
    mistake: ['parse @message "[error]', 'parse @message as "[error]'],
    at: 'as "[error]',
  },
  {
    query: `filter @message like "AH01630" or @message like "ModSecurity"
      | parse @message "[client *:*]" as client, port
      | stats count(*) as refusals by client`,
    mistake: ['or @message', 'or or @message'],
    at: 'or @message like "ModSecurity"',
  },
  {
    query: `parse @message "rt=* uct=* uht=* urt=*" as total, connect, header, upstream
      | stats avg(total) as meanTotal, avg(total - upstream) as meanProxy by bin(5m)`,
    mistake: ['avg(total - upstream)', 'avg(total - upstream - )'],
    at: ') as meanProxy',
  },
  {
    query: 'stats count(*) as requests by tolower(`cs(Host)`) as host, sc_status | sort requests desc',
    mistake: ['`cs(Host)`', 'cs(Host)'],
    at: 'cs(',
  },
  {
    query: `filter c_ip = "203.0.113.7"
      | fields @timestamp, cs_method, cs_uri_stem, sc_status, time_taken * 1000 as ms`,
    mistake: ['time_taken * 1000', 'time_taken ** 1000'],
    at: '* 1000',
  },
  {
    query:
      'filter `x-edge-result-type` in ["Error", "LimitExceeded", "CapacityExceeded"] | stats count(*) by `x-edge-location`, `x-edge-result-type`',
    mistake: ['`x-edge-location`', '``'],
  },
  {
    query: String.raw`parse @message /(?P<verb>PUT|DELETE) \/(?P<bucket>[^\/]+)\/(?P<key>\S+)/
      | filter ispresent(verb)
      | stats count(*) by bucket, verb`,
    mistake: ['(?P<bucket>', '(?P=bucket'],
    at: '(?P=',
  },
];
