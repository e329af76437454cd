import * as fc from 'fast-check';

import { type HistoryEntry } from '../ports';
import { dayMs, dayPlan, entryOf, report, scheduledRunId } from '../testing/days';
import { World, answered, countOf, failure, hourMs } from '../testing/world';
import { compareWithPast, earlierWindowsOf } from './compare-with-past';
import { shownWindowCount } from './past';

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
  compareWithPast(wanted, plan, earlierWindowsOf(plan, { own, summedUp: new Map() }), []);

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

  it('are what the answers of earlier days have become, however late and in whatever order they came', async () => {
    const outcomes = fc.array(fc.option(fc.nat({ max: 99 })), { minLength: 1, maxLength: 3 });
    const stories = fc.record({ '-3': outcomes, '-2': outcomes, '-1': outcomes }).chain((answersOf) => {
      const late = Object.entries(answersOf).flatMap(([day, values]) =>
        values.map((value) =>
          answered(scheduledRunId(Number(day)), 'a', value === null ? failure() : countOf(`${value}`)),
        ),
      );
      return fc.shuffledSubarray([...late, ...late], { minLength: late.length });
    });
    await fc.assert(
      fc.asyncProperty(stories, async (late) => {
        const world = new World();
        for (const day of [-3, -2, -1]) await report(world, dayPlan(day, ['a']), {});
        await world.deliver(...late);

        const content = await report(world, dayPlan(0, ['a']), { a: 1 });

        const firstNumberOf = (day: number) => {
          const success = late.find(
            (event) => event.runId === scheduledRunId(day) && event.outcome.status === 'success',
          );
          return success?.outcome.status === 'success' ? Number(success.outcome.rows[0]?.[0]?.value) : null;
        };
        const truth = [-3, -2, -1].map(firstNumberOf);
        const firstKnown = truth.findIndex((value) => value !== null);
        expect(content?.values[0]?.earlier).toEqual(firstKnown < 0 ? undefined : truth.slice(firstKnown));
      }),
    );
  });
});
