import { MalformedMessageError } from '@pulso/contracts/envelope';
import {
  type ReportContent,
  type ReportUpdate,
  readReportUpdate,
  schemaVersionOf,
} from '@pulso/contracts/report-updates';

import { readReportUpdateOfThen } from './as-of-2026-11-26/report-update';

const title = { en: 'Requests' };

/** As an aggregator of now writes it for a report of now. */
const content: ReportContent = {
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  state: 'complete',
  windowStartMs: 1,
  windowEndMs: 2,
  values: [
    { queryId: 'usage', numberId: 'requests', title, value: 428, unit: 'count', better: 'more', earlier: [382, null] },
    { queryId: 'usage', numberId: 'people', title: { en: 'People' }, value: 134, additive: false },
  ],
  missing: [],
  chart: true,
  trigger: 'schedule',
};

const update = (destinations: Extract<ReportUpdate, { type: 'report-update' }>['destinations']): string =>
  JSON.stringify({
    schemaVersion: schemaVersionOf(content),
    type: 'report-update',
    runId: 'daily-usage/schedule/2026-11-25T12:30:00.000Z',
    revision: 3,
    content,
    destinations,
  } satisfies ReportUpdate);

const topic = { type: 'telegram', chatId: '-100', messageThreadId: 9, showsProgress: false, timeZone: 'Europe/Berlin' };
const list = { type: 'email', name: 'owners', addresses: ['owner@example.com'] };

describe('while services of two versions run beside each other', () => {
  it('a notifier of then reads what an aggregator of now sends to chats, without what it does not know', () => {
    const read = readReportUpdateOfThen(update([topic]));

    expect(read).toMatchObject({
      revision: 3,
      destinations: [{ type: 'telegram', chatId: '-100', showsProgress: false }],
      content: {
        state: 'complete',
        values: [
          { queryId: 'usage', title, value: 428 },
          { queryId: 'usage', title: { en: 'People' }, value: 134 },
        ],
      },
    });
    expect(JSON.stringify(read)).not.toMatch(/messageThreadId|earlier|numberId|chart/);
  });

  it('a notifier of then returns a report with a destination of another kind, so it is deployed before there is one', () => {
    expect(() => readReportUpdateOfThen(update([topic, list]))).toThrow(MalformedMessageError);
  });

  it('a notifier of now reads what an aggregator of then sends', () => {
    const values = content.values.map(({ queryId, title: of, value }) => ({ queryId, title: of, value }));
    const { chart: _, trigger: __, ...known } = content;
    const sent = readReportUpdateOfThen(
      JSON.stringify({ ...JSON.parse(update([topic])), content: { ...known, values } }),
    );

    expect(readReportUpdate(JSON.stringify(sent))).toEqual(sent);
  });

  it('a notifier of now reads a destination of a kind that comes later, beside those that it knows', () => {
    const later = { type: 'carrier-pigeon', loft: 'north', altitudeM: 40 };

    expect(readReportUpdate(update([topic, later, list]))).toMatchObject({ destinations: [topic, later, list] });
  });
});
