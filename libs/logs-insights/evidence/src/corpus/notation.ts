import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** Comments, white space, letter case, names and strings. */
export const notation: readonly CorpusQuery[] = [
  {
    query: `# newest errors
fields @timestamp, @message
| filter @message like /ERROR/ # any case? no
| limit 20`,
    mistake: [
      `# newest errors
`,
      `-- newest errors
`,
    ],
    at: '-- newest',
  },
  {
    query: `fields @timestamp,
  @message, # the text
  @logStream
| sort @timestamp desc`,
    mistake: [
      `@logStream
`,
      `@logStream,
`,
    ],
    at: '| sort',
  },
  {
    query: `stats count(*) as total, # all
  sum(ok) as fine  # only some
  by bin(1h)`,
    mistake: [
      `# all
`,
      `// all
`,
    ],
    at: '// all',
  },
  {
    query: 'FIELDS @timestamp, Level | FILTER Level = "ERROR" | SORT @timestamp DESC | LIMIT 5',
    mistake: ['SORT @timestamp DESC', 'SORT @timestamp DSC'],
    at: 'DSC',
  },
  { query: 'Stats COUNT(*) As n By Level | Sort n Desc', mistake: ['COUNT(*)', 'COUNTT(*)'], at: 'COUNTT' },
  {
    query: 'filter IsPresent(a) and STRLEN(b) > 0 or Coalesce(c, d) = 1',
    mistake: ['Coalesce(c, d)', 'Coalesc(c, d)'],
    at: 'Coalesc',
  },
  { query: 'fields a|filter b=1|limit 1', mistake: ['b=1|limit', 'b=1|limt'], at: 'limt' },
  {
    query: `filter a = 1


|

limit 1`,
    mistake: [
      `|

limit 1`,
      `|

`,
    ],
    at: endOfQuery,
  },
  {
    query: 'stats count(*) as max, sum(x) as sum, avg(y) as avg by sort',
    mistake: ['as max, sum(x) as sum', 'as max, sum(x) as'],
    at: ', avg',
  },
  {
    query: 'fields stats.hits, filter.name, limit.max, sort.key as sortKey, by.whom as whom',
    mistake: ['limit.max', 'limit max'],
    at: 'max, sort',
  },
  { query: 'fields `limit`, `by`, `a b`, `x|y`, `#1` | filter `#1` = 1', mistake: ['`x|y`', 'x|y'], at: 'y, `#1`' },
  {
    query: String.raw`filter a = "it's" and b = 'say "hi"' and c = "tab\tquote\"end"`,
    mistake: ['\'say "hi"\'', '\'say "hi"'],
    at: "'say",
  },
  { query: 'filter a = "" or b = \'\'', mistake: ["b = ''", "b = '''"], at: "'", occurrence: 3 },
  {
    query: 'filter a = "# no comment" and b = "a | b" and c = "/x/"',
    mistake: ['"# no comment"', '# no comment'],
    at: endOfQuery,
  },
  { query: 'filter a = 11 # and b = 2', mistake: ['a = 11 # and', 'a = # and'], at: endOfQuery },
  { query: 'fields _private, __v, a1, a.b.c.d.e, A, a, @x, @x.y', mistake: ['a1, a.b', '1a, a.b'], at: '1a' },
  {
    query: 'fields `naïve`, `größe` as size | filter `größe` > 3',
    mistake: ['`größe` > 3', 'größe > 3'],
    at: 'öße > 3',
  },
  {
    query: 'fields 1 as one, 2.5 as half, 1e3 as thousand, 1.5E-3 as small, 007 as agent',
    mistake: ['1e3 as', '1e3.5 as'],
    at: '1e3.5',
  },
  { query: 'filter foo-bar = 1 and x-y > 2', mistake: ['x-y > 2', 'x-y > 2- '], at: endOfQuery },
  {
    query: 'fields @timestamp as time, @message as text, @log as group, @ptr as pointer',
    mistake: ['as time,', 'as time;'],
    at: ';',
  },
  {
    query: 'fields @timestamp AS t, @message AS m | SORT t ASC | DISPLAY m',
    mistake: ['AS m |', 'ASS m |'],
    at: 'ASS',
  },
  { query: 'limit 1', mistake: ['limit 1', 'limit 1 |'], at: endOfQuery },
  {
    query: 'fields a, b|display b|sort b|limit 2',
    mistake: ['fields a, b|display', '| fields a, b|display'],
    at: '| fields',
  },
];
