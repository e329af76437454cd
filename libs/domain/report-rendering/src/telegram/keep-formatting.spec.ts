import { content, numbered, table, value, wideTable } from '../testing/report-content';
import { renderReport } from './render-report';

describe('the formatting of a report', () => {
  const rising = numbered(14);
  const reportOf = (count: number, ...tables: ReturnType<typeof table>[]) =>
    content({
      values: numbered(count).map((index) => ({ ...value(`Number ${index}`, 20), better: 'less', earlier: rising })),
      tables,
    });
  /** With the hashtag, of which Telegram makes one by itself. */
  const entityCountOf = (html: string): number => (html.match(/<[a-z]/g)?.length ?? 0) + 1;

  it.each([[20], [30], [40], [100]])('is what Telegram keeps of it, of %d numbers and two tables', (count) => {
    const { html } = renderReport(reportOf(count, table('Commands', 10), wideTable('Errors', 10)));

    expect(entityCountOf(html)).toBeLessThanOrEqual(100);
    expect(html).toContain('<blockquote expandable>');
    expect(html).toMatch(/<i>Against the same weekday[^<]*<\/i>/);
  });

  it('goes to the first lines, and no line is left out for it', () => {
    const { html } = renderReport(reportOf(60, table('Commands', 2)));
    const lines = html.split('\n').filter((line) => /Number \d/.test(line));

    const plainFrom = lines.findIndex((line) => !line.includes('<'));
    expect(plainFrom).toBeGreaterThan(25);
    expect(lines[plainFrom - 1]).toMatch(/^<code>[▁-█]+<\/code> Number \d+ <b>20<\/b> ▲\d+%$/);
    for (const line of lines.slice(plainFrom)) expect(line).toMatch(/^[▁-█]+ Number \d+ 20 ▲\d+%$/);
    expect(entityCountOf(html)).toBeGreaterThan(95);
    expect(lines).toHaveLength(1 + 60);
    expect(html).not.toContain('left out');
  });

  it('keeps names from logs from being clickable where it is gone', () => {
    const { html } = renderReport(reportOf(60, table('Commands', 2)));

    expect(html).toContain('<blockquote expandable>Commands (calls): /\u2060command0 1,000 · /\u2060command1 999');
  });
});
