import { formatQueryError } from './format-query-error';

const at = (startCharOffset: number, endCharOffset: number) => ({
  message: 'wrong',
  location: { startCharOffset, endCharOffset },
});

describe('formatQueryError', () => {
  it('shows the message, the line with its number, and carets below the place', () => {
    expect(formatQueryError('fields a\n| stats cuont(*)', at(17, 21))).toBe(
      ['wrong', '2 | | stats cuont(*)', '  |         ^^^^^'].join('\n'),
    );
  });

  it('points behind the end for what is missing there', () => {
    expect(formatQueryError('filter a =', at(10, 10))).toBe(['wrong', '1 | filter a =', '  |           ^'].join('\n'));
  });

  it('marks no more than the first line of a place over several', () => {
    expect(formatQueryError('fields a,\nb', at(7, 10))).toBe(['wrong', '1 | fields a,', '  |        ^^'].join('\n'));
  });
});
