import { checkQuery } from './check-query';
import { type MetricSchema } from './metric-schema';
import { type QueryProblem } from './query-problem';

const schema: MetricSchema = {
  fields: {
    is_group: { type: 'boolean' },
    is_new: { type: 'number', integer: true, minimum: 0, maximum: 1 },
    chat_type: { type: 'text', values: ['private', 'group', 'supergroup', 'channel'] },
    update_type: { type: 'text', values: ['message', 'callback_query'] },
    command: { type: 'text', pattern: '^[a-z0-9_]{1,32}$' },
    user: { type: 'text' },
    state: { type: 'text', values: ['true', 'false'] },
    status: { type: 'text', values: ['200', '404'] },
    ms: { type: 'number', minimum: 0 },
    tries: { type: 'number', integer: true, minimum: 1, maximum: 5 },
    payload: { type: 'any' },
    ratio: { type: 'number', minimum: 0, maximum: 1 },
    letter: { type: 'text', values: [...'abcdefghijkl'] },
    step1: { type: 'any' },
    'ms-extra': { type: 'number' },
    'content-type': { type: 'text' },
    'x-amzn-trace-id': { type: 'text' },
    'request.id': { type: 'text' },
    'request.path': { type: 'text' },
    'items.*.price': { type: 'number', minimum: 0 },
  },
};

const culpritOf = (query: string, { location }: QueryProblem): string =>
  query.slice(location.startCharOffset, location.endCharOffset + 1);

/** The query with the suggestion in place of what the problem is about. */
const corrected = (query: string, { location, suggestion = '' }: QueryProblem): string =>
  query.slice(0, location.startCharOffset) + suggestion + query.slice(location.endCharOffset + 1);

type Case = readonly [query: string, culprit: string, message: RegExp, suggestion?: string];

const named = ([query, culprit, message, suggestion]: Case) => ({
  query,
  culprit,
  message: expect.stringMatching(message),
  suggestion,
});

/** What is said about a query, with the part of the text that it is about. */
const toldOf = (query: string) =>
  checkQuery(query, schema).map((problem) => ({
    culprit: culpritOf(query, problem),
    message: problem.message,
    severity: problem.severity,
    suggestion: problem.suggestion,
  }));

const errors: readonly Case[] = [
  // What does not parse.
  ['filter is_group = 1 | stat count(*)', 'stat', /^unknown command 'stat'; did you mean stats\?$/],
  ['filter is_group = ', '', /mismatched input '<EOF>' expecting an expression/],
  ['pattern @message', 'pattern', /^not supported locally: command 'pattern'$/],

  // Fields that no event has.
  ['filter is_grup = 1', 'is_grup', /^no event has a field "is_grup"; did you mean is_group\?$/, 'is_group'],
  ['filter Is_Group = 1', 'Is_Group', /did you mean is_group\?/, 'is_group'],
  ['fields mesage, user', 'mesage', /known are is_group, is_new, .* and \d more$/],
  ['stats sum(mss) as s', 'mss', /did you mean ms\?/, 'ms'],
  ['stats count(*) by comand', 'comand', /did you mean command\?/, 'command'],
  ['sort usr desc', 'usr', /did you mean user\?/, 'user'],
  ['dedup usr', 'usr', /did you mean user\?/, 'user'],
  ['fields message', 'message', /did you mean @message\?/, '@message'],
  ['filter @mesage like "x"', '@mesage', /did you mean @message\?/, '@message'],
  ['filter @foo = 1', '@foo', /no event has a field "@foo"; known are/],
  ['filter path = "/"', 'path', /did you mean request.path\?/, 'request.path'],
  ['filter request = "x"', 'request', /only parts of it; write request.id or request.path$/],
  ['filter user.name = "x"', 'user.name', /user is a single value without parts; .* jsonParse\(user\)$/],
  ['filter `is grup` = 1', '`is grup`', /no event has a field "is grup"; did you mean is_group\?/, 'is_group'],
  ['fields items.0.prize', 'items.0.prize', /did you mean items.0.price\?/, 'items.0.price'],
  ['filter ispresent(contenttype)', 'contenttype', /did you mean `content-type`\?/, '`content-type`'],
  ['stats count(*) as n by usr | filter n > 1', 'usr', /did you mean user\?/, 'user'],

  ['fields items.0.price.net', 'items.0.price.net', /items.0.price is a single value without parts/],
  ['fields ms-extra as x', 'extra', /no event has a field "extra"/],

  // Names with hyphens.
  [
    'filter content-type = "x"',
    'content-type',
    /^content-type without backticks is content minus type, none of which events have; write `content-type` for the field$/,
    '`content-type`',
  ],
  ['stats count(*) by content-type', 'content-type', /backticks/, '`content-type`'],
  ['filter strlen(content-type) > 0', 'content-type', /backticks/, '`content-type`'],
  ['fields x-amzn-trace-id as id', 'x-amzn-trace-id', /x minus amzn minus trace minus id/, '`x-amzn-trace-id`'],

  // Values that a field never has.
  [
    'filter is_group = "true"',
    '"true"',
    /^is_group is 0 or 1, never "true"; write 1, which is what JSON's true is in queries$/,
    '1',
  ],
  ["filter 'false' = is_group", "'false'", /write 0/, '0'],
  ['filter is_group = 2', '2', /^is_group is 0 or 1, never 2; correct the value or leave it out$/],
  ['filter is_new = 0.5', '0.5', /^is_new is a whole number from 0 to 1, never 0.5/],
  ['filter ms = "fast"', '"fast"', /^ms is a number from 0, never "fast"/],
  ['filter items.3.price = -1 * 1 or items.3.price = "-"', '"-"', /^items.3.price is a number from 0, never/],
  ['filter chat_type = "grup"', '"grup"', /, never "grup"; did you mean "group"\?/, '"group"'],
  ['filter chat_type = "Private"', '"Private"', /did you mean "private"\?/, '"private"'],
  ['filter not (chat_type = "grup")', '"grup"', /never "grup"/, '"group"'],
  ['filter letter = "A"', '"A"', /did you mean "a"\?/, '"a"'],
  ['filter letter = 5', '5', /^letter is "a", "b", "c", "d", "e", "f", "g", "h" or another, never 5/],
  ['filter chat_type in ["group", "supergrop"]', '"supergrop"', /never "supergrop"; did you mean/, '"supergroup"'],
  [
    'filter command = "/help"',
    '"/help"',
    /^command is a text that matches \/\^\[a-z0-9_\]\{1,32\}\$\/, never "\/help"/,
  ],
  ['stats sum(chat_type = "grup") as n', '"grup"', /never "grup"/, '"group"'],

  // Sums of texts.
  ['stats avg(chat_type)', 'chat_type', /^chat_type is "private", .*, and only numbers are aggregated; take a number/],
  ['stats sum(ms) / pct(chat_type, 95) as s', 'chat_type', /only numbers/],
];

const warnings: readonly Case[] = [
  ['stats sum(command) as s', 'command', /^command is a text that matches .*, and only numbers are aggregated/],
  ['filter chat_type != "grup"', '"grup"', /never "grup"; did you mean "group"\?/, '"group"'],
  ['filter chat_type not in ["private", "grup"]', '"grup"', /never "grup"/, '"group"'],
  ['filter is_group != "true"', '"true"', /never "true"; write 1/, '1'],
  ['filter user like "%a"', 'user like "%a"', /^% is an ordinary character here/],
  ['filter payload = "true"', '"true"', /a JSON true is the number 1 here/],
  ['filter payload in ["true"]', '"true"', /a JSON true is the number 1 here/],
  ['stats count(*) as n | filter user = "a"', 'user = "a"', /it runs before stats/],
  ['stats count(*) as n by bin(5m) | sort @timestamp', '@timestamp', /is gone after stats/],
];

const fine: readonly string[] = [
  'filter chat_type != "private" | filter chat_type in ["private", "group"] and is_group = 1',
  'stats sum(coalesce(user, 5)) as s',
  'filter user > "b"',
  'filter chat_type = "group" | filter chat_type != "private" and is_group = 1',
  'filter payload = 1 | parse @message "*" as payload | filter payload = 2',
  'stats avg(ratio) as mean | filter mean > 1',
  'filter is_group = 1 | stats count(*) as calls',
  'filter is_group = true and is_new = false',
  'filter is_group = "1" or is_new = "0"',
  'filter is_group and not is_new',
  'filter is_group = 1 or is_group = 0',
  'filter chat_type in ["private", "group"] and update_type != "message"',
  'stats count(*) as n by bin(5m) | sort @timestamp desc',
  'filter state = "true"',
  'filter state in ["true"]',
  'filter status = 200 or status = "404" | stats sum(status) as s',
  'filter status > 300',
  'filter command = "help" and command != "start" and command like "he"',
  'filter user = 5 or user = "5"',
  'filter payload > 5 and payload < 7',
  'filter ms >= 0 and ms > 0.5 and ms < 0.75',
  'filter tries >= 5 and tries <= 5',
  'filter ispresent(is_group) and is_group = 1',
  'filter not ispresent(user) or user != "a"',
  'filter coalesce(user, "nobody") = "nobody"',
  'filter strlen(chat_type) = 5 and concat(chat_type, "-", update_type) = "group-message"',
  'filter (is_group = 1 and ms > 10) or (is_group = 0 and ms < 5)',
  'filter items.0.price > 1 and items.12.price < 2',
  'filter @timestamp > 1764000000000',
  'filter @logStream like /x/ and @log like "y" and ispresent(@ingestionTime)',
  'filter @entity.KeyAttributes.Name = "a" or @aws.account = "1"',
  'filter `content-type` = "x" | fields `x-amzn-trace-id`',
  'fields ms - tries as x, ms-tries as y',
  'parse @message "took * ms" as took | filter took > 10 | stats avg(took), sum(took + 1) by bin(5m)',
  'parse user /(?<first>.)/ | filter first = "a" and first != 5',
  'fields jsonParse(user) as doc | filter doc.a.b = 1 | unnest doc.list into element | filter element = "x"',
  'unnest split(user, ",") into part | stats count(*) by part',
  'stats count(*) as n, sum(is_group = 1) as groups, groups / n as share by command | sort n desc | limit 10',
  'stats count(*) as n by chat_type | limit 10',
  'stats count(*) as n by bin(1h) | limit 24',
  'stats count(*) as n by user | limit any 10',
  'stats count(*) as n by user | sort n desc | limit 10 | filter n > 5',
  'stats count(*) as n | limit 1',
  'fields user | limit 10',
  'stats count(user) as n, count(@message) as all, count(1) as rows, min(user), max(chat_type), earliest(command)',
  'stats avg(ms) as a by user | filter a > 10 and a < 20 | stats max(a) as m | filter m > 15',
  'stats count(*) as n by @timestamp | stats sum(n) by bin(1h)',
  'fields strcontains(user, "a") as has | stats sum(has)',
  'fields toNumber(user) + 1 as x, abs(ms) as y, round(ms) as z',
  'fields if(chat_type = "private", ms, 0) as x | filter x > 5',
  'fields case(chat_type = "private", "one", is_group, "many") as x | filter x = "one" or not ispresent(x)',
  'fields fromMillis(ms) as t | filter t > 5 or t = "1970-01-01 00:00:00.000"',
  'fields 1 = 1 as always, "a" as letter | filter letter = user or always = user',
];

describe('checkQuery', () => {
  it.each(errors.map(named))('finds the error in $query at $culprit', ({ query, ...expected }) => {
    expect(toldOf(query)).toEqual([{ ...expected, severity: 'error' }]);
  });

  it.each(warnings.map(named))('warns of $query at $culprit', ({ query, ...expected }) => {
    expect(toldOf(query)).toEqual([{ ...expected, severity: 'warning' }]);
  });

  it.each(fine)('has nothing to say about %s', (query) => {
    expect(toldOf(query)).toEqual([]);
  });

  it.each([...errors, ...warnings].map(named).filter(({ suggestion }) => suggestion !== undefined))(
    'suggests in $query for $culprit what is no problem',
    ({ query }) => {
      const [problem] = checkQuery(query, schema);
      const after = problem ? checkQuery(corrected(query, problem), schema) : [];

      expect(problem).toBeDefined();
      expect(after.filter(({ location }) => location.startCharOffset === problem?.location.startCharOffset)).toEqual(
        [],
      );
    },
  );

  it('tells several problems in the order of the text', () => {
    const query = 'filter is_grup = 1 and chat_type = "x" | stats avg(update_type) by usr';

    const culprits = checkQuery(query, schema).map((problem) => culpritOf(query, problem));

    expect(culprits).toEqual(['is_grup', '"x"', 'update_type', 'usr']);
  });

  it('says nothing about the meaning of a name that no event has', () => {
    expect(checkQuery('filter is_grup = "x" and is_grup = 5', schema)).toHaveLength(2);
  });

  describe('where events can have other fields', () => {
    const open: MetricSchema = { ...schema, allowsOthers: true };

    it.each([
      'filter mood = "good" and level > 5 and level < 7 | stats sum(level), max(mood) by weather.today',
      'filter message like "x" | fields path, id, usr, items.0.cost, step2',
      'fields a-b as difference',
    ])('has nothing to say about %s', (query) => {
      expect(checkQuery(query, open)).toEqual([]);
    });

    it.each([
      ['filter is_grop = 1', 'is_grop', 'is_group'],
      ['filter is_gruop = 1', 'is_gruop', 'is_group'],
      ['filter Command = "x"', 'Command', 'command'],
      ['filter comand = "x"', 'comand', 'command'],
      ['filter commando = "x"', 'commando', 'command'],
    ])('warns in %s of %s, which is nearly a known name', (query, culprit, suggestion) => {
      const [problem, ...others] = checkQuery(query, open);

      expect(problem).toMatchObject({ severity: 'warning', suggestion });
      expect(problem && culpritOf(query, problem)).toBe(culprit);
      expect(others).toEqual([]);
    });
  });

  it('takes names such as __proto__ for what they are', () => {
    const names = ['__proto__', 'constructor', 'toString'];

    const query = names.map((name) => `filter ${name} = 1`).join(' | ');

    expect(checkQuery(query, { fields: {} })).toHaveLength(3);
    expect(checkQuery(query, { fields: Object.fromEntries(names.map((name) => [name, { type: 'any' }])) })).toEqual([]);
  });

  it('takes a malformed pattern for no pattern', () => {
    const fields = { id: { type: 'text', pattern: '(?=x)' } } as const;

    expect(checkQuery('filter id = "y"', { fields })).toEqual([]);
  });
});
