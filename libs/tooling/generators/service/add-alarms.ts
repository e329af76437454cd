/** The alarms of a function and of a queue, where their number or their rules are written down. */
import { type FileTree, insert, readText } from '../edit-files.ts';
import type { ServiceNames } from './service-names.ts';

type Named = Pick<ServiceNames, 'name' | 'queue'>;

/** The fields of an alarm that are read here. */
interface Rule {
  readonly name: string;
}

/** A service whose alarms are the model for those of a new one. */
const model = { name: 'query-worker', queue: 'query-jobs' };

const stageAlarms = 'libs/testing/simulation/src/alarms/stage-alarms.json';
const runbook = 'docs/operations.md';

export function addAlarms(tree: FileTree, { name, queue }: Named): void {
  copyRules(tree, { name, queue });

  for (const kind of ['errors', 'throttles', 'duration']) {
    insert(tree, {
      path: runbook,
      after: new RegExp(`^### .*\`notifier-${kind}\``, 'm'),
      text: `, \`${name}-${kind}\``,
    });
  }
  for (const kind of ['age', 'dlq']) {
    insert(tree, {
      path: runbook,
      after: new RegExp(`^### .*\`report-updates-${kind}\``, 'm'),
      text: `, \`${queue}-${kind}\``,
    });
  }
  insert(tree, {
    path: runbook,
    after: /`report-updates` to the notifier/,
    text: `, \`${queue}\` to the ${name}`,
  });
}

/** The simulation has a copy of the rules; `stage-alarms.e2e.spec.ts` compares it with what the stacks declare. */
function copyRules(tree: FileTree, { name, queue }: Named): void {
  const file: { alarms: Rule[] } = JSON.parse(readText(tree, stageAlarms));
  const ofModel = file.alarms.filter((rule) =>
    [model.name, model.queue].some((base) => rule.name.includes(`-${base}-`)),
  );
  const copies: Rule[] = JSON.parse(
    JSON.stringify(ofModel)
      .replaceAll(`-local-${model.name}`, `-local-${name}`)
      .replaceAll(`-local-${model.queue}`, `-local-${queue}`),
  );
  file.alarms = [...file.alarms, ...copies].sort((one, other) => (one.name < other.name ? -1 : 1));
  tree.write(stageAlarms, `${JSON.stringify(file, null, 2)}\n`);
}
