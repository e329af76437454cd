import { answerAsCsv, answerAsJson } from './export-answer';

const answer = {
  columns: [
    { name: 'command', kind: 'text', isMeasured: false },
    { name: 'n', kind: 'number', isMeasured: true },
  ] as const,
  rows: [
    ['roll', '-3'],
    ['a "quoted", name\n', '1.50'],
    ['=1+1', null],
  ],
};

it('writes an answer as JSON, numbers as numbers as long as none is changed', () => {
  expect(JSON.parse(answerAsJson(answer))).toEqual([
    { command: 'roll', n: -3 },
    { command: 'a "quoted", name\n', n: '1.50' },
    { command: '=1+1', n: null },
  ]);
});

it('writes an answer as CSV in which no cell is a formula', () => {
  expect(answerAsCsv(answer)).toBe('command,n\r\nroll,-3\r\n"a ""quoted"", name\n",1.50\r\n\'=1+1,\r\n');
});
