import { type StoredReport } from '@pulso/adapters/dynamodb';
import { renderReport, renderReportMail, renderWebhookBody } from '@pulso/domain/report-rendering';

import { type Delivered, judgeReport, reportJsonOf } from './judge-report';

const content: StoredReport['content'] = {
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  state: 'complete',
  windowStartMs: Date.parse('2026-11-24T12:25:00Z'),
  windowEndMs: Date.parse('2026-11-25T12:25:00Z'),
  values: [
    { queryId: 'group-requests', title: { en: 'Groups' }, value: 2 },
    { queryId: 'private-requests', title: { en: 'Private' }, value: 3 },
    { queryId: 'activity', numberId: 'people', title: { en: 'People' }, value: 1, earlier: [null, 4] },
  ],
  missing: [],
  trigger: 'schedule',
};

const stored = (overrides: Partial<StoredReport> = {}): StoredReport => ({
  ...{ runId: 'run-1', state: 'closed', counter: 3, revision: 5, sentRevision: 5, firstSeenAtMs: 1, content },
  ...overrides,
});

const partial: StoredReport['content'] = {
  ...content,
  state: 'partial',
  values: content.values.slice(0, 2),
  missing: [{ queryId: 'new-users', title: { en: 'New' }, reason: { code: 'gave-up', message: 'Too slow.' } }],
};

const shown = (of: StoredReport['content'] = content, marker?: 'repeated'): string => renderReport(of, { marker }).text;

const truth = { 'group-requests': 2, 'private-requests': 3, 'activity.people': 1 };

/** A message alone. */
const chatOnly = (...texts: string[]): Delivered => ({ texts, mails: [], bodies: [] });

const mailOf = (of: StoredReport['content'], marker?: 'repeated'): string =>
  [
    'Content-Type: multipart/alternative; boundary=b\r\n',
    '--b\r\nContent-Type: text/plain; charset=utf-8\r\n',
    `${renderReportMail(of, { marker }).text.replaceAll('\n', '\r\n')}\r\nUnsubscribe: mailto:a@example.com`,
    '--b--',
  ].join('\r\n');

const bodyOf = (of: StoredReport['content'], format = 'pulso'): string =>
  renderWebhookBody(of, { format, runId: 'run-1', revision: 5 }) ?? '';

const other: StoredReport['content'] = {
  ...content,
  values: content.values.map((value) => ({ ...value, value: value.value + 1 })),
};

describe('judgeReport', () => {
  it('has nothing to say about a complete report that shows what is stored', () => {
    expect(judgeReport(stored(), chatOnly(shown()), truth)).toEqual({ verdict: 'right' });
    expect(judgeReport(stored(), chatOnly(shown(content, 'repeated')), undefined)).toEqual({ verdict: 'right' });
  });

  it.each([
    ['no run', undefined, [], /no run was opened/],
    ['a run that is open', stored({ state: 'running' }), [shown()], /did not close/],
    ['no delivery', stored(), [], /not delivered/],
    ['another text', stored(), ['Groups 9'], /not what is stored/],
    ['a partial report', stored({ content: partial }), [shown(partial)], /^PARTIAL: new-users: Too slow\./],
  ])('names %s', (_case, run, delivered, problem) => {
    expect(judgeReport(run, chatOnly(...delivered), truth)).toEqual({
      verdict: 'wrong',
      message: expect.stringMatching(problem),
    });
  });

  it('compares the mail and the body of the webhook with what is stored, too', () => {
    const judge = (mail: string, body: string) =>
      judgeReport(stored(), { texts: [shown()], mails: [mail], bodies: [body] }, truth);

    expect(judge(mailOf(content), bodyOf(content))).toEqual({ verdict: 'right' });
    expect(judge(mailOf(content, 'repeated'), bodyOf(content, 'slack'))).toEqual({ verdict: 'right' });
    expect(judge(mailOf(other), bodyOf(content))).toMatchObject({ message: expect.stringContaining('the mail') });
    expect(judge(mailOf(content), bodyOf(other))).toMatchObject({ message: expect.stringContaining('the webhook') });
  });

  it('names numbers that differ from the truth', () => {
    expect(judgeReport(stored(), chatOnly(shown()), { ...truth, 'activity.people': 7 })).toEqual({
      verdict: 'wrong',
      message: 'FAILED: the bundled day has other numbers: activity.people is 1, not 7.',
    });
  });

  it('tells that injected faults may have repeated usage records, but not that they may have lost any', () => {
    const judge = (people: number, withFaults: boolean) =>
      judgeReport(stored(), chatOnly(shown()), { ...truth, 'activity.people': people }, withFaults);

    expect(judge(0, true)).toEqual({
      verdict: 'explained',
      message: expect.stringMatching(/^Some requests are counted twice: activity\.people is 1, not 0\. A fault/),
    });
    expect(judge(7, true).verdict).toBe('wrong');
    expect(judge(0, false).verdict).toBe('wrong');
  });

  it('tells that faults of replies change what became of requests, and nothing else', () => {
    const outcomes: StoredReport['content'] = {
      ...content,
      values: [...content.values, { queryId: 'activity', numberId: 'answered', title: { en: 'Answered' }, value: 1 }],
    };
    const judge = (people: number, withFaults: boolean) =>
      judgeReport(
        stored({ content: outcomes }),
        chatOnly(shown(outcomes)),
        { ...truth, 'activity.people': people, 'activity.answered': 5 },
        withFaults,
      );

    expect(judge(1, true)).toEqual({
      verdict: 'explained',
      message: expect.stringMatching(/^Other replies than .* activity\.answered is 1, not 5\./),
    });
    expect(judge(7, true).verdict).toBe('wrong');
    expect(judge(1, false).verdict).toBe('wrong');
  });
});

describe('reportJsonOf', () => {
  it('tells the faults that were injected', () => {
    const faults = { seed: 1, injected: { kill: 2 } };

    expect(reportJsonOf(stored(), faults)).toMatchObject({ faults });
  });

  it('tells the numbers of earlier windows, and that there was no record', () => {
    expect(reportJsonOf(stored())).toMatchObject({
      values: { 'activity.people': 1 },
      earlier: { 'activity.people': [null, 4] },
    });
    expect(reportJsonOf(stored({ content: { ...content, noRecords: true } }))).toMatchObject({ noRecords: true });
  });

  it('takes numbers, reasons and the half-open window from what is stored', () => {
    expect(reportJsonOf(stored({ content: partial }))).toEqual({
      runId: 'run-1',
      reportId: 'daily-usage',
      status: 'partial',
      windowStart: '2026-11-24T12:25:00.000Z',
      windowEnd: '2026-11-25T12:25:00.000Z',
      values: { 'group-requests': 2, 'private-requests': 3 },
      missing: [{ queryId: 'new-users', reason: 'Too slow.' }],
    });
  });
});
