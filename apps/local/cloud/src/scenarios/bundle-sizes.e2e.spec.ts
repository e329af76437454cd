import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { type Service, services } from '@pulso/contracts/naming';

const root = join(__dirname, '../../../../..');

/** What a minified bundle may weigh, bytes: every kilobyte is read and compiled at each cold start. */
const limits: Readonly<Record<Service, number>> = {
  bot: 620_000,
  dispatcher: 480_000,
  'query-worker': 480_000,
  aggregator: 480_000,
  notifier: 480_000,
};

describe.each(services)('the bundle of %s', (service) => {
  const maxBytes = limits[service];
  const file = join(root, 'dist/apps', service, 'handler.js');

  it(`weighs at most ${maxBytes} bytes`, () => {
    expect(statSync(file).size).toBeLessThanOrEqual(maxBytes);
  });

  it('is minified and holds no emulator and no code of another service', () => {
    const text = readFileSync(file, 'utf8');

    expect(text.split('\n').length).toBeLessThan(text.length / 500);
    for (const trace of ['fauxqs', 'dynalite', 'local-ciphertext', 'cdktn', 'Resvg']) expect(text).not.toContain(trace);
  });
});

describe('the bundle of charts', () => {
  const folder = join(root, 'dist/apps/notifier');

  it('weighs at most 15,000 bytes without the renderer, which lies beside it', () => {
    expect(statSync(join(folder, 'chart.js')).size).toBeLessThanOrEqual(15_000);
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
