import { answers, answersInAnyOrder } from './checks';
import { type EvidenceSubject, firstEventMs } from './evidence';

/** In which order rows come when the query does not say. */
export const orderEvidence: EvidenceSubject = {
  title: 'Order of rows',
  entries: [
    {
      id: 'newest-first',
      tag: 'observed',
      source: 'captures',
      statement: 'Without `sort` and `stats` the newest event comes first.',
      checks: [answers('fields n', [{ n: 1 }, { n: 2 }, { n: 3 }], [{ n: '3' }, { n: '2' }, { n: '1' }])],
    },
    {
      id: 'equal-times',
      tag: 'inferred',
      statement: 'Of events with the same timestamp the one that came last is shown first.',
      checks: [
        {
          query: 'fields n',
          events: [1, 2].map((n) => ({ timestamp: firstEventMs, message: `{"n":${n}}` })),
          rows: [{ n: '2' }, { n: '1' }],
        },
      ],
    },
    {
      id: 'newest-bin-first',
      tag: 'observed',
      source: 'captures',
      statement: 'The rows of `stats ... by bin()` come newest first.',
      checks: [
        answers(
          'stats count(*) as c by bin(1s) as t',
          ['a', 'b'],
          [
            { t: '2026-11-25 12:00:01.000', c: '1' },
            { t: '2026-11-25 12:00:00.000', c: '1' },
          ],
        ),
      ],
    },
    {
      id: 'empty-bins-are-absent',
      tag: 'documented',
      source: 'fillmissing',
      statement: 'Bins without events have no row.',
      checks: [
        {
          query: 'stats count(*) as c by bin(1s)',
          events: [0, 5000].map((offset) => ({ timestamp: firstEventMs + offset, message: 'x' })),
          rowCount: 2,
        },
      ],
    },
    {
      id: 'groups-in-order-of-appearance',
      tag: 'inferred',
      statement: 'Other groups come in the order in which their first events were read.',
      checks: [
        answers(
          'stats count(*) as c by u',
          [{ u: 'b' }, { u: 'a' }, { u: 'b' }],
          [
            { u: 'b', c: '2' },
            { u: 'a', c: '1' },
          ],
        ),
        answersInAnyOrder(
          'stats count(*) as c by u',
          [{ u: 'a' }, { u: 'b' }],
          [
            { u: 'b', c: '1' },
            { u: 'a', c: '1' },
          ],
        ),
      ],
    },
  ],
};
