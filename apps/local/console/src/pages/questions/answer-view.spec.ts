import { answerAsCsv } from './answer-view';

it('writes an answer as CSV in which no cell is a formula', () => {
  const columns = [
    { name: 'command', kind: 'text', isMeasured: false },
    { name: 'n', kind: 'number', isMeasured: true },
  ] as const;
  const rows = [
    ['roll', '-3'],
    ['a "quoted", name\n', '1.50'],
    ['=1+1', null],
  ];

  expect(answerAsCsv({ columns, rows })).toBe('command,n\r\nroll,-3\r\n"a ""quoted"", name\n",1.50\r\n\'=1+1,\r\n');
});
