/** `npx nx g @pulso/tooling:service NAME --consumes QUEUE`. */
import { join } from 'node:path';

import { type FileTree, formatChanged } from '../edit-files.ts';
import { camelCase, GeneratorError, pascalCase, requireKebabCase, singular } from '../names.ts';
import { writeTemplates } from '../write-templates.ts';
import { addAlarms } from './add-alarms.ts';
import { listService } from './list-service.ts';
import type { ServiceNames } from './service-names.ts';

interface Options {
  readonly name: string;
  readonly consumes: string;
  readonly library?: string;
  readonly scope?: 'bot' | 'report';
}

/** @throws {GeneratorError} A name is malformed or taken. */
function readOptions(
  tree: FileTree,
  { name, consumes: queue, library: named, scope = 'report' }: Options,
): ServiceNames {
  const library = named ?? `${singular(queue)}-handling`;
  requireKebabCase('name', name);
  requireKebabCase('queue', queue);
  requireKebabCase('library', library);
  const folders = {
    [`apps/${name}`]: 'an app',
    [`infra/${name}`]: 'a stack',
    [`libs/contracts/${queue}`]: 'a contract',
    [`libs/domain/${library}`]: 'a domain library',
  };
  for (const [folder, what] of Object.entries(folders)) {
    if (tree.exists(folder)) throw new GeneratorError(`There is ${what} in ${folder} already. Take another name.`);
  }
  const message = singular(queue);
  return {
    name,
    Name: pascalCase(name),
    scope,
    library,
    queue,
    Queue: pascalCase(queue),
    message,
    Message: pascalCase(message),
    messageCamel: camelCase(message),
  };
}

/** @returns What to do after the changes are written. */
export default async function service(tree: FileTree, options: Options): Promise<() => void> {
  const names = readOptions(tree, options);
  writeTemplates(tree, join(import.meta.dirname, 'files'), { ...names });
  listService(tree, names);
  addAlarms(tree, names);
  await formatChanged(tree);
  return () => void process.stdout.write(adviceOf(names));
}

const adviceOf = ({ name, queue, library, messageCamel, scope }: ServiceNames): string => `
${name} is a service. What to do next:

- npm test, npm run demo
- what it does: libs/domain/${library}; what it reads: libs/contracts/${queue}; its words: apps/${name}/README.md
- docs/architecture.md: its row in the table of services, its queue, its folders
- who sends to it: this.queueUrl(${messageCamel}Delivery.queueName) and an allow of sqs:SendMessage in the sender's stack.
  Then take ${name} out of libs/world/src/faults/not-simulated.ts: the compiler asks for its place in the simulation
- which team owns it: .github/CODEOWNERS has @your-org/pulso-${scope === 'bot' ? 'bot' : 'reports'}
`;
