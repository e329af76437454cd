const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync, version } = require('esbuild');

const self = readFileSync(__filename);

/** Jest transform: TypeScript to CommonJS with esbuild. It does not hoist `jest.mock`; dependencies are passed in. */
module.exports = {
  canInstrument: false,
  getCacheKey: (source, path, { instrument }) =>
    createHash('sha256').update(self).update(`${version} ${instrument} ${path}\0`).update(source).digest('hex'),
  process: (source, path) =>
    transformSync(source, {
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      format: 'cjs',
      target: 'node24',
      sourcefile: path,
      sourcemap: 'both',
    }),
};
