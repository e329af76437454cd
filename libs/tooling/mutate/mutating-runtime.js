/**
 * Jest's runtime, which gives specs changed files and notes which files they load.
 *
 * Jest keeps what it has compiled by path and time of change, in memory and on disk. A mutant is given past both, so that
 * no file on disk changes and no compiled mutant is ever kept.
 */
const { default: Runtime } = require('jest-runtime');

const { process: compile } = require('../jest-esbuild');

/**
 * Of the process: it runs one spec at a time. `mutant`: path and TypeScript of the one changed file; `switched`: files
 * with all their mutants in them, and whom to tell.
 */
const state = { mutant: undefined, switched: undefined, loaded: new Set() };

const compiled = new Map();

/** Switched files are given to each spec of a project, one mutant to one or two. */
function compileSwitched(filename) {
  const text = state.switched.texts[filename];
  const known = compiled.get(filename);
  if (known?.text !== text) compiled.set(filename, { text, code: compile(text, filename).code });
  return compiled.get(filename).code;
}

const mutating = (transformer) =>
  new Proxy(transformer, {
    get(target, key) {
      const value = target[key];
      if (key !== 'transform') return typeof value === 'function' ? value.bind(target) : value;
      return (filename, options, source) => {
        state.loaded.add(filename);
        if (state.switched && Object.hasOwn(state.switched.texts, filename)) {
          return { code: compileSwitched(filename), originalCode: source, sourceMapPath: null };
        }
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
