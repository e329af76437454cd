import { planReport } from '../plan-report';

const report = (overrides: Partial<Parameters<typeof planReport>[0]> = {}) =>
  planReport({ stage: 'prod', status: 2, log: 'Plan: 1 to add', run: 'https://example.com/run/1', ...overrides });

describe('the report of a plan', () => {
  it.each([
    [0, 'The plan of `prod` has nothing to change'],
    [2, 'The plan of `prod` has changes'],
    [1, 'The plan of `prod` has failed (exit status 1)'],
    [137, 'The plan of `prod` has failed (exit status 137)'],
  ])('says what exit status %i means', (status, headline) => {
    expect(report({ status }).split('\n')[0]).toBe(`### ${headline}`);
  });

  it('holds the log without colours', () => {
    expect(report({ log: '\u001b[32m+ create\u001b[0m\n' })).toContain('```text\n+ create\n```\n');
  });

  it('keeps a log in its code block whatever the log holds', () => {
    const log = 'a\n```\n</details> @everyone\n````\nb';

    expect(report({ log })).toContain(`\`\`\`\`\`text\n${log}\n\`\`\`\`\`\n`);
  });

  it('fits into a comment, and keeps the end of a long log, where the table stands', () => {
    const text = report({ log: `first\n${'x'.repeat(100_000)}\nlast` });

    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain('x\nlast\n```');
    expect(text).not.toContain('first');
    expect(text).toContain('The beginning is left out; it stands in the log of https://example.com/run/1');
  });

  it('keeps more of a log where there is more room', () => {
    const log = `first\n${'x'.repeat(100_000)}\nlast`;

    expect(report({ log, maxLogBytes: 1_000_000 })).toContain(log);
  });

  it('counts bytes, of which the lines that Terraform draws have three each', () => {
    const text = report({ log: 'a' + '╷'.repeat(1_000), maxLogBytes: 100 });

    expect(text).toContain(`...\n${'╷'.repeat(33)}\n\`\`\``);
  });
});
