import { reportLanguages } from '@pulso/contracts/report-plan';
import { languages } from '@pulso/kit/texts';

import { expectGolden } from '../testing/expectations';
import { type UsageReport, usageReports } from '../testing/usage-reports';
import { renderReport } from './render-report';
import { reportButtons } from './report-buttons';

const inAllLanguages: readonly UsageReport[] = [
  'daily',
  'unusual',
  'backfilled',
  'no-record',
  'no-requests',
  'hour-silent',
  'hour-failed',
  'hour-usual',
  'partial',
  'progress',
  'weekly',
  'history-7',
  'answer',
  'answer-number',
  'answer-too-large',
];
const zones: Readonly<Partial<Record<string, string>>> = { de: 'Europe/Berlin', ru: 'Europe/Moscow' };

const cases = (Object.keys(usageReports) as UsageReport[]).flatMap((name) =>
  languages
    .filter((language) => language === 'en' || inAllLanguages.includes(name))
    .map((language) => ({ name, language })),
);

/** Of runs that are started so. */
const runIds: Readonly<Partial<Record<string, string>>> = {
  schedule: 'daily-usage/schedule/2026-11-26T12:30:00.000Z',
  chat: 'daily-usage/chat/3ac5d1a4e2b19f07-2026-11-26T12:30Z',
};

/** The message, and below a line its buttons. */
function messageOf(name: UsageReport, language: string): string {
  const content = usageReports[name];
  const timeZone = zones[language];
  const message = renderReport(content, { language, timeZone }).html;
  const buttons = reportButtons(content, language, runIds[content.trigger]).map((row) =>
    row.map(({ text }) => `[ ${text} ]`).join(' '),
  );
  return `${[message, ...(buttons.length > 0 ? ['---', ...buttons] : [])].join('\n')}\n`;
}

describe('a message', () => {
  it.each(cases)('looks as it did: $name in $language', ({ name, language }) => {
    expectGolden(`telegram/golden/${name}.${language}.txt`, messageOf(name, language));
  });
});

it('has the languages that the settings of a stage may name, and no other', () => {
  expect([...languages]).toEqual([...reportLanguages]);
});
