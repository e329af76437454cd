/**
 * Tells the bundler that modules of this repository only define things: one of which nothing is used is left out, together
 * with what it imports. Without this the contract of a plan brings its schema, and a list of names all that it lists.
 */
const resolved = Symbol('resolved');

/** @type {import('esbuild').Plugin} */
module.exports = {
  name: 'own-modules',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(@pulso\/|\.{1,2}\/)/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
      if (pluginData === resolved || /[\\/]node_modules[\\/]/.test(importer)) return undefined;
      const found = await resolve(path, { importer, resolveDir, kind, pluginData: resolved });
      if (found.errors.length > 0 || found.external) return found;
      return { path: found.path, sideEffects: false };
    });
  },
};
