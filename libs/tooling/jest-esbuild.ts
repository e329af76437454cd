import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { transformSync, version } from 'esbuild';

const self = readFileSync(import.meta.filename);

/** Jest transform: TypeScript to CommonJS with esbuild. It does not hoist `jest.mock`; dependencies are passed in. */
export default {
  canInstrument: false,
  getCacheKey: (source: string, path: string, { instrument }: { readonly instrument: boolean }): string =>
    createHash('sha256').update(self).update(`${version} ${instrument} ${path}\0`).update(source).digest('hex'),
  process: (source: string, path: string) =>
    transformSync(source, {
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      format: 'cjs',
      target: 'node24',
      supported: { 'dynamic-import': false },
      sourcefile: path,
      sourcemap: 'both',
      define: {
        'import.meta.dirname': '__dirname',
        'import.meta.filename': '__filename',
        // Jest loads modules, not programs.
        'import.meta.main': 'false',
      },
    }),
};
