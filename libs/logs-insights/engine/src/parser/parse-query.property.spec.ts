import * as fc from 'fast-check';

import { runs } from '../testing/runs';
import { MalformedQueryError } from '../errors';
import { runQuery } from '../execution/run-query';
import { parseQuery } from './parse-query';

const words =
  'fields filter stats sort limit display dedup parse by as and or not in like count sum avg max bin(5m) count(*) ' +
  'ispresent( strlen( coalesce( ( ) [ ] , | + - * / % ^ = != < > <= >= =~ ! "text" \'t\' 1 2.5 1e3 a b.c @message @timestamp `x y` # \n true ' +
  'asc desc';
const tokens = fc.constantFrom(...words.split(' '));
const tokenStreams = fc.array(tokens, { maxLength: 40 }).map((stream) => stream.join(' '));
/** Streams that start well go deeper into the language than random ones. */
const startedStreams = fc
  .tuple(
    fc.constantFrom('filter a', 'fields a', 'stats count(*)', 'filter a = 1 | stats sum(b) as s by c'),
    tokenStreams,
  )
  .map((parts) => parts.join(' '));
const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), tokenStreams, startedStreams);

const events = [
  { timestamp: 1_000, message: '{"a":1,"b":{"c":"x"},"c":true}' },
  { timestamp: 2_000, message: 'text {"a":"b"' },
];

describe('parseQuery', () => {
  it('throws nothing but MalformedQueryError, at a place in the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        try {
          parseQuery(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedQueryError);
          const { startCharOffset, endCharOffset } = (error as MalformedQueryError).location;
          expect(startCharOffset).toBeGreaterThanOrEqual(0);
          expect(endCharOffset).toBeGreaterThanOrEqual(startCharOffset);
          expect(endCharOffset).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: runs(3000) },
    );
  });

  it('accepts nothing that can not be run', () => {
    fc.assert(
      fc.property(startedStreams, (query) => {
        try {
          parseQuery(query);
        } catch {
          return;
        }
        expect(() => runQuery({ query, events })).not.toThrow();
      }),
      { numRuns: runs(3000) },
    );
  });
});

describe('runQuery', () => {
  it('takes any message', () => {
    const message = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.tuple(fc.string(), fc.json(), fc.string()).map((parts) => parts.join('')),
    );

    fc.assert(
      fc.property(message, (text) => {
        const query = 'fields a, a.b | filter a = 1 or b != 2 or not ispresent(c)';

        expect(runQuery({ query, events: [{ timestamp: 0, message: text }] }).statistics.recordsScanned).toBe(1);
      }),
      { numRuns: runs(2000) },
    );
  });
});
