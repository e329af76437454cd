/**
 * Jest's runtime, which gives specs one file changed and notes which files they load.
 *
 * Jest keeps what it has compiled by path and time of change, in memory and on disk. A mutant is given past both, so that
 * no file on disk changes and no compiled mutant is ever kept.
 */
const { default: Runtime } = require('jest-runtime');

const { process: compile } = require('../jest-esbuild');

/** Of the process: it runs one spec at a time. `mutant`: path and TypeScript of the changed file. */
const state = { mutant: undefined, loaded: new Set() };

const mutating = (transformer) =>
  new Proxy(transformer, {
    get(target, key) {
      const value = target[key];
      if (key !== 'transform') return typeof value === 'function' ? value.bind(target) : value;
      return (filename, options, source) => {
        state.loaded.add(filename);
        if (state.mutant?.path !== filename) return target.transform(filename, options, source);
        const { code } = compile(state.mutant.text, filename);
        return { code, originalCode: state.mutant.text, sourceMapPath: null };
      };
    },
  });

class MutatingRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, ...rest) {
    super(config, environment, resolver, mutating(transformer), ...rest);
  }
}

// As an ES module would be read: Jest takes the default.
module.exports = { __esModule: true, default: MutatingRuntime, state };
