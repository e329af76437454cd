import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resourceName } from '@pulso/contracts/envelope';
import { minuteMs } from '@pulso/kit/time';

import { said } from './run-scenario';
import { root } from './testing/at-root';
import { useScenario } from './testing/use-scenario';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');
const deployedAtMs = Date.parse('2026-11-25T10:02:00Z');

describe('a day on which the bot was updated', () => {
  const run = useScenario();

  it('is reported with what the new bundle changed', async () => {
    const updates = Array.from({ length: 60 }, (_, index) =>
      said({ updateId: index + 1, atMs: deployedAtMs + (index - 30) * minuteMs + 30_000, fromId: 100 + index }),
    );
    const bundle = readFileSync(join(root, 'dist/apps/bot/handler.js'), 'utf8');
    const broken = Buffer.from(bundle.replaceAll('"sendMessage"', '"sendMessages"'));

    const { cloud, stored } = await run({
      ...{ updates, reportAtMs },
      prepare: ({ clock, updateCode }) => {
        const deploy = () => void updateCode(resourceName('local', 'bot'), new Map([['handler.js', broken]]));
        clock.setTimer(deployedAtMs, deploy);
      },
    });

    expect(stored?.content.versions).toMatchObject([
      { sinceMs: expect.any(Number), changes: [{ of: 'failed', before: 0, after: 100 }] },
    ]);
    expect(cloud.deliveredReports().join()).toContain('New version since 10:02: failed 0% → 100%.');
  });
});
