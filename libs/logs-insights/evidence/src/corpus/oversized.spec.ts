import { MalformedQueryError } from '../../../engine/src/errors';
import { runQuery } from '../../../engine/src/execution/run-query';
import { parseQuery } from '../../../engine/src/parser/parse-query';
import { corpusEvents, corpusNowMs } from './corpus';

/** Just below the 10,000 characters that a query may have. */
const almostAll = 9_900;

/** A text of `almostAll` characters at most: `start`, then numbered pieces, then `end`. */
function filledWith(start: string, piece: (index: number) => string, end = ''): string {
  let text = start;
  for (let index = 0; text.length + piece(index).length + end.length <= almostAll; index += 1) text += piece(index);
  return text + end;
}

const repeated = (start: string, piece: string, end = ''): string => filledWith(start, () => piece, end);

function nested(start: string, opening: string, inner: string, closing: string, end = ''): string {
  const room = almostAll - start.length - inner.length - end.length;
  const depth = Math.floor(room / (opening.length + closing.length));
  return start + opening.repeat(depth) + inner + closing.repeat(depth) + end;
}

const accepted: readonly [title: string, query: string][] = [
  ['a chain of or', repeated('filter a = 1', ' or b = 2')],
  ['a chain of and', repeated('filter a = 1', ' and not b = 2')],
  ['a chain of plus', repeated('fields a', '+b', ' as sum')],
  ['a chain of divisions', repeated('fields 1', '/b', ' as x')],
  ['a chain of powers', repeated('fields 2', '^1', ' as x')],
  ['a long list', filledWith('filter a in [0', (index) => `,${index}`, ']')],
  ['a long list of texts', filledWith('filter a in [0', (index) => `, "t${index}"`, ']')],
  ['many arguments', filledWith('fields coalesce(a', (index) => `,x${index}`, ') as x')],
  ['many columns', filledWith('fields a', (index) => `,a${index}`)],
  ['many aliases', filledWith('fields a', (index) => `,a as b${index}`)],
  ['aliases of aliases', filledWith('fields 1 as a0', (index) => `,a${index}*2 as a${index + 1}`)],
  ['many filters', repeated('filter a = 1', '|filter a = 1')],
  ['many limits', repeated('limit 9', '|limit 5')],
  ['many sorts', repeated('sort a', '|sort b desc')],
  ['many sort keys', filledWith('sort a', (index) => `,k${index} desc`)],
  ['many displays', repeated('fields a', '|display a')],
  ['many fields of dedup', filledWith('dedup a', (index) => `,k${index}`)],
  ['many aggregates', filledWith('stats count(*)', (index) => `,sum(a) as s${index}`)],
  ['many groups', filledWith('stats count(*) by a', (index) => `,g${index}`)],
  ['many percentiles', filledWith('stats count(*)', (index) => `,pct(v,${index % 100}) as p${index}`)],
  ['many globs', filledWith('fields a', (index) => `|parse "*" as g${index}`)],
  ['many patterns', filledWith('fields a', (index) => `|parse /(?<g${index}>x)/`)],
  ['many searches', repeated('filter a = 1', ' or a like /x+y/')],
  ['a long pattern', repeated('filter a like /', 'x+y?', '/')],
  ['a long pattern of alternatives', repeated('filter a like /(a', '|b.c', ')/')],
  ['a long set', repeated('filter a like /[', 'a-z', ']/')],
  ['a long glob', repeated('parse "', 'ab', '*" as x')],
  ['a long text', repeated('filter a = "', 'x', '"')],
  ['a long text of escapes', repeated('filter a = "', '\\"', '"')],
  ['a long name', repeated('filter ', 'a', ' = 1')],
  ['a long path', repeated('filter a', '.b', ' = 1')],
  ['a long path into a map', repeated('fields jsonParse(@message)', '.b', ' as x')],
  ['many positions in a list', repeated('fields jsonParse(@message)', '[0]', ' as x')],
  ['a long name in backticks', repeated('filter `', 'a b ', '` = 1')],
  ['many empty backticks in a name', repeated('filter a', '`b`', ' = 1')],
  ['a long comment', repeated('limit 1 # ', 'x |')],
  ['many comments', repeated('limit 1', '\n# x')],
  ['much white space', repeated('limit 1', ' \t\r\n')],
  ['many sources', filledWith('', (index) => `SOURCE "g${index}"|`, 'limit 1')],
  [
    'a text that doubles again and again',
    filledWith('fields @message as t0', (index) => `,concat(t${index},t${index}) as t${index + 1}`),
  ],
];

const refused: readonly [title: string, query: string][] = [
  ['parentheses', nested('filter ', '(', 'a', ')')],
  ['unclosed parentheses', repeated('filter ', '(')],
  ['calls', nested('fields ', 'abs(', 'a', ')')],
  ['calls with lists', nested('filter ', 'a in [', '1', ']')],
  ['not', repeated('filter ', 'not ', 'a')],
  ['signs', repeated('fields ', '-', '1')],
  ['exclamation marks', repeated('filter ', '!', 'a')],
  ['brackets', nested('filter a in ', '[', '1', ']')],
  ['aggregates in aggregates', nested('stats ', 'sum(', 'a', ')')],
  ['stats', repeated('stats count(*)', '|stats count(*)')],
  ['groups of a pattern', nested('filter a like /', '(', 'x', ')', '/')],
  ['repetitions of repetitions', nested('filter a like /', '(?:', 'x', '{99})', '/')],
  ['stars of a glob', repeated('parse "', '*', '" as a')],
  ['names of a glob', filledWith('parse "*" as a', (index) => `,b${index}`)],
  ['groups with names', filledWith('parse /', (index) => `(?<g${index}>x)`, '/')],
  ['rows of rows', filledWith('fields split("a,b", ",") as l', (index) => `|unnest l into u${index}`)],
  ['commas', repeated('fields a', ',')],
  ['pipes', repeated('fields a', '|')],
  ['dots', repeated('fields jsonParse(a)', '.')],
  ['backticks', repeated('fields ', '``')],
  ['quotes', repeated('filter a = ', '"')],
  ['backslashes', repeated('filter a = "', '\\')],
  ['one letter', repeated('', 'a')],
  ['digits', repeated('limit ', '9')],
  ['control characters', repeated('', '\u0000')],
  ['halves of characters', repeated('', '\ud800')],
];

const pieces = [
  '(',
  ')',
  'a',
  '"',
  "'",
  '`',
  '/',
  '\\',
  '|',
  ',',
  '#',
  ' ',
  'not ',
  '1',
  '😀',
  '\u0000',
  'filter a = 1 | ',
];

function refusalOf(query: string): MalformedQueryError {
  try {
    parseQuery(query);
  } catch (error) {
    if (error instanceof MalformedQueryError) return error;
    throw error;
  }
  throw new Error(`accepted: ${query.slice(0, 100)}`);
}

describe('parseQuery', () => {
  it.each(pieces)('refuses 100,000 characters of %j for their number alone', (piece) => {
    const error = refusalOf(piece.repeat(Math.ceil(100_000 / piece.length)));

    expect(error.message).toContain('10000 characters');
    expect(error.location.startCharOffset).toBe(10_000);
  });

  it.each(refused)('refuses a query as long as may be, full of %s', (_, query) => {
    const { message, location } = refusalOf(query);

    expect(query.length).toBeGreaterThan(almostAll - 50);
    expect(message.length).toBeLessThan(500);
    expect(location.endCharOffset).toBeLessThanOrEqual(query.length);
  });
});

describe('runQuery', () => {
  it.each(accepted)('runs a query as long as may be with %s', (_, query) => {
    expect(query.length).toBeGreaterThan(almostAll - 50);
    expect(() => runQuery({ query, events: corpusEvents, nowMs: corpusNowMs })).not.toThrow();
  });
});
