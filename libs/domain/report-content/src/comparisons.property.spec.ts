import * as fc from 'fast-check';
import { dayMs, hourMs } from '@pulso/kit/time';

import { reportOf } from './content';
import { type HistoryEntry } from './history';
import { shownWindowCount } from './baseline';
import { countOf, dayPlan, entryOf, resultsOf, runOf } from './testing/days';

const plan = dayPlan(0, ['a', 'b']);
const wanted = ['a', 'b'].map((queryId) => ({ queryId, definition: `${queryId}-1`, value: 1 }));

const entries: fc.Arbitrary<HistoryEntry[]> = fc.uniqueArray(
  fc
    .record({
      day: fc.oneof(fc.integer({ min: -20, max: 2 }), fc.integer({ min: -3, max: 0 })),
      shiftMs: fc.oneof(fc.integer({ min: -12, max: 12 }), fc.constantFrom(-1, 1)).map((hours) => hours * hourMs),
      lengthMs: fc.constantFrom(dayMs, dayMs, dayMs, dayMs - hourMs, dayMs / 2, 7 * dayMs),
      a: fc.option(fc.nat({ max: 99 })),
      b: fc.option(fc.nat({ max: 99 })),
      definition: fc.constantFrom('1', '1', '2'),
    })
    .map(({ day, shiftMs, lengthMs, a, b, definition }) => {
      const { windowEndMs } = entryOf(day, []);
      const known = Object.entries({ a, b }).flatMap(([queryId, value]) =>
        value === null ? [] : [{ queryId, definition: `${queryId}-${definition}`, value }],
      );
      const endMs = windowEndMs + shiftMs;
      return entryOf(day, known, { windowStartMs: endMs - lengthMs, windowEndMs: endMs });
    }),
  { selector: ({ windowEndMs }) => windowEndMs, maxLength: 25 },
);

const compare = (own: readonly HistoryEntry[]) =>
  reportOf(runOf(plan), resultsOf({ a: countOf(1), b: countOf(1) }), new Map([[plan.reportId, own]])).content.values;

describe('earlier numbers', () => {
  it('are the same for every order of the history, and for any repetition of an entry', () => {
    fc.assert(
      fc.property(
        entries.chain((own) =>
          fc.tuple(fc.constant(own), fc.shuffledSubarray(own, { minLength: own.length }), fc.subarray(own)),
        ),
        ([own, shuffled, repeated]) => {
          expect(compare([...shuffled, ...repeated.map((entry) => structuredClone(entry))])).toEqual(compare(own));
        },
      ),
    );
  });

  it('begin with a known number, are at most two weeks, and each is a number of the history', () => {
    fc.assert(
      fc.property(entries, (own) => {
        for (const [index, { earlier }] of compare(own).entries()) {
          if (!earlier) continue;
          const { queryId, definition } = wanted[index] ?? {};
          const known = own.flatMap(({ values }) =>
            values.filter((number) => number.queryId === queryId && number.definition === definition),
          );
          expect(earlier[0]).not.toBeNull();
          expect(earlier.length).toBeLessThanOrEqual(shownWindowCount);
          for (const number of earlier) {
            if (number !== null) expect(known.map(({ value }) => value)).toContain(number);
          }
        }
      }),
    );
  });
});
