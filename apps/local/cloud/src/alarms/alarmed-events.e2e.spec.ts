import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { alarmedEvents, logGroupName, type Service } from '@pulso/contracts/envelope';
import { createJsonLog, type Log } from '@pulso/kit/runtime';
import { createFilterMetrics, type MetricValue } from '@pulso/world/alarms';
import { type AlarmDefinition, type CloudDefinition } from '@pulso/world/stacks';

import { localStage, findStacks, readDefinition, synthFolderOf } from '../cloud/read-definition';

const root = join(__dirname, '../../../../..');
const nowhere = 'http://127.0.0.1:1';
const names = Object.keys(alarmedEvents) as (keyof typeof alarmedEvents)[];

/** Whose code a library is. */
const owners: Readonly<Record<string, Service>> = {
  conversation: 'bot',
  'fan-out': 'dispatcher',
  'query-execution': 'query-worker',
  'fan-in': 'aggregator',
  delivery: 'notifier',
};
const productionFiles = 'libs/{domain,adapters,kit}/**/*.ts';

/** Where the services' code names an event with an alarm, and where it writes any event at ERROR. */
const uses = globSync(productionFiles, { cwd: root })
  .filter((file) => !/\.spec\.ts$|\/testing\/|\/node_modules\//.test(file))
  .flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const found = text.matchAll(
      /(log(?:\.error\(|\[[^\]]*'error'\]\(|\([^()]*'error'[^()]*))?(?:\balarmedEvents\.(\w+)|(?<=log\.error\()'([\w-]+)')/g,
    );
    return [...found].map(([, isError, event = '', literal]) => ({
      ...{ file, event, literal, isError: isError !== undefined },
      service: owners[/^libs\/domain\/([^/]+)/.exec(file)?.[1] ?? ''],
    }));
  });
const writersOf = (event: string): Service[] => [
  ...new Set(uses.filter((use) => use.event === event).flatMap(({ service }) => service ?? [])),
];

/** What a service writes, as `createServiceLog` has it written. */
function lineOf(service: Service, level: keyof Log, event: string): string {
  const lines: string[] = [];
  const fields = () => ({ service, requestId: '8f5a', traceId: '1-67' });
  createJsonLog((line) => lines.push(line), { clock: { nowMs: () => 0 }, fields })[level](event, { reason: 'x' });
  return lines.join();
}

describe('an event with an alarm', () => {
  let definition: CloudDefinition;
  let metricsIn: (service: Service, message: string) => readonly MetricValue[];

  beforeAll(() => {
    const stackFiles = findStacks(localStage, join(root, synthFolderOf(localStage)));
    definition = readDefinition(stackFiles, { gatewayUrl: nowhere, botApiUrl: nowhere });
    const filter = createFilterMetrics(definition.metricFilters);
    metricsIn = (service, message) =>
      filter({
        logGroupName: logGroupName(localStage, service),
        timestamp: 0,
        record: JSON.parse(message) as object,
      });
  });

  const alarmsOn = ({ metric }: MetricValue): readonly AlarmDefinition[] =>
    definition.alarms.filter(({ queries }) =>
      queries.some(
        (query) =>
          'metric' in query && query.metric.name === metric.name && query.metric.namespace === metric.namespace,
      ),
    );

  it.each(names)('%s is written by one service, at ERROR, and used for nothing else', (name) => {
    expect(uses.filter(({ event, isError }) => event === name && !isError)).toEqual([]);
    expect(writersOf(name)).toHaveLength(1);
  });

  it.each(names)('%s is one line that one metric filter counts, and that metric has one alarm', (name) => {
    for (const service of writersOf(name)) {
      const counted = metricsIn(service, lineOf(service, 'error', alarmedEvents[name]));

      expect(counted).toMatchObject([{ value: 1, metric: { dimensions: {} } }]);
      expect(counted.flatMap(alarmsOn)).toMatchObject([
        { name: expect.stringContaining(`${service}-${alarmedEvents[name]}`) },
      ]);
    }
  });

  it.each(names)('%s counts at ERROR only', (name) => {
    for (const service of writersOf(name)) {
      expect(metricsIn(service, lineOf(service, 'warn', alarmedEvents[name]))).toEqual([]);
      expect(metricsIn(service, lineOf(service, 'info', alarmedEvents[name]))).toEqual([]);
    }
  });

  it('is all that is written at ERROR, but for lines of invocations that then fail, which have an alarm themselves', () => {
    expect(uses.flatMap(({ literal }) => literal ?? []).sort()).toEqual(['run-not-dispatched', 'start-failed']);
  });
});
