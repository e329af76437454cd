import { type Finding } from '../finding';
import { findingsJson, renderFindings } from './render-findings';

const findings: readonly Finding[] = [
  { area: 'bot', verdict: 'ok', text: 'all is well' },
  { area: 'webhook', verdict: 'failed', text: 'there is none', advice: 'npm run bot -- setup --stage prod' },
  { area: 'mail', verdict: 'warning', text: 'not checked' },
];

describe('renderFindings', () => {
  it('writes a line for each, with what to do below it, and a sum', () => {
    expect(renderFindings(findings, { colours: false })).toBe(
      [
        'ok       bot      all is well',
        'failed   webhook  there is none',
        '                  → npm run bot -- setup --stage prod',
        'warning  mail     not checked',
        '',
        '1 ok, 1 warning, 1 failed.',
      ].join('\n'),
    );
  });

  it('breaks lines below the text that they belong to', () => {
    const long: Finding = { area: 'bot', verdict: 'ok', text: 'one two three four five six seven eight nine ten' };

    const lines = renderFindings([long], { colours: false, width: 54 }).split('\n');

    expect(lines.slice(0, 2)).toEqual([
      'ok       bot  one two three four five six seven eight',
      '              nine ten',
    ]);
    expect(lines.every((line) => line.length <= 54)).toBe(true);
  });

  it('colours nothing but when it is asked to', () => {
    const coloured = renderFindings(findings, { colours: true });

    expect(coloured).toContain('\u001B[1;31mfailed \u001B[0m');
    expect(coloured.replace(/\u001B\[[\d;]*m/g, '')).toBe(renderFindings(findings, { colours: false }));
  });
});

describe('findingsJson', () => {
  it('says when it was looked at, and how it stands, in numbers and line by line', () => {
    expect(findingsJson('prod', Date.parse('2026-11-27T12:00:00Z'), findings)).toEqual({
      stage: 'prod',
      checkedAt: '2026-11-27T12:00:00.000Z',
      verdict: 'failed',
      counts: { ok: 1, warning: 1, failed: 1 },
      findings,
    });
  });
});
