import { type AskedQuestion, chatKinds, groupings, measures } from '@pulso/contracts/run-requests';
import { queryOf, quoted } from '@pulso/domain/fan-out';
import { catalogue, queryTextOf } from '@pulso/domain/reports';
import { checkQuery, runQuery } from '@pulso/logs-insights';
import { usageSchema } from '@pulso/world/logs';
import * as fc from 'fast-check';

import { day, record } from './records';

const question: fc.Arbitrary<AskedQuestion> = fc.record(
  {
    measure: fc.constantFrom(...measures),
    period: fc.constant({ type: 'last' as const, hours: 24 }),
    by: fc.constantFrom(...groupings),
    where: fc.record(
      {
        command: fc.constantFrom('roll', 'help'),
        language: fc.constantFrom('es', 'pt'),
        chat: fc.constantFrom(...chatKinds),
        source: fc.constantFrom('promo_x', 'a-b'),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['measure', 'period'] },
);

describe('the query of a question', () => {
  it('is allowed by the schema of usage records, for any question', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(checkQuery(queryOf(asked), usageSchema)).toEqual([]);
      }),
    );
  });

  it('has one column that counts, and one more with groups', () => {
    fc.assert(
      fc.property(question, ({ where: _where, ...asked }) => {
        const { rows } = runQuery({ query: queryOf(asked), events: day });
        for (const row of rows) expect(row.some(({ field }) => field === 'count')).toBe(true);
      }),
    );
  });

  it.each(measures)('counts what the daily report counts: %s', (measure) => {
    const { queries } = catalogue.find(({ id }) => id === 'daily-usage') ?? { queries: [] };
    const counts = queries.flatMap((query) => {
      const fieldOf = new Map(query.numbers?.map(({ id, field }) => [field, id]));
      const [row = []] = runQuery({ query: queryTextOf(query), events: day }).rows;
      return row.map(({ field, value }) => [fieldOf.get(field) ?? query.id, value] as const);
    });
    const reported = { 'used-groups': 'groups', speed: 'p95', added: 'joined', removed: 'left' } as const;
    const id = Object.hasOwn(reported, measure) ? reported[measure as keyof typeof reported] : measure;
    const [row] = runQuery({ query: queryOf({ measure, period: { type: 'day', daysAgo: 0 } }), events: day }).rows;

    expect(row?.[0]).toEqual({ field: 'count', value: new Map(counts).get(id) });
  });
});

it('any quoted text is found literally, and is not parsed as a part of the query', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const line = text.replace(/[\n\r]/g, ' ');
      const events = [record({ source: line }), record({ source: `${line}x` }), record({})];
      const { rows } = runQuery({ query: `filter source = ${quoted(text)} | stats count(*) as count`, events });
      expect(rows.flat().map(({ value }) => value)).toEqual(['1']);
    }),
  );
});
