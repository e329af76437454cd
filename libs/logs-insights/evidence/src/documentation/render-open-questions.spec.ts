import { type Evidence, openQuestions, questionMessages } from '../evidence/evidence';
import { renderOpenQuestions } from './render-open-questions';

const entry: Evidence = {
  subject: 'Open questions',
  id: 'question',
  tag: 'inferred',
  statement: 'It is | so.',
  question: { number: 1, asks: 'Is it so?', otherwise: 'not so' },
  checks: [
    { query: 'fields a', rows: [{ a: '1' }], given: { limit: 2 } },
    { query: 'bogus', throws: { type: 'malformed', at: 'bogus' } },
  ],
};

describe('renderOpenQuestions', () => {
  it('writes an item of the list and each query with its limit and its expected answer', () => {
    const text = renderOpenQuestions([entry], []);

    expect(text).toContain('1. **Is it so?** Here: It is | so. (_inferred_) Otherwise: not so.');
    expect(text).toContain(`# 1. Is it so?\n# here: [{"a":"1"}]\nask 'fields a' 2\n`);
    expect(text).toContain(`# here: a MalformedQueryException\nask 'bogus'\n`);
  });

  it('writes short events as they are, and a wide one as jq makes it', () => {
    const text = renderOpenQuestions([], ['plain', { n: 1 }, questionMessages.at(-1) ?? '']);

    expect(text).toContain('  "plain",\n  ({"n":1} | tojson),\n  ([range(250)');
  });

  it('has no query that single quotes of a shell would not hold', () => {
    const queries = openQuestions.flatMap(({ checks }) => checks.map(({ query }) => query));

    expect(queries.filter((query) => query.includes("'"))).toEqual([]);
  });
});
