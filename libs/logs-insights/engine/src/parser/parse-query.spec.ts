import { MalformedQueryError, UnsupportedQueryError } from '../errors';
import { commandsNotBuilt, functionsNotBuilt } from './language-names';
import { parseQuery, referencedFields } from './parse-query';

/** What parseQuery throws for a query, with the part of the text that the error is about. */
function refusalOf(query: string): { error: MalformedQueryError; culprit: string } {
  try {
    parseQuery(query);
  } catch (error) {
    if (!(error instanceof MalformedQueryError)) throw error;
    const { startCharOffset, endCharOffset } = error.location;
    return { error, culprit: query.slice(startCharOffset, endCharOffset + 1) };
  }
  throw new Error(`accepted: ${query}`);
}

describe('parseQuery', () => {
  const refused: readonly [query: string, culprit: string, message: RegExp][] = [
    ['', '', /expecting a command/],
    ['   # only a comment', '', /expecting a command/],
    ['| filter a = 1', '|', /none may be missing/],
    ['filter a = 1 |', '', /expecting a command/],
    ['filter a = 1 | | limit 1', '|', /none may be missing/],
    ['filter a = | limit 1', '|', /expecting an expression \(line 1, column 12\)$/],
    ['fields a | count()', 'count', /mismatched input 'count' expecting a command/],
    ['fitler a = 1', 'fitler', /did you mean filter\?/],
    ['filter a = 1 | statz count(*)', 'statz', /did you mean stats\?/],
    ['stats cuont(*) as n', 'cuont', /did you mean count\?/],
    ['stats nonsense(a)', 'nonsense', /unknown function 'nonsense'$/],
    ['fields strlen()', 'strlen()', /takes 1 argument, not 0/],
    ['fields coalesce()', 'coalesce()', /takes 1 or more/],
    ['fields substr(a)', 'substr(a)', /takes 2 to 3/],
    ['filter a <> 1', '<>', /Write !=/],
    ['filter a = 1 && b = 2', '&&', /Write and/],
    ['filter a = 1 || b = 2', '||', /Write or/],
    ['filter a exists', 'exists', /ispresent/],
    ['filter a = b = c', '=', /chained/],
    ['filter a = not b', 'not', /expecting an expression/],
    ['filter a in (1, 2)', '(', /expecting '\['/],
    ['filter a in []', ']', /expecting an expression/],
    ['filter a not b', 'b', /'like' or 'in'/],
    ['filter a like b', 'b', /a text in quotes/],
    ['filter (a = 1', '', /expecting '\)'/],
    ['filter a = "open', '"open', /not closed/],
    ["filter a = 'open\\'", "'open\\'", /not closed/],
    ['filter `open = 1', '`open = 1', /not closed/],
    ['filter `` = 1', '``', /must not be empty/],
    ['filter a = 5xx', '5xx', /backticks/],
    ['filter a = 1e999', '1e999', /neither a number nor a name/],
    ['filter a = ;', ';', /token recognition error at ';'/],
    ['filter a = “x”', '“', /straight quotes/],
    ['filter a = 😀', '😀', /token recognition error at '😀'/],
    ['fields a;', ';', /commands are joined by \|/],
    ['filter a & b', '&', /; write and$/],
    ['filter u not =~ "x"', '=~', /as in a not like/],
    ['filter a between 1 and 2', 'between', /Write field >= 1 and/],
    ['filter a !like "x"', '!', /write not/],
    ['fields in', 'in', /backticks: `in`\.$/],
    ['stats count(*) by by', 'by', /backticks: `by`\.$/],
    ['fields and', 'and', /expecting an expression \(line 1, column 8\)$/],
    ['stats count(*) group by a', 'group', /stats count\(\*\) by field/],
    ['fields a | group by a', 'group', /stats count\(\*\) by field/],
    ['stats count(distinct a)', 'a', /Write count_distinct\(field\)\.$/],
    ['stats count(distinct(a))', 'distinct', /did you mean count_distinct\?$/],
    ['select a from b', 'select', /Write fields a, b/],
    ['stats count(*) where a = 1 by b', 'where', /A \| stands before where, and before stats/],
    ['fields a sort a', 'sort', /A \| stands before sort\.$/],
    ['fields a b', 'b', /expecting '\|' or the end/],
    ['fields a,', '', /expecting an expression/],
    ['fields a as "x"', '"x"', /never a name/],
    ['limit 0', '0', /from 1 to 100000/],
    ['limit 100001', '100001', /from 1 to 100000/],
    ['limit 1.5', '1.5', /whole number/],
    ['limit', '', /whole number/],
    ['stats count(*) by bin(5x)', '5x', /a period/],
    ['stats count(*) by bin()', ')', /a period/],
    ['filter count(*) > 1', 'count(*)', /can't stand in filter/],
    ['fields max(a)', 'max(a)', /use it in stats/],
    ['sort max(a)', 'max(a)', /use it in stats/],
    ['stats count(*) by max(a)', 'max(a)', /can't stand after by/],
    ['stats max(count(*))', 'count(*)', /inside another/],
    ['stats a by b', 'a', /Unknown symbols found in or after stats: a/],
    ['stats count(*) as n | display user', 'user', /Unknown symbols found in or after stats: user/],
    ['stats count(*) as n by a | stats max(m)', 'm', /Unknown symbols/],
    ['stats count(*) as n by a | filter n > 1 and b = 2', 'b', /Unknown symbols/],
    ['fields a, b as c | fields d as c', 'c', /made twice/],
    ['stats count(*) as n, sum(a) as n', 'n', /made twice/],
    ['fields a | fields b as a | stats count(a)', 'a', /Unknown symbols found in or after stats: a/],
    ['dedup a | sort a', 'sort a', /only limit can follow dedup/],
    ['a'.repeat(10_001), 'a', /10000 characters at most/],
    [`filter ${'('.repeat(5000)}`, '(', /100 levels deep/],
    [`filter ${'not '.repeat(2000)}a`, 'not', /100 levels deep/],
    [`filter ${'-'.repeat(5000)}1`, '-', /100 levels deep/],
    [`filter ${'abs('.repeat(2000)}`, 'abs', /100 levels deep/],
    ['fields items.[0]', '.', /a key is missing next to a '\.'$/],
    ["fields a.'b c'", '.', /; one with special characters stands in backticks$/],
    ['fields `a..b`..c', '.', /a key is missing/],
    ['fields jsonParse(a)..b', '.', /a key is missing/],
    ['fields a as b.', '.', /a key is missing/],
    ['addtotals a.', '.', /a key is missing/],
    ['expand', '', /expecting a field name/],
    ['expand split(a, ",")', '(', /expecting '\|' or the end/],
    ['fields a as b | expand b.', '.', /a key is missing/],
    ['parse a csv', '', /'as' and the names/],
    ['parse csv "x" as', '', /expecting a name/],
    ['parse a /(b)/', '/(b)/', /needs a named group/],
    ['parse a /(b)/ multi', '/(b)/', /needs a named group/],
    ['parse a /b/ as c multi', '/b/', /needs a named group/],
    ['parse a /(b)(c)/ as d', '/(b)(c)/', /has 2 groups, so as many names can follow 'as', not 1/],
    ['parse a /(?<b>c)/ as d', 'd', /the group has the name 'b' already/],
    ['parse a /(?<b>c)/ as b | fields 1 as b', 'b', /made twice/],
    ['parse a "*" as b multi', 'multi', /expecting '\|' or the end/],
    ['sort a | stats count(*) as n by b | stats max(n)', 'sort a', /'sort' can't stand before a second stats/],
    ['stats count(*) as n by b | head 5 | stats max(n)', 'head 5', /move it behind the last one/],
    ['sort a | limit 1 | stats count(*) as n by b | stats max(n)', 'sort a', /second stats/],
    ['stats count(*) as n by b | stats sum(n) as m by b | limit 3 | stats max(m)', 'limit 3', /second stats/],
    ['SOURCE groups(a: "b") | fields a', 'groups', /expecting 'logGroups' before a '\('/],
    [Array(11).fill('stats count(*) as c').join('|'), 'stats count(*) as c', /10 stats commands at most/],
  ];

  it.each(refused)('refuses %j at %j', (query, culprit, message) => {
    const refusal = refusalOf(query);

    expect(refusal.error).toMatchObject({ name: 'MalformedQueryError', message: expect.stringMatching(message) });
    expect(refusal.culprit).toBe(culprit);
  });

  it.each([...commandsNotBuilt].flatMap((name) => [name, name.toUpperCase()]))(
    'says that the command %s is not supported locally',
    (name) => {
      const { error, culprit } = refusalOf(`filter a = 1 | ${name} @message /(?<x>[|#"'])/`);

      expect(error).toBeInstanceOf(UnsupportedQueryError);
      expect(error.message).toBe(`not supported locally: command '${name.toLowerCase()}'`);
      expect(culprit).toBe(name);
    },
  );

  it.each([...functionsNotBuilt])('says that the function %s is not supported locally', (name) => {
    const { error, culprit } = refusalOf(`fields ${name}(a, 5)`);

    expect(error.message).toBe(`not supported locally: function '${name}'`);
    expect(culprit).toBe(name);
  });

  it.each([
    ['filter a in (SOURCE "g" | fields x)', 'SOURCE', 'subqueries'],
    ['stats count(*) by bin(1h) offset 1h', 'offset', "'offset' of stats"],
    [
      'unnest a into b | unnest b into c | expand d | parse /(?<e>.)/ multi | unnest e into f',
      'unnest e into f',
      'more than 4 of unnest, expand and parse ... multi in a query',
    ],
  ])('says what of %s is not supported locally', (query, culprit, feature) => {
    const refusal = refusalOf(query);

    expect(refusal.error).toMatchObject({ name: 'UnsupportedQueryError', feature });
    expect(refusal.culprit).toBe(culprit);
  });

  it.each([
    'filter used/1e6>5 and a/b/c = 1',
    'stats count (*) as count, max (a) as max',
    'sort by a desc, b asc, `c d`',
    'stats count(distinct), sum(distinct) by `in`, `by`',
    'fields group, select, between',
    'filter a like /b\\/c|d#/ and e =~ /f/ and g not like /(?i)h/',
    'parse "a*c" as b | parse d /e(?<f>.)/ | parse @message "*" as g | parse h logfmt as i | filter i.j = 1',
    'SOURCE "a" | SOURCE logGroups(namePrefix: ["/b", \'c\']) | SOURCE "d" START=1 END=2 | fields @message',
    'fields jsonParse(@message) as m | filter m.a.0.`b.c` = 1 and m[2].d = 3 and jsonParse(x).y[0] > 1',
    'unnest split(a, ",") into b | stats count(*) by b',
    'stats count(*) as n by bin(5m) as t, c | fillmissing with 0 for n | accum n as total | filldown c* n',
    'stats count(*) as n, sum(a) as s by b | addtotals fieldname=All row=true col=true n, s',
    'filterIndex a = 1 | filterIndex b in ["c", 2] | head 5',
    'fields stats.cacheHit, resource.`k8s.io/x`, @`aws.tag.a:b`, @@x as y',
    'expand a | expand `b c` | expand d.e | fields jsonParse(f) as g | expand g.h | filter g.h.i = 1',
    'stats values(a) as b by c | expand b | filter b > 1',
    'parse csv as a, b | parse d csv as e | parse csv "x*" as f | parse csv /(?<g>.)/ | parse logfmt.h "*" as i',
    'parse a /(b)/ as c | parse a /(?<d>e)/ as d multi | PARSE a /(f)|(g)/ AS h, i MULTI',
    'sort a | limit 5 | stats count(*) as n | sort n | limit 1',
    'SOURCE loggroups (namePrefix: ["/a"]) | SOURCE logGroups | fields a',
    'filter a == 1 and b ~= "x" AND NOT c LIKE \'%\' Or d Not In [1, "b", -2]',
    'stats count(*) by bin(5m) as t, bin(1h), bin(2 d)'.replace('2 d', '2days'),
    'fields a\r\n\t| filter\u00a0b = 1',
  ])('accepts %s', (query) => {
    expect(() => parseQuery(query)).not.toThrow();
  });

  it('names the line and the column', () => {
    const { error } = refusalOf('filter a = 1\n| fields b c');

    expect(error.message).toContain('line 2, column 12');
  });
});

const namesOf = (query: string): string[] => referencedFields(parseQuery(query)).map(({ name }) => name);

describe('referencedFields', () => {
  it.each([
    ['filter (is_group=1) | stats count(*) as calls', ['is_group']],
    ['fields a as x, x + b as y | filter y > 1 and x = 2', ['a', 'b']],
    ['stats sum(a) as s, s / count(b) as r by c as g | filter s > 1 | sort g, @timestamp', ['c', 'a', 'b']],
    ['stats count(*) as n by bin(5m) | stats max(n)', ['@timestamp']],
    ['filter a in [b, "c"] and d like "e" | dedup f', ['a', 'b', 'd', 'f']],
    ['stats count(*) as n | filter user = "a"', ['user']],
    ['limit 5', []],
  ])('of %s are %j', (query, names) => {
    expect(namesOf(query)).toEqual(names);
  });

  it('stand where the query names them', () => {
    const query = 'filter is_grup = 1 and `is new` = 0';

    const written = referencedFields(parseQuery(query)).map(({ location }) =>
      query.slice(location.startCharOffset, location.endCharOffset + 1),
    );

    expect(written).toEqual(['is_grup', '`is new`']);
  });
});
