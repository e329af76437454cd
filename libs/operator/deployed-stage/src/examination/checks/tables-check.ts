import { type Service, resourceName } from '@pulso/contracts/envelope';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { type Judgement, failed, summarize, warning } from '../finding';

/** The tables by their base names, each with the one service that has it. */
export const tables: readonly { readonly base: string; readonly service: Service }[] = [
  { base: 'users', service: 'bot' },
  { base: 'runs', service: 'aggregator' },
  { base: 'deliveries', service: 'notifier' },
];

interface TableReading {
  readonly name: string;
  readonly service: Service;
  /** undefined: there is no such table. */
  readonly status: string | undefined;
}

/** Whether the tables are there. What is in them is their services' own. */
export const tablesCheck: Check<readonly TableReading[]> = {
  area: 'tables',
  read: ({ ports, stage }) =>
    Promise.all(
      tables.map(async ({ base, service }) => {
        const name = resourceName(stage, base);
        return { name, service, status: await ports.readTableStatus(name) };
      }),
    ),
  judge: (readings, { stage }) => {
    const problems = readings.flatMap((reading) => judge(reading, stage));
    return summarize(readings.length, problems, 'are active');
  },
};

/** @returns At most one. */
function judge({ name, service, status }: TableReading, stage: string): Judgement[] {
  if (status === 'ACTIVE') return [];
  if (status !== undefined) return [warning(`the table ${name} is ${status}`, 'run this again in some minutes')];
  return [
    failed(
      `there is no table ${name}, without which the ${service} fails`,
      'restore it from its last backup (aws dynamodb list-backups --backup-type SYSTEM); ' +
        `${deployAgain(stage, service)} makes an empty one`,
    ),
  ];
}
