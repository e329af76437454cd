import { webhookFormats } from '@pulso/contracts/report-plan';
import * as fc from 'fast-check';

import { expectGolden } from '../testing/expectations';
import { hostileContent } from '../testing/hostile-content';
import { content, numbered, value } from '../testing/report-content';
import { usageReports } from '../testing/usage-reports';
import { renderWebhookBody } from './render-webhook-body';

const run = { runId: 'daily-usage/2026-11-26', revision: 3 };
const formats = webhookFormats;
type Format = (typeof formats)[number];

interface AnyBody {
  readonly text?: string;
  readonly content?: string;
  readonly embeds?: readonly { readonly description: string }[];
  readonly blocks?: readonly {
    readonly elements: readonly { readonly elements: readonly { type: string; text: string }[] }[];
  }[];
  readonly numbers?: readonly Readonly<Record<string, unknown>>[];
  readonly [field: string]: unknown;
}

const bodyOf = (report: Parameters<typeof renderWebhookBody>[0], format: Format, options: object = {}): AnyBody =>
  JSON.parse(renderWebhookBody(report, { ...run, ...options, format }) ?? 'null') as AnyBody;

/** All texts that a chat takes for markup. */
const markupOf = (body: AnyBody): string =>
  [body.text, body.content, ...(body.embeds ?? []).map(({ description }) => description)].join('\n');

const pretty = (body: object): string => `${JSON.stringify(body, undefined, 2)}\n`;

describe('renderWebhookBody', () => {
  it.each(formats)('renders a day for %s', (format) => {
    expectGolden(`webhook/golden/daily-${format}.json`, pretty(bodyOf(usageReports.daily, format)));
  });

  it('renders a week in German for Mattermost, as a repetition', () => {
    const options = { language: 'de', timeZone: 'Europe/Berlin', marker: 'repeated' };

    expectGolden(
      'webhook/golden/weekly-de-mattermost.json',
      pretty(bodyOf(usageReports.weekly, 'mattermost', options)),
    );
  });

  it('returns undefined for an unknown format', () => {
    expect(renderWebhookBody(content(), { ...run, format: 'teams' })).toBeUndefined();
    expect(renderWebhookBody(content(), { ...run, format: 'constructor' })).toBeUndefined();
  });

  it('gives programs cells unchanged that are not numbers or hours', () => {
    const columns = (['hour', 'number'] as const).map((format) => ({ field: format, title: { en: format }, format }));
    const row = [
      { field: 'hour', value: 'noon' },
      { field: 'number', value: '12345678901234567890' },
      { field: 'link', value: '2024' },
    ];
    const tables = [{ queryId: 'hours', title: { en: 'Hours' }, columns, rows: [row] }];

    expect(bodyOf(content({ tables }), 'pulso')).toMatchObject({ tables: [{ rows: [row] }] });
  });

  it('gives no previous number if the window right before is a gap', () => {
    const { numbers } = bodyOf(content({ values: [{ ...value('requests', 7), earlier: [5, null] }] }), 'pulso');

    expect(numbers).toMatchObject([{ value: 7, previous: null, earlier: [5, null] }]);
  });

  it('says what is missing, and the state of the report', () => {
    const body = bodyOf(usageReports.partial, 'pulso', { marker: 'correction' });

    expect(body).toMatchObject({
      schemaVersion: 1,
      ...run,
      state: 'partial',
      marker: 'correction',
      missing: [{ queryId: 'requests', title: 'Requests', reason: { code: 'gave-up' } }, {}, {}],
    });
    for (const format of formats)
      expect(JSON.stringify(bodyOf(usageReports.partial, format))).toContain('Partial: 2 of 5');
  });

  it('tells people of a repeated correction, and programs of a repetition', () => {
    const body = bodyOf(usageReports.partial, 'pulso', { marker: 'repeated-correction' });

    expect(body).toMatchObject({
      marker: 'repeated',
      text: expect.stringContaining('\nYou may see this correction twice.'),
    });
  });

  it.each(formats)('does not promise to change a message of %s', (format) => {
    expect(JSON.stringify(bodyOf(usageReports.partial, format))).not.toContain('added to this message');
  });

  it.each([
    ['slack', 4000],
    ['discord', 4096],
  ] as const)('says how many lines a message of %s has no room for', (format, maxLength) => {
    const values = numbered(200).map((index) => value(`A number with quite a long title, number ${index}`, index));

    const body = bodyOf(content({ values }), format);

    const text =
      body.embeds?.[0]?.description ?? body.blocks?.[0]?.elements[0]?.elements.map((element) => element.text).join('');
    expect(text?.length).toBeLessThanOrEqual(maxLength);
    expect(text?.split('\n').at(-1)).toMatch(/^_?\d+ lines left out, a message holds no more/);
  });

  it.each([
    ['slack', 'Correction of an earlier report. Requests 428'],
    ['discord', 'Requests **428** ▲11'],
    ['mattermost', 'Requests **428** ▲11'],
  ] as const)(
    'says in the notification that it corrects a report, which may be of another day (%s)',
    (format, start) => {
      const body = bodyOf(usageReports.daily, format, { marker: 'correction' });

      const notification = body.content ?? body.text ?? '';
      expect(notification.startsWith(start)).toBe(true);
      expect(notification.split('\n').slice(0, 2).join(' ')).toContain('Correction of an earlier report.');
      // Once: whoever opens the message reads both.
      if (format === 'discord') expect(body.embeds?.[0]?.description).toMatch(/^\*\*Daily usage\*\*/);
    },
  );

  it('keeps the limits and lets no text become markup, for any content', () => {
    fc.assert(
      fc.property(hostileContent, fc.constantFrom(...formats), (report, format) => {
        const body = bodyOf(report, format);
        if (format === 'pulso') return;

        const markup = markupOf(body);
        expect(markup).not.toMatch(/<[!@#\w/]|@\w|https?:\/\/\w|evil\.example/);
        if (format === 'slack') expect(markup).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
        else expect(markup).not.toMatch(/~\w/);
        if (format !== 'slack')
          expect(markup.replace(/\\./g, '').replace(/`[^`\n]*`/g, '')).not.toMatch(/[`#[\]]|\*(?!\*)(?<!\*\*)/);
        expect(body.content?.length ?? 0).toBeLessThanOrEqual(2000);
        expect(body.embeds?.[0]?.description.length ?? 0).toBeLessThanOrEqual(4096);
        for (const text of [body.text, body.content]) if (text !== undefined) expect(text.trim()).not.toBe('');
        for (const block of body.blocks ?? [])
          for (const { type, text } of block.elements.flatMap(({ elements }) => elements)) {
            expect(text).not.toBe('');
            // Others are mentions, channels and links.
            expect(type).toBe('text');
          }
      }),
    );
  });
});
