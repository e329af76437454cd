import { truthLines } from './truth-lines';

const truth = { 'group-requests': 2, 'activity.people': 1 };

describe('truthLines', () => {
  it('names the destinations, and the numbers that were counted', () => {
    expect(truthLines(truth, ['message', 'mail', 'webhook'])).toEqual([
      'The numbers in message, mail and webhook are those with which the bundled day was made:',
      'group-requests 2, people 1.',
    ]);
  });

  it('takes one destination alone', () => {
    expect(truthLines(truth, ['message'])[0]).toContain('The numbers in the message are those');
  });
});
