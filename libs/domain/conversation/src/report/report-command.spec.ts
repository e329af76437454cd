import { languages } from '@pulso/kit/texts';
import * as fc from 'fast-check';

import { type ChatReport, chatReports, wordOf } from '../chat-reports';
import { startSourceOf } from '../intake/start-source';
import { argumentOfStart, maxWindowsAgoOf, readReportCommand, startPayloadOf } from './report-command';

const label = { en: 'a', es: 'a', pt: 'a', de: 'a', ru: 'a' };

describe('the argument of /report', () => {
  it.each([
    ['', 'daily-usage', 0],
    ['daily-usage', 'daily-usage', 0],
    ['Weekly', 'weekly-usage', 0],
    ['w', 'weekly-usage', 0],
    ['weekly-us', 'weekly-usage', 0],
    ['3', 'daily-usage', 3],
    ['daily 1', 'daily-usage', 1],
    ['weekly 11', 'weekly-usage', 11],
    [', daily', 'daily-usage', 0],
    ['daily\n\t 3 ', 'daily-usage', 3],
  ])('%j asks for %s of %i windows ago', (argument, reportId, windowsAgo) => {
    expect(readReportCommand(argument, chatReports, 90)).toEqual({ reportId, windowsAgo });
  });

  const others = '?, help, monthly, dailyy, usage, 0, 31, 300, -1, 1.5, 1e1, ٣, daily 0, weekly 12, daily 031'.split(
    ', ',
  );

  it.each([...others, 'daily three', 'daily 3 3', '3 daily', '3days', '__proto__'])(
    '%j names no report that exists',
    (argument) => {
      expect(readReportCommand(argument, chatReports, 90)).toBeUndefined();
    },
  );

  it('names a report by a unique beginning, and by its first word even if that is not unique', () => {
    const reports: [ChatReport, ...ChatReport[]] = [
      { reportId: 'day', label, windowHours: 24 },
      { reportId: 'daily-usage', label, windowHours: 24 },
      { reportId: 'daily2-usage', label, windowHours: 24 },
    ];

    const found = ['d', 'da', 'day', 'daily', 'daily2'].map((name) => readReportCommand(name, reports, 90)?.reportId);

    expect(found).toEqual([undefined, undefined, 'day', 'daily-usage', 'daily2-usage']);
  });
});

describe('the earliest window that can be asked for', () => {
  it.each([
    [1, 90, 30],
    [1, 32, 29],
    [1, 3, 0],
    [1, 1, 0],
    [7, 3653, 30],
    [7, 90, 11],
    [7, 14, 0],
  ])('with windows of %d days and logs of %d is %d before the newest', (windowDays, logRetentionDays, expected) => {
    expect(maxWindowsAgoOf({ windowHours: windowDays * 24 }, logRetentionDays)).toBe(expected);
  });

  it('lies in the logs as a whole, however long ago the newest one has ended', () => {
    fc.assert(
      fc.property(
        fc.record({ windowDays: fc.integer({ min: 1, max: 31 }), logRetentionDays: fc.integer({ min: 1, max: 3653 }) }),
        ({ windowDays, logRetentionDays }) => {
          const windowsAgo = maxWindowsAgoOf({ windowHours: windowDays * 24 }, logRetentionDays);

          return windowsAgo === 0 || (windowsAgo + 1) * windowDays + 2 <= logRetentionDays;
        },
      ),
    );
  });
});

const wantable = chatReports.flatMap(({ reportId }) => [0, 1, 9, 30].map((windowsAgo) => ({ reportId, windowsAgo })));

describe('the payload of a link that asks for a report', () => {
  it.each([
    ['daily-usage', 0, 'report'],
    ['daily-usage', 2, 'report-2'],
    ['weekly-usage', 0, 'report-weekly'],
    ['weekly-usage', 12, 'report-weekly-12'],
  ])('names %s of %i windows ago: %s', (reportId, windowsAgo, payload) => {
    expect(startPayloadOf({ reportId, windowsAgo })).toBe(payload);
  });

  it.each(wantable)('asks for $reportId of $windowsAgo windows ago, and for nothing else', (wanted) => {
    const argument = argumentOfStart(startPayloadOf(wanted));

    expect(readReportCommand(argument ?? '?', chatReports, 365)).toEqual(wanted);
  });

  it.each(wantable)('is not a source of people, for $reportId of $windowsAgo windows ago', (wanted) => {
    expect(startSourceOf(startPayloadOf(wanted))).toBeUndefined();
  });

  it.each(['', 'promo', 'report-', 'report-launch', 'report-0', 'report-weekly-', 'report-weekly-2-2', 'reports'])(
    'is not %j',
    (payload) => {
      expect(argumentOfStart(payload)).toBeUndefined();
    },
  );
});

/** A button beside others has room for this many letters. */
const maxLabelLength = 20;

describe('the reports that owners can ask for', () => {
  it('have first words that tell them apart, since /report takes the first one of several', () => {
    const words = chatReports.map(wordOf);

    expect(words.filter((word, index) => words.indexOf(word) < index)).toEqual([]);
  });

  it.each(languages)('have labels of their own in %s that fit a button', (language) => {
    const labels = chatReports.map(({ label }) => label[language] ?? '');

    expect(labels.filter((label) => !/^\S(?:.*\S)?$/.test(label) || label.length > maxLabelLength)).toEqual([]);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
