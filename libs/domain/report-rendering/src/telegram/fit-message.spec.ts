import { content, missing, numbered, table, value, wideTable } from '../testing/report-content';
import { maxMessageLength, renderReport } from './render-report';

describe('the answers of a report', () => {
  it('shows a table of other columns row by row', () => {
    const lines = renderReport(content({ tables: [wideTable('Errors', 2)] })).html.split('\n');

    expect(lines.slice(-3)).toEqual([
      '<blockquote expandable><b>Errors</b> (command, error, calls):',
      '1. <code>/command0</code> · <code>timeout</code> · 1,000',
      '2. <code>/command1</code> · <code>timeout</code> · 999</blockquote>',
    ]);
  });

  it('puts the first row of a table into the first line if there is no number', () => {
    const report = renderReport(content({ values: [], tables: [table('Commands', 2), table('Other', 2)] }));

    expect(report.html.split('\n')[0]).toBe('Commands: <code>/command0</code> 1,000');
  });

  it.each([
    [-1, 9, undefined],
    [0, 10, undefined],
    [1, 10, 'and 1 more'],
  ])('shows ten rows of a table: %d', (difference, shownCount, rest) => {
    const text = renderReport(content({ values: [], tables: [wideTable('Top', 10 + difference)] })).text;

    expect(text.match(/^\d+\. /gm)).toHaveLength(shownCount);
    expect(text.match(/^and \d+ more$/gm)?.[0]).toBe(rest);
    expect(text).not.toContain('left out');
  });

  it('cuts cells and rows to what a phone shows in a line or two', () => {
    const cells = numbered(9).map((index) => ({ field: `${index} ${'f'.repeat(99)}`, value: 'x'.repeat(199) }));
    const lines = renderReport(content({ tables: [{ ...table('Commands', 0), rows: [cells] }] })).text.split('\n');

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(160);
  });

  it('shows fewer rows of every table when there are many tables', () => {
    const tables = numbered(20).map((index) => wideTable(`Table ${index}`, 10, 90));
    const text = renderReport(content({ tables })).text;
    const shown = text.match(/^\d+\. /gm)?.length ?? 0;

    expect(text.length).toBeLessThanOrEqual(maxMessageLength);
    expect(shown % 20).toBe(0);
    expect(text.match(/^Table \d+ \(command, error, calls\):$/gm)).toHaveLength(20);
    expect(text.match(/^and \d+ more$/gm)?.[0]).toBe(`and ${100 - shown / 20} more`);
    expect(text).toMatch(new RegExp(`\\n${20 * 12 - 20 * (2 + shown / 20)} lines left out, a message holds no more.`));
  });

  it('names tables with their size when rows do not fit, and counts the others', () => {
    const few = renderReport(content({ tables: numbered(100).map((index) => wideTable(`T${index}`, 10, 90)) })).text;
    const many = renderReport(content({ tables: numbered(999).map((index) => wideTable(`T${index}`, 1)) })).text;

    expect(few.match(/^T\d+: 100 rows$/gm)).toHaveLength(100);
    const named = many.match(/^T\d+: 1 row$/gm)?.length ?? 0;
    expect(named).toBeGreaterThan(100);
    expect(many).toContain(`\nand ${999 - named} more questions\n`);
  });

  it('uses the whole message before it leaves a line out', () => {
    const textOf = (first: number): string =>
      renderReport(
        content({
          state: 'partial',
          missing: [
            missing('Gap', 'x'.repeat(first)),
            ...numbered(37).map((index) => missing('Gap', `${'x'.repeat(94)}${10 + index}`)),
          ],
        }),
      ).text;
    const texts = numbered(200).map((length) => textOf(length + 1));
    const cut = texts.filter((text) => text.includes('left out'));

    expect(cut.length).toBeGreaterThan(0);
    expect(cut.length).toBeLessThan(texts.length);
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(maxMessageLength);
    for (const text of cut) {
      expect(text).toMatch(/\n\d+ lines? left out, a message holds no more\.$/);
    }
    const longest = Math.max(...texts.filter((text) => !cut.includes(text)).map((text) => text.length));
    expect(longest).toBeGreaterThan(maxMessageLength - 4);
  });

  it('counts what does not fit, for values and for missing answers', () => {
    const long = 'x'.repeat(70);
    const values = numbered(200).map((index) => value(`${index} ${long}`, index));
    const gaps = numbered(200).map((index) => missing(`${index} ${long}`, `${index}${long.repeat(2)}`));

    const text = renderReport(content({ state: 'partial', values, missing: gaps })).text;

    expect(text.length).toBeLessThanOrEqual(maxMessageLength);
    expect(text.length).toBeGreaterThan(maxMessageLength - 400);
    const counts = [/^and (\d+) more$/m, /^and (\d+) more without answer: \1 out of time$/m].map((pattern) =>
      Number(pattern.exec(text)?.[1]),
    );
    expect(text.split('\n').at(-1)).toBe(
      `${(counts[0] ?? 0) + (counts[1] ?? 0)} lines left out, a message holds no more.`,
    );
  });

  it('names as many of a thousand missing questions as fit and counts the others by their reasons', () => {
    const codes = ['no-answer', 'no-answer', 'gave-up', 'query-failed', 'log-group-missing', 'access-denied', 'odd'];
    const gaps = numbered(1000).map((index) =>
      missing(`Question ${index}`, `No answer, ${index}.`, codes[index % codes.length]),
    );

    const text = renderReport(content({ state: 'partial', values: [], missing: gaps })).text;

    const named = text.match(/^Question \d+: No answer, \d+\.$/gm)?.length ?? 0;
    const rest = /^and (\d+) more without answer: (.+)$/m.exec(text);
    expect(named).toBeGreaterThan(50);
    expect(Number(rest?.[1])).toBe(1000 - named);
    expect(rest?.[2]).toMatch(/^\d+ no answer(, \d+ [a-z ]+){3}, \d+ other$/);
    expect(rest?.[2]?.match(/\d+/g)?.reduce((sum, count) => sum + Number(count), 0)).toBe(1000 - named);
    expect(text).toContain('\nPartial: 0 of 1,000 numbers. Missing:\n');
  });
});

describe('the formatting of a report', () => {
  const reportOf = (...tables: ReturnType<typeof table>[]) => content({ values: [value('Calls', 1)], tables });
  const wide = numbered(6).map((index) => wideTable(`Errors ${index}`, 10));
  /** With the hashtag, of which Telegram makes one by itself. */
  const entityCountOf = (html: string): number => (html.match(/<[a-z]/g)?.length ?? 0) + 1;

  it('goes to the first lines, and costs no line', () => {
    const { html } = renderReport(reportOf(...wide));
    const lines = html.split('\n').filter((line) => /^\d+\. /.test(line));

    const plainFrom = lines.findIndex((line) => !line.includes('<'));
    expect(plainFrom).toBeGreaterThan(40);
    for (const line of lines.slice(plainFrom, -1)) expect(line).toMatch(/^\d+\. \/\u2060command\d · timeout · [\d,]+$/);
    expect(entityCountOf(html)).toBeGreaterThan(95);
    expect(lines).toHaveLength(60);
    expect(html).not.toContain('left out');
  });

  it('makes names from logs inert where it ends', () => {
    const { html } = renderReport(reportOf(...wide, table('Commands', 2)));

    expect(html).toContain('Commands (calls): /\u2060command0 1,000 · /\u2060command1 999');
  });
});
