import { truthLine } from './truth-line';

const truth = { 'group-requests': 2, 'activity.people': 1 };

describe('truthLine', () => {
  it('names the destinations, and the numbers that were counted', () => {
    expect(truthLine(truth, ['message', 'mail', 'webhook'])).toBe(
      'The numbers in message, mail and webhook are those with which the bundled day was made: group-requests 2, people 1.',
    );
  });

  it('takes one destination alone', () => {
    expect(truthLine(truth, ['message'])).toContain('The numbers in the message are those');
  });
});
