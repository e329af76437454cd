import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type ReadSourceMap } from './map-positions';

/**
 * Reads source maps where the bundler leaves them.
 *
 * @param root - Folder of the repository.
 */
export const readSourceMapIn =
  (root: string): ReadSourceMap =>
  (service, file) => {
    const path = join(root, 'dist/apps', service, `${file}.map`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
