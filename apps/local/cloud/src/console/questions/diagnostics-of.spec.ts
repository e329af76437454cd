import { diagnosticsOf } from './diagnostics-of';

const schema = {
  fields: { is_group: { type: 'boolean' }, kind: { type: 'text', values: ['message', 'callback'] } },
} as const;

describe('what the editor says of a query', () => {
  it.each([
    ['an unknown function', 'stats cuont(*)', 'count'],
    ['an unknown command', 'fitler is_group = 1', 'filter'],
    ['a value that a field never has', 'filter kind = "mesage"', '"message"'],
    ['an unknown field', 'filter is_grup = 1', 'is_group'],
    ['a text where a flag is', 'filter is_group = "true"', '1'],
    ['a missing |', 'filter is_group = 1 stats count(*)', '| stats'],
  ])('offers for %s a suggestion that mends it', (_what, query, suggestion) => {
    const [problem] = diagnosticsOf(query, schema);

    expect(problem?.suggestion).toBe(suggestion);
    const mended = query.slice(0, problem?.from) + suggestion + query.slice(problem?.to);
    expect(diagnosticsOf(mended, schema)).toEqual([]);
  });

  it('says apart what may stand there, and where', () => {
    expect(diagnosticsOf('stats count(*)\n| limit x', schema)).toEqual([
      {
        from: 23,
        to: 24,
        place: 'line 2, column 9',
        severity: 'error',
        message: "mismatched input 'x'",
        expected: 'a whole number from 1 to 100000',
      },
    ]);
  });

  it('keeps the hint of an error in its message', () => {
    const [problem] = diagnosticsOf('filter is_group <> 1', schema);

    expect(problem).toMatchObject({ message: expect.stringMatching(/^mismatched input '<>'\. Write != /) });
  });

  it('puts what is missing at the end behind the last character', () => {
    expect(diagnosticsOf('stats ', schema)).toMatchObject([{ from: 6, to: 6 }]);
  });

  it.each(['', ' \n '])('has nothing against a query that is not begun: %j', (query) => {
    expect(diagnosticsOf(query, schema)).toEqual([]);
  });
});
