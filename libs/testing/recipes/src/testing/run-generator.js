/** `node run-generator.js NAME OPTIONS`: what `nx g` does with a generator, in the working directory. */
const { FsTree, flushChanges } = require('nx/src/generators/tree');
const { join } = require('node:path');

const [name, options] = process.argv.slice(2);
const root = process.cwd();
const tree = new FsTree(root, false);

require(join(root, 'libs/tooling/generators', name, 'generate.js'))(tree, JSON.parse(options)).then((finish) => {
  flushChanges(root, tree.listChanges());
  finish();
});
