import { posix } from 'node:path';

import type { MarkdownFile } from './read-markdown.ts';

/**
 * Finds links to files, folders and headings that do not exist. Addresses on the web are not asked.
 *
 * @param documents - All of them.
 * @param paths - Every file of the repository, and every folder that holds one.
 * @returns A line per problem.
 */
export function checkLinks(documents: readonly MarkdownFile[], paths: ReadonlySet<string>): string[] {
  const slugs = new Map(documents.map((document) => [document.path, document.slugs]));
  return documents.flatMap(({ path, links }) =>
    links.flatMap(({ line, target, reference }) => {
      if (target === undefined) return [`${path}:${line}: nothing defines [${reference}]`];
      if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
      const [file = '', anchor] = target.split('#');
      const found = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), decoded(file)));
      const place = found.replace(/\/$/, '');
      if (!paths.has(place)) return [`${path}:${line}: there is no ${place}`];
      if (anchor === undefined || slugs.get(place)?.has(anchor)) return [];
      return [`${path}:${line}: ${place} has no heading #${anchor}`];
    }),
  );
}

/** A target that is no escaped text is looked for as it is written, and not found. */
function decoded(file: string): string {
  try {
    return decodeURI(file);
  } catch {
    return file;
  }
}
