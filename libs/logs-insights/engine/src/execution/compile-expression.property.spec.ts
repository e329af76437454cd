import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { runQuery } from './run-query';

const literals = fc.oneof(
  fc.constantFrom('"1"', '1', '1.0', '"01"', '"1e0"', '"x"', '"X"', '""', '0', '-0', '"-0"', '"true"', 'true', '1e21'),
  fc.constantFrom('"1970-01-01 00:00:00.001"', '"1e999"', '"0x1"', '" 1"', 'b', 'gone', '@timestamp', 'b + 1'),
);

const values = fc.constantFrom('1', '1.0', '01', 'x', 'X', '', '-0', 'true', '1e21', '1e999', ' 1', '0x1', '2');

describe('in', () => {
  it('holds exactly when = does for one of the list', () => {
    fc.assert(
      fc.property(
        fc.array(literals, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('a', 'b', 'gone', '@timestamp', 'jsonParse("[1]")'),
        fc.record({ a: fc.oneof(values, fc.boolean()), b: fc.oneof(fc.integer({ min: -2, max: 2 }), values) }),
        (list, operand, document) => {
          const equal = list.map((element) => `${operand} = ${element}`).join(' or ');
          const query = `fields ${operand} in [${list.join(', ')}] as isIn, ${operand} not in [${list.join(', ')}] as isOut, (${equal}) as isEqual, ispresent(${operand}) as has | display isIn, isOut, isEqual, has`;

          const [row = []] = runQuery({ query, events: [{ timestamp: 1, message: JSON.stringify(document) }] }).rows;
          const [isIn, isOut, isEqual, has] = row.map(({ value }) => value);

          expect(isIn).toBe(isEqual);
          const isAnything = has === '1' && !operand.startsWith('jsonParse');
          expect(isOut).toBe(isAnything && isEqual === '0' ? '1' : '0');
        },
      ),
      { numRuns: runs(500) },
    );
  });

  it('looks a value up in a list of hundreds rather than compare it with each', () => {
    const list = Array.from({ length: 900 }, (_, index) => `"id-${index}"`).join(',');
    const events = Array.from({ length: 20_000 }, (_, index) => ({ timestamp: 0, message: `id-${index % 1000}` }));
    const query = `filter @message in [${list}] | stats count(*) as n`;

    expect(runQuery({ query, events }).rows).toEqual([[{ field: 'n', value: '18000' }]]);
  });
});
