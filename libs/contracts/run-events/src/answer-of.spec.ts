import { answerOf, singleNumberOf } from './answer-of';

const cell = (value: string) => ({ field: 'calls', value });

describe('singleNumberOf', () => {
  it.each([
    ['no row', [], 0],
    ['a row with 0', [[cell('0')]], 0],
    ['a count', [[cell('12')]], 12],
    ['a fraction', [[cell('2.5')]], 2.5],
    ['a negative number', [[cell('-3')]], -3],
    ['text', [[cell('twelve')]], undefined],
    ['an empty cell', [[cell(' ')]], undefined],
    ['a row without cells', [[]], undefined],
    ['two rows', [[cell('1')], [cell('2')]], undefined],
    ['two cells', [[cell('1'), cell('2')]], undefined],
    ['infinity', [[cell('Infinity')]], undefined],
  ])('reads %s', (_case, rows, expected) => {
    expect(singleNumberOf(rows)).toBe(expected);
  });
});

describe('answerOf', () => {
  it.each([
    ['no row', [], { type: 'number', value: 0 }],
    ['one cell with a number', [[cell('12')]], { type: 'number', value: 12 }],
    ['one cell with text', [[cell('twelve')]], undefined],
    ['one row without cells', [[]], undefined],
    ['two rows', [[cell('1')], [cell('2')]], { type: 'table' }],
    ['one row of two cells', [[cell('/start'), cell('2')]], { type: 'table' }],
    ['two rows without cells', [[], []], { type: 'table' }],
  ])('tells what %s is', (_case, rows, expected) => {
    expect(answerOf(rows)).toEqual(expected);
  });
});
