import * as fc from 'fast-check';

import { type ChatReport, chatReports } from './chat-reports';
import { readReportCommand } from './report-command';

const label = { en: 'a', es: 'a', pt: 'a', de: 'a', ru: 'a' };

describe('the argument of /report', () => {
  it.each([
    ['', 'daily-usage', 0],
    ['  ', 'daily-usage', 0],
    ['daily', 'daily-usage', 0],
    ['daily-usage', 'daily-usage', 0],
    ['Weekly', 'weekly-usage', 0],
    ['w', 'weekly-usage', 0],
    ['weekly-us', 'weekly-usage', 0],
    ['3', 'daily-usage', 3],
    ['30', 'daily-usage', 30],
    ['daily 1', 'daily-usage', 1],
    [', daily', 'daily-usage', 0],
    ['daily\n\t 3 ', 'daily-usage', 3],
  ])('%j asks for %s of %i windows ago', (argument, reportId, windowsAgo) => {
    expect(readReportCommand(argument, chatReports)).toEqual({ reportId, windowsAgo });
  });

  it.each([
    '?',
    'help',
    'monthly',
    'dailyy',
    'usage',
    '0',
    '31',
    '300',
    '-1',
    '1.5',
    '1e1',
    '٣',
    'daily 0',
    'daily 031',
    'daily three',
    'daily 3 3',
    '3 daily',
    '3days',
    '__proto__',
  ])('%j asks for nothing that there is', (argument) => {
    expect(readReportCommand(argument, chatReports)).toBeUndefined();
  });

  it('names a report by a beginning that no other one has, and by its first word even so', () => {
    const reports: [ChatReport, ...ChatReport[]] = [
      { reportId: 'day', label },
      { reportId: 'daily-usage', label },
      { reportId: 'daily2-usage', label },
    ];

    const found = ['d', 'da', 'day', 'daily', 'daily2'].map((name) => readReportCommand(name, reports)?.reportId);

    expect(found).toEqual([undefined, undefined, 'day', 'daily-usage', 'daily2-usage']);
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), (argument) => {
        const wanted = readReportCommand(argument, chatReports);

        return wanted === undefined || (wanted.windowsAgo >= 0 && wanted.windowsAgo <= 30);
      }),
    );
  });
});
