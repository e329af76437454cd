import { truthLines } from './print-run';

const truth = { 'group-requests': 2, 'activity.people': 1 };

describe('truthLines', () => {
  it('names the destinations, and the numbers that were counted', () => {
    expect(truthLines(truth, ['message', 'mail', 'webhook'])).toEqual([
      'The numbers in message, mail and webhook are those with which the bundled day was made:',
      'group-requests 2, people 1.',
    ]);
  });

  it('breaks long lines between numbers', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`activity.name-${index}`, index]));
    const [, ...lines] = truthLines(many, ['message']);

    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).toMatch(/^name-\d+ \d+.*\d[,.]$/);
  });

  it('takes one destination alone', () => {
    expect(truthLines(truth, ['message'])[0]).toContain('The numbers in the message are those');
  });
});
