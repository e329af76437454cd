import { type CorpusQuery, endOfQuery } from './corpus-entry';

/** Precedence, lists, comparisons and all that joins conditions. */
export const operators: readonly CorpusQuery[] = [
  { query: 'filter a = 1 and b = 2 or c = 3 and not d = 4', mistake: ['and not d = 4', 'and not'], at: endOfQuery },
  { query: 'filter not (a = 1 or b = 2) and !ispresent(c)', mistake: ['!ispresent(c)', '!!'], at: endOfQuery },
  { query: 'filter not a like "x" or a not like "y"', mistake: ['a not like', 'a not not like'], at: 'not like "y"' },
  { query: 'filter (((a = 1)))', mistake: ['(((a = 1)))', '(((a = 1))'], at: endOfQuery },
  {
    query: 'filter a in [1, "two", -3, 4.5, true] and b not in ["x"]',
    mistake: ['b not in ["x"]', 'b not in []'],
    at: ']',
    occurrence: 2,
  },
  { query: 'filter a in ["a"] or b in ["b", "c"]', mistake: ['["b", "c"]', '["b", "c"'], at: endOfQuery },
  {
    query: 'filter a == 1 and b != "2" and c >= 3 and d <= 4 and e > 5 and f < 6',
    mistake: ['e > 5', 'e > > 5'],
    at: '> 5',
  },
  { query: 'filter (a = 1) = (b = 2)', mistake: ['(a = 1) = (b = 2)', 'a = 1 = b'], at: '= b' },
  { query: 'filter a + 1 = b * 2 and a / 2 > b - 1', mistake: ['b * 2', 'b *'], at: 'and a' },
  { query: 'filter isAdmin and not isBot or score > 0.5', mistake: ['or score', 'or'], at: '> 0.5' },
  { query: 'filter true or a = false', mistake: ['a = false', 'a = false true'], at: 'true', occurrence: 2 },
  { query: 'filter a = "x" AND b = "y" Or Not c In ["z"]', mistake: ['c In ["z"]', 'c In ["z"'], at: endOfQuery },
  { query: 'filter a=1 and b="2"and(c=3)', mistake: ['b="2"and', 'b="2"und'], at: 'und' },
  {
    query: 'filter "yes" = answer and 5 < count and "a" in [first, second]',
    mistake: ['5 < count', '5 < < count'],
    at: '< count',
  },
  {
    query: 'filter status = 200 or status = 201 or status = 202 or status = 204',
    mistake: ['or status = 202', 'or = 202'],
    at: '= 202',
  },
  {
    query: String.raw`filter @message like /a|b/ and not @message like /c#d/ and path not like /\/health/`,
    mistake: ['/a|b/', '/a|b'],
    at: 'c#d',
  },
  { query: 'filter amount % 2 = 0 and amount ^ 2 < 100', mistake: ['amount % 2', 'amount %% 2'], at: '% 2' },
  {
    query: 'filter ispresent(a) and ispresent(b) = 0',
    mistake: ['ispresent(b) = 0', 'ispresent(b, c) = 0'],
    at: 'ispresent(b, c)',
  },
  { query: 'filter (a or b) and (c or d)', mistake: ['and (c or d)', 'and c or d)'], at: ')', occurrence: 2 },
  {
    query: 'filter a = 1 and (b = 2 or (c = 3 and (d = 4 or e = 5)))',
    mistake: ['(d = 4 or e = 5)))', '(d = 4 or e = 5))'],
    at: endOfQuery,
  },
];
