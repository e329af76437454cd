import { truthLine } from './truth-line';

const truth = { 'group-requests': 2, 'private-requests': 3, 'new-users': 1 };
const values = Object.entries(truth).map(([queryId, value]) => ({ queryId, title: { en: queryId }, value }));

describe('truthLine', () => {
  it('speaks of all numbers when the truth of all is known', () => {
    expect(truthLine(truth, values)).toBe('The numbers are those with which the bundled day was made: 2, 3, 1.');
  });

  it('names the questions whose truth is known when the report answers others, too', () => {
    expect(truthLine(truth, [...values, { queryId: 'calls', title: { en: 'Calls' }, value: 9 }])).toBe(
      'The numbers of group-requests, private-requests and new-users are those with which the bundled day was made: 2, 3, 1.',
    );
  });
});
