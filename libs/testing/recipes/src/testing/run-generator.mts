/** `node run-generator.mts NAME OPTIONS`: what `nx g` does with a generator, in the working directory. */
import { join } from 'node:path';

import { flushChanges, FsTree } from 'nx/src/generators/tree';

type Generate = (tree: FsTree, options: object) => Promise<() => void>;

const [name = '', options = '{}'] = process.argv.slice(2);
const root = process.cwd();
const tree = new FsTree(root, false);

const { default: generate }: { default: Generate } = await import(
  join(root, 'libs/tooling/generators', name, 'generate.ts')
);
const finish = await generate(tree, JSON.parse(options));
flushChanges(root, tree.listChanges());
finish();
