import { type CorpusQuery } from './corpus-entry';

/** Functions of texts. */
export const textFunctions: readonly CorpusQuery[] = [
  {
    query: 'fields toupper(a) as x, tolower(b) as y, upper(c) as z, lower(d) as w',
    mistake: ['tolower(b)', 'toLowerCase(b)'],
    at: 'toLowerCase',
  },
  {
    query: 'fields trim(a) as x, ltrim(b, "0") as y, rtrim(c, "/ ") as z | filter y != ""',
    mistake: ['ltrim(b, "0")', 'ltrim(b, "0", "1")'],
    at: 'ltrim',
  },
  {
    query: 'fields concat(a, ":", b) as pair | stats count(*) by pair',
    mistake: ['concat(a, ":", b)', 'concat(a ":" b)'],
    at: '":"',
  },
  {
    query: 'fields strlen(@message) as size | filter size > 200 | sort size desc',
    mistake: ['strlen(@message)', 'strlen @message'],
    at: '@message as',
  },
  {
    query: 'fields substr(id, 4) as tail, substr(id, 0, 3) as head | display head, tail',
    mistake: ['substr(id, 4) as tail,', 'substr(id, 4) as tail,,'],
    at: ', substr',
  },
  {
    query: 'fields replace(path, "/v1/", "/v2/") as moved | filter moved != path',
    mistake: ['replace(path, "/v1/", "/v2/")', 'replace(path, "/v1/")'],
    at: 'replace',
  },
  {
    query: 'fields regexReplace(path, "[0-9]+", "N") as template | stats count(*) as n by template',
    mistake: ['regexReplace(path, "[0-9]+", "N")', 'regexReplace(path, "[0-9", "N")'],
    at: '[0-9',
  },
  {
    query: 'filter strcontains(@message, "ERROR") or strcontains(lower(@message), "panic")',
    mistake: ['strcontains(lower(@message), "panic")', 'strcontains(lower(@message, "panic")'],
    at: 'lower(',
  },
  {
    query: 'filter startsWith(path, "/api") and not endsWith(path, ".json")',
    mistake: ['endsWith(path, ".json")', 'endswith path, ".json"'],
    at: 'path, ".json"',
  },
  {
    query: 'fields split(route, "/") as parts, split(route, "/", 1) as first | filter first = "orders"',
    mistake: ['split(route, "/", 1)', 'split()'],
  },
  {
    query: 'fields urldecode(query) as plain, urlencode(plain) as encoded | limit 10',
    mistake: ['urldecode(query)', 'urldecode(query'],
    at: 'as plain',
  },
  {
    query: 'fields base64decode(payload) as text, base64encode(text) as again',
    mistake: ['base64decode', 'base64_decode'],
  },
  { query: 'fields md5(email) as a, sha256(email) as b', mistake: ['sha256(email)', 'sha512(email)'], at: 'sha512' },
  {
    query: 'fields hexToAscii("48656c6c6f") as word, hexToDec("0xff") as number, decToHex(255) as hex',
    mistake: ['hexToDec("0xff")', 'hexToDec("0xff)'],
    at: '"0xff',
  },
  {
    query: 'filter isempty(note) or isblank(comment) or not ispresent(rating)',
    mistake: ['not ispresent(rating)', 'rating is missing'],
    at: 'is missing',
  },
  {
    query: 'fields coalesce(nickname, name, "nobody") as shown | stats count(*) by shown',
    mistake: ['as shown |', "AS 'shown' |"],
    at: "'shown'",
  },
  {
    query: 'fields if(ispresent(error), "failed", "fine") as outcome | stats count(*) by outcome',
    mistake: ['if(ispresent(error), "failed", "fine")', 'if ispresent(error) then "failed"'],
    at: 'ispresent',
  },
  {
    query: 'fields case(ms < 100, "fast", ms < 1000, "fair", "slow") as speed | stats count(*) by speed',
    mistake: ['"fair", "slow")', '"fair", "slow"'],
    at: 'as speed',
  },
  {
    query: 'filter @message like "100%" or @message like "a*b"',
    mistake: ['or @message', 'or message('],
    at: 'message(',
  },
  { query: 'filter name =~ /^A/ and city =~ "burg" and note ~= "x"', mistake: ['=~ /^A/', '=~= /^A/'], at: '= /^A/' },
];
