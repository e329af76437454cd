import { outcomeOf } from './outcome-of';
import { completeRows } from './testing/world';

const tables = [
  { tableId: 'commands', by: 'command', sum: 'calls' },
  { tableId: 'sources', by: 'source', sum: 'calls' },
];

const complete = (...rows: { field: string; value: string }[][]) => {
  const poll = completeRows(...rows);
  if (poll.status !== 'complete') throw new Error('It is complete.');
  return poll;
};

const cell = (field: string, value: string) => ({ field, value });

describe('outcomeOf', () => {
  it.each([
    ['nothing was found', []],
    ['no record has any of the keys', [[cell('calls', '7')]]],
  ])('answers with empty tables when %s', (_case, rows) => {
    expect(outcomeOf({ tables }, complete(...rows))).toMatchObject({
      status: 'success',
      tables: [
        { tableId: 'commands', rows: [] },
        { tableId: 'sources', rows: [] },
      ],
    });
  });

  it('refuses rows without the column to add up, which would become empty tables', () => {
    const outcome = outcomeOf({ tables }, complete([cell('command', 'start'), cell('count(*)', '2')]));

    expect(outcome).toMatchObject({
      status: 'failed',
      reason: { code: 'unexpected-result', message: expect.stringContaining('no column "calls"') },
    });
  });

  it('refuses the maximum of rows, because sums would lack the rest', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => [
      cell('command', 'start'),
      cell('source', `s${index}`),
      cell('calls', '1'),
    ]);

    expect(outcomeOf({ tables }, complete(...rows))).toMatchObject({
      status: 'failed',
      reason: { code: 'unexpected-result', message: expect.stringContaining('10,000 rows') },
    });
  });
});
