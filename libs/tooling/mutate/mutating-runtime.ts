/**
 * Jest's runtime, which gives specs changed files and notes which files they load.
 *
 * Jest keeps what it has compiled by path and time of change, in memory and on disk. A mutant is given past both, so that
 * no file on disk changes and no compiled mutant is ever kept.
 */
import Runtime from 'jest-runtime';

import transformer from '../jest-esbuild.ts';
import { state } from './mutating-state.ts';

type RuntimeArguments = ConstructorParameters<typeof Runtime>;
type Transformer = RuntimeArguments[3];

const compile = (text: string, path: string): string => transformer.process(text, path).code;

const compiled = new Map<string, { readonly text: string; readonly code: string }>();

/** Switched files are given to each spec of a project, one mutant to one or two. */
function compileSwitched(filename: string, text: string): string {
  const known = compiled.get(filename);
  if (known?.text === text) return known.code;
  const code = compile(text, filename);
  compiled.set(filename, { text, code });
  return code;
}

const mutating = (original: Transformer): Transformer =>
  new Proxy(original, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (key !== 'transform') return typeof value === 'function' ? value.bind(target) : value;
      return (...[filename, options, source]: Parameters<Transformer['transform']>) => {
        state.loaded.add(filename);
        const switched = state.switched?.texts[filename];
        if (switched !== undefined)
          return { code: compileSwitched(filename, switched), originalCode: source ?? '', sourceMapPath: null };
        if (state.mutant?.path !== filename) return target.transform(filename, options, source);
        const { text } = state.mutant;
        return { code: compile(text, filename), originalCode: text, sourceMapPath: null };
      };
    },
  });

/** The default: Jest takes it. */
export default class MutatingRuntime extends Runtime {
  constructor(...[config, environment, resolver, original, ...rest]: RuntimeArguments) {
    super(config, environment, resolver, mutating(original), ...rest);
  }
}
