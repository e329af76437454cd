import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { reportLanguages } from '@pulso/contracts/destinations';
import { languages } from '@pulso/kit/texts';

import { type UsageReport, usageReports } from '../testing/usage-reports';
import { renderReport } from './render-report';
import { reportButtons } from './report-buttons';

const inAllLanguages: readonly UsageReport[] = [
  'daily',
  'recounted',
  'no-record',
  'no-requests',
  'partial',
  'progress',
  'weekly',
  'history-7',
];
const zones: Readonly<Partial<Record<string, string>>> = { de: 'Europe/Berlin', ru: 'Europe/Moscow' };

const cases = (Object.keys(usageReports) as UsageReport[]).flatMap((name) =>
  languages
    .filter((language) => language === 'en' || inAllLanguages.includes(name))
    .map((language) => ({ name, language })),
);

const pathOf = (name: string, language: string): string => join(__dirname, 'golden', `${name}.${language}.txt`);

/** The message, and below a line its buttons. */
function messageOf(name: UsageReport, language: string): string {
  const content = usageReports[name];
  const timeZone = zones[language];
  const message = renderReport(content, { language, timeZone }).html;
  const buttons = reportButtons(content, language).map((row) => row.map(({ text }) => `[ ${text} ]`).join(' '));
  return `${[message, ...(buttons.length > 0 ? ['---', ...buttons] : [])].join('\n')}\n`;
}

if (process.env['UPDATE_DOCS'] === '1') {
  for (const { name, language } of cases) writeFileSync(pathOf(name, language), messageOf(name, language));
}

describe('a message', () => {
  it.each(cases)('looks as it did: $name in $language', ({ name, language }) => {
    expect(messageOf(name, language)).toBe(readFileSync(pathOf(name, language), 'utf8'));
  });
});

it('has the languages that the settings of a stage may name, and no other', () => {
  expect([...languages]).toEqual([...reportLanguages]);
});
