import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type CloudDefinition } from '@pulso/world/stacks';

import { localStage, findStacks, readDefinition } from '../cloud/read-definition';

const root = join(__dirname, '../../../../..');
const file = 'libs/testing/simulation/src/alarms/stage-alarms.json';

/** An address that nothing answers at: the stacks are read, and nothing is started. */
const nowhere = 'http://127.0.0.1:1';

/** What decides when an alarm rings. Whom it tells and in which words, the simulation does not ask. */
function stageAlarmsOf({ alarms, metricFilters }: CloudDefinition): object {
  const byName = (one: { readonly name: string }, other: { readonly name: string }) => (one.name < other.name ? -1 : 1);
  return {
    alarms: alarms
      .map(({ arn: _arn, description: _description, alarmActions: _alarm, okActions: _ok, ...rule }) => rule)
      .sort(byName),
    metricFilters: [...metricFilters].sort(byName),
  };
}

describe('the alarms of the simulation', () => {
  it('are those of the synthesized stacks; UPDATE_DOCS=1 writes them anew', () => {
    const stacks = findStacks(localStage, join(root, 'dist/tf/local'));

    const synthesized = stageAlarmsOf(readDefinition(stacks, { gatewayUrl: nowhere, botApiUrl: nowhere }));

    if (process.env['UPDATE_DOCS'] === '1') {
      writeFileSync(join(root, file), `${JSON.stringify(synthesized, undefined, 2)}\n`);
    }
    expect(JSON.parse(readFileSync(join(root, file), 'utf8'))).toEqual(synthesized);
  });
});
