import { csvFileOf } from './csv-file-of';

it('gives a CSV file a byte order mark: without it, a spreadsheet takes its letters for others', () => {
  const { content, ...file } = csvFileOf({ fileName: 'report.csv', text: 'Über,1' });

  expect(file).toEqual({ fileName: 'report.csv', contentType: 'text/csv; charset=utf-8' });
  expect([...content.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(content)).toBe('Über,1');
});
