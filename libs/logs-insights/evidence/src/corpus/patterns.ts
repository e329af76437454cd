import { type CorpusQuery } from './corpus-entry';

/** Regular expressions and globs. */
export const patterns: readonly CorpusQuery[] = [
  {
    query: String.raw`filter @message like /^\[(INFO|WARN|ERROR)\]\s/`,
    mistake: ['(INFO|WARN|ERROR)', '(INFO|WARN|ERROR'],
    at: '(',
  },
  { query: 'filter @message like /(?i)out of memory/', mistake: ['(?i)out', '(?<=x)out'], at: '(?<=' },
  {
    query: String.raw`filter @message like /^(?i)warn/ or @message like /\bkilled\b/`,
    mistake: [String.raw`/\bkilled\b/`, String.raw`/\bkilled\b)/`],
    at: ')',
    occurrence: 2,
  },
  {
    query: String.raw`filter path like /^\/orders\/[0-9a-f]{8}-[0-9a-f]{4}/ | limit 10`,
    mistake: ['[0-9a-f]{4}', '[0-9a-f]{4,1}'],
    at: '{4,1}',
  },
  {
    query: 'parse @message /(?<level>[A-Z]+) (?<text>.*)/ | stats count(*) by level',
    mistake: ['(?<text>.*)', '(?<text>.*'],
    at: '(?<text>',
  },
  {
    query: String.raw`parse @message /id=(?P<id>\w+)/ | dedup id`,
    mistake: [String.raw`(?P<id>\w+)`, String.raw`(?P<id>\w+)\1`],
    at: String.raw`\1`,
  },
  {
    query: String.raw`parse @message /(?<@user>\w+)@(?<@host>[\w.]+)/ | stats count(*) by @host`,
    mistake: ['(?<@host>', '(?<@user>'],
    at: String.raw`@user>[\w.]`,
  },
  {
    query: String.raw`parse @message /price: (?<price>\d+(?:\.\d\d)?)/ | stats sum(price) as total`,
    mistake: [String.raw`(?:\.\d\d)?`, String.raw`(?>\.\d\d)?`],
    at: '(?>',
  },
  {
    query: String.raw`parse @message /"code":\s*"?(?<code>[^",}]+)/ | stats count(*) by code`,
    mistake: [String.raw`/"code":\s*`, String.raw`/"code":\s**`],
    at: '*',
  },
  {
    query: 'parse @message /(?<first>x+)(?<rest>y*)/ | filter ispresent(rest) | display first, rest',
    mistake: ['| display first, rest', '| parse "*" as first'],
    at: 'first',
    occurrence: 2,
  },
  { query: 'parse @message "* * *" as first, second, rest', mistake: ['"* * *"', '"* *"'] },
  {
    query: 'parse @message "[*]" as inside | parse inside "*/*" as left, right | stats count(*) by left',
    mistake: ['as left, right', 'as inside, right'],
    at: 'inside, right',
  },
  {
    query: String.raw`parse @message 'name="*" value=\'*\'' as name, value`,
    mistake: [String.raw`\'*\''`, "'*''"],
    at: "*'' as",
  },
  {
    query: 'parse @message "cost: $*, (*%)" as dollars, percent | filter dollars > 5',
    mistake: ['as dollars, percent', 'as $dollars, percent'],
    at: '$dollars',
  },
  {
    query: 'parse "user * did *" as who, what | stats count(*) as n by who, what',
    mistake: ['as who, what', 'as who what'],
    at: 'what |',
  },
  {
    query: 'parse @logStream "*/*/*" as prefix, container, task | stats count(*) by container',
    mistake: ['parse @logStream', 'parse @logStream @log'],
    at: '@log "',
  },
  {
    query: String.raw`parse @message /status=(?<status>[1-5]\d\d)\b/ | filter status like /^5/ | stats count(*) by status`,
    mistake: ['filter status like /^5/', 'filter status like /^5'],
    at: '/^5',
  },
  {
    query: 'filter @message like /[[:digit:]]{3}-[[:alpha:]]+/',
    mistake: ['[[:alpha:]]', '[[:letter:]]'],
    at: '[:letter:]',
  },
  {
    query: String.raw`filter @message like /\Q[a.b]\E/ and @message like /\p{Lu}/`,
    mistake: [String.raw`\p{Lu}`, String.raw`\p{Upercase}`],
  },
  {
    query: String.raw`filter field like /a\/b\-c\_d\"e/`,
    mistake: [String.raw`/a\/b\-c\_d\"e/`, String.raw`/a/b\-c\_d\"e/`],
    at: String.raw`b\-`,
  },
  {
    query: String.raw`parse @message /(\d+\.\d+\.\d+\.\d+)/ as address multi | stats count(*) as times by address`,
    mistake: ['as address multi', 'as address, port multi'],
    at: '/(',
  },
  {
    query: String.raw`parse @message /(?<key>\w+)=(?<value>\S+)/ multi | stats count_distinct(value) as values by key`,
    mistake: ['/ multi', '/ multiple'],
    at: 'multiple',
  },
  {
    query: String.raw`parse @message /(?<document>\{.*\})/ as document | fields jsonParse(document) as d | display d.id`,
    mistake: ['as document |', 'as payload |'],
    at: 'payload',
  },
];
