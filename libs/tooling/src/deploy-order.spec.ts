import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Service, services } from '@pulso/contracts/envelope';

import { bundledFiles } from './testing/bundled-files';
import { deployOrder, stacksInOrder } from '../deploy/deploy-order';

const root = join(__dirname, '../../..');

interface Import {
  readonly contract: string;
  readonly name: string;
}

/** What files import from contracts, types left out. */
function contractImports(files: readonly string[]): Import[] {
  const statement = /import (?:type )?\{([^}]*)\} from '@pulso\/contracts\/([^']+)'/g;
  return files
    .filter((file) => !file.startsWith('libs/contracts/'))
    .flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(statement)])
    .flatMap(([, names = '', contract = '']) => names.split(',').map((name) => ({ contract, name: name.trim() })))
    .filter(({ name }) => name !== '' && !name.startsWith('type '));
}

const importsOf = new Map(
  services.map((service) => [
    service,
    {
      code: contractImports(bundledFiles(`apps/${service}/src`)),
      stack: contractImports(
        bundledFiles(`infra/${service}/src`).filter((file) => file.startsWith(`infra/${service}/`)),
      ),
    },
  ]),
);

const contractsOf = (imports: readonly Import[] = [], name: RegExp) =>
  new Set(imports.flatMap((found) => (name.test(found.name) ? [found.contract] : [])));

/** Contracts whose messages a service reads: it imports `readQueryJob`. */
const readBy = (service: Service) => contractsOf(importsOf.get(service)?.code, /^read[A-Z]/);

/** Those it writes: its stack addresses the queue or the function that gets them, or it makes a button's data. */
const writtenBy = (service: Service) =>
  new Set([
    ...contractsOf(importsOf.get(service)?.stack, /Delivery$|^dispatcherFunctionName$/),
    ...contractsOf(importsOf.get(service)?.code, /^reportButtonData$/),
  ]);

const rules = services.flatMap((reader) =>
  services
    .filter((writer) => writer !== reader)
    .flatMap((writer) =>
      [...readBy(reader)]
        .filter((contract) => writtenBy(writer).has(contract))
        .map((contract) => ({ reader, writer, contract })),
    ),
);

/** Whether the rules leave an order: what no rule puts behind another service is taken away, until nothing is left. */
function canBeOrdered(some: readonly { readonly reader: string; readonly writer: string }[]): boolean {
  const left = new Set<string>(services);
  for (let taken = true; taken;) {
    const free = [...left].filter((name) => !some.some(({ reader, writer }) => writer === name && left.has(reader)));
    free.forEach((name) => left.delete(name));
    taken = free.length > 0;
  }
  return left.size === 0;
}

describe('the order of deployment', () => {
  it('has every stack once', () => {
    expect([...new Set(deployOrder)]).toEqual(deployOrder);
    expect(stacksInOrder(root)).toEqual(expect.arrayContaining([...services]));
  });

  it('puts before a stack what AWS refuses to make it without', () => {
    expect(deployOrder[0]).toBe('alerts');
    expect(deployOrder.indexOf('notifier')).toBeLessThan(deployOrder.indexOf('dispatcher'));
  });

  it('knows who reads what and who writes it', () => {
    expect(rules.map(({ reader, writer, contract }) => `${reader} reads ${contract} of ${writer}`).sort()).toEqual([
      'aggregator reads run-events of dispatcher',
      'aggregator reads run-events of query-worker',
      'bot reads report-buttons of notifier',
      'dispatcher reads run-requests of bot',
      'notifier reads report-updates of aggregator',
      'notifier reads report-updates of dispatcher',
      'notifier reads run-requests of bot',
      'notifier reads run-requests of dispatcher',
      'query-worker reads query-jobs of dispatcher',
    ]);
  });

  it('puts readers before writers, buttons excepted', () => {
    const wrong = rules.filter(({ reader, writer }) => deployOrder.indexOf(reader) > deployOrder.indexOf(writer));

    expect(wrong).toEqual([{ reader: 'bot', writer: 'notifier', contract: 'report-buttons' }]);
  });

  it('could do no better: with buttons there is a ring', () => {
    expect(canBeOrdered(rules)).toBe(false);
    expect(canBeOrdered(rules.filter(({ contract }) => contract !== 'report-buttons'))).toBe(true);
  });
});
