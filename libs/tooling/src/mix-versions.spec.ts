import { problemsOf } from '../mix-versions';

const today = { status: 'complete', values: { 'activity.requests': 496, 'activity.p95': 44 }, files: ['report.eml'] };

describe('the report of a demo with one service of another version', () => {
  it('is right with the same numbers for the same destinations, whatever a request took', () => {
    expect(problemsOf({ ...today, values: { ...today.values, 'activity.p95': 22 } }, today)).toEqual([]);
  });

  it('may lack numbers that the other version does not ask for, and have others', () => {
    expect(problemsOf({ ...today, values: { blocked: 3 } }, today)).toEqual([]);
  });

  it('is wrong where a number is another one, a destination gets nothing, or an answer is missing', () => {
    const mixed = { status: 'partial', values: { 'activity.requests': 573 }, files: [] };

    expect(problemsOf(mixed, today)).toEqual([
      'the report is partial',
      'activity.requests is 573, not 496',
      'there is no report.eml',
    ]);
  });

  it('is wrong where there is none', () => {
    expect(problemsOf(undefined, today)).toEqual(['no run was opened']);
  });
});
