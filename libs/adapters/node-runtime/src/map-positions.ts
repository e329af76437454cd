import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, posix } from 'node:path';

/** @returns The source map of a service's bundle, as JSON; undefined if it does not exist. */
export type ReadSourceMap = (service: string, file: string) => string | undefined;

/** Replaces positions in bundles by those in the source, in a text of one service. */
export type MapPositions = (service: string, text: string) => string;

/** `handler.js:1:20345`, with its folder, if there is one. */
const position = /(?:[^\s()"']*[\\/])?([\w-]+\.js):(\d+):(\d+)/g;

/**
 * Creates a function that leads from a line of a log back to the source. Services are minified and run without source
 * maps, which would cost each cold start about ten milliseconds; the maps stay where the bundles were built.
 *
 * Positions that no map has, such as those in Node's own files, stay unchanged.
 *
 * @param readSourceMap - Asked once per bundle.
 * @example mapPositions('bot', 'at a (/var/task/handler.js:1:20)'); // 'at a (libs/domain/conversation/src/answer.ts:3:9)'
 */
export function createMapPositions(readSourceMap: ReadSourceMap): MapPositions {
  const maps = new Map<string, SourceMap | undefined>();

  const mapOf = (service: string, file: string): SourceMap | undefined => {
    const bundle = posix.join(service, file);
    if (!maps.has(bundle)) {
      const text = readSourceMap(service, file);
      maps.set(bundle, text === undefined ? undefined : new SourceMap(JSON.parse(text)));
    }
    return maps.get(bundle);
  };

  return (service, text) =>
    text.replace(position, (found: string, file: string, line: string, column: string) => {
      // findEntry counts from zero, and gives the nearest mapping before, even of another line.
      const entry = mapOf(service, file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (!entry || !('originalSource' in entry) || entry.generatedLine !== Number(line) - 1) return found;
      return `${fromRoot(service, entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
}

/** Names of sources are relative to the bundle's folder. */
const fromRoot = (service: string, source: string): string => posix.join('dist/apps', service, source);

/**
 * Reads source maps from the bundler's folder.
 *
 * @param root - Folder of the repository.
 */
export const readSourceMapIn =
  (root: string): ReadSourceMap =>
  (service, file) => {
    const path = join(root, 'dist/apps', service, `${file}.map`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
