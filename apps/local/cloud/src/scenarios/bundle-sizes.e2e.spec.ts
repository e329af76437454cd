import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { type Service, services } from '@pulso/contracts/envelope';
import { type SimulatedService } from '@pulso/world/faults';
import { root } from './testing/at-root';

/** What a minified bundle may weigh, bytes, 2 % above what it does: all of it is read and compiled at each cold start. */
const limits: Readonly<Partial<Record<Service, number>> & Record<SimulatedService, number>> = {
  bot: 576_000,
  dispatcher: 299_000,
  'query-worker': 247_700,
  aggregator: 368_300,
  notifier: 411_900,
};

/** What the others may: a new one has the client of SQS, which every consumer of a queue needs. */
const limitOfNewOnes = 211_500;

describe.each(services)('the bundle of %s', (service) => {
  const maxBytes = limits[service] ?? limitOfNewOnes;
  const file = join(root, 'dist/apps', service, 'handler.js');

  it(`weighs at most ${maxBytes} bytes`, () => {
    expect(statSync(file).size).toBeLessThanOrEqual(maxBytes);
  });

  it('is minified and holds no emulator and no code of another service', () => {
    const text = readFileSync(file, 'utf8');

    expect(text.split('\n').length).toBeLessThan(text.length / 500);
    for (const trace of ['The local cloud does not emulate', 'local-ciphertext', 'cdktn', 'Resvg'])
      expect(text).not.toContain(trace);
  });
});

it('what reads the questions of owners weighs at most 71,500 bytes beside the bot', () => {
  expect(statSync(join(root, 'dist/apps/bot/ask.js')).size).toBeLessThanOrEqual(71_500);
});

/** Of what the notifier loads with its first chart, mail, call of a webhook or check of the bot's, bytes. */
const lazyLimits = { 'chart.js': 100_000, 'mail.js': 520_000, 'webhook-check.js': 290_000, 'webhook.js': 110_000 };

describe('the bundles beside the notifier', () => {
  const folder = join(root, 'dist/apps/notifier');

  it.each(Object.entries(lazyLimits))('%s weighs at most %d bytes', (file, maxBytes) => {
    expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(maxBytes);
  });

  it('are no part of it: no renderer, no mail client, no body of a webhook, no client of Lambda', () => {
    const text = readFileSync(join(folder, 'handler.js'), 'utf8');

    for (const trace of ['Resvg', 'SESv2', 'List-Unsubscribe', 'pulso-signature', 'FunctionUrlConfig'])
      expect(text).not.toContain(trace);
  });

  it('have the renderer beside them', () => {
    expect(statSync(join(folder, 'index_bg.wasm')).size).toBeGreaterThan(2_000_000);
  });

  it('finds the renderer and its fonts in its own folder', async () => {
    const { renderPng } = jest.requireActual<{ renderPng: (svg: string) => Promise<Uint8Array> }>(
      join(folder, 'chart'),
    );

    const png = await renderPng('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><text>a</text></svg>');

    expect(Buffer.from(png).toString('latin1', 1, 4)).toBe('PNG');
  });
});

describe('the page of the console', () => {
  const folder = join(root, 'dist/apps/local/console');

  const scripts = readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

  it('has at most 250 kB of JavaScript as it would be compressed, with the parts that are loaded later', () => {
    const sizes = scripts.map((script) => gzipSync(script).length);

    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(250_000);
  });

  it('holds no schema and no code of the server: contracts are types to it', () => {
    const text = scripts.join('\n');

    for (const trace of ['ZodError', 'strictObject', 'timingSafeEqual']) expect(text).not.toContain(trace);
  });
});
