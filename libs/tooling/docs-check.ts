/**
 * `npx nx docs-check workspace` finds links of documents that lead nowhere, and code below `<!-- part of file: PATH
 * -->` that is no longer in that file. It does not check addresses on the web.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

const root = join(import.meta.dirname, '../..');

const fences = /^ *(`{3,})[^]*?^ *\1 *$/gm;
const inlineCode = /`[^`\n]*`/g;
const links = /\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)|src="([^"]+)"/gm;
const quotes = /^<!-- part of file: (\S+) -->(?:\s+```\w*\n([^]*?)```)?/gm;

/** Line breaks stay, so that positions keep their lines. */
const blanked = (match: string): string => match.replace(/[^\n]/g, ' ');

/** @returns The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of text.replace(fences, blanked).matchAll(/^#{1,6} (.+)$/gm)) {
    const title = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = title.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    const repeated = [...anchors].filter((other) => other === anchor || other.replace(/-\d+$/, '') === anchor);
    anchors.add(repeated.length === 0 ? anchor : `${anchor}-${repeated.length}`);
  }
  return anchors;
}

/**
 * @param read - Reads a file of the repository; `''` for a folder, undefined if neither exists.
 * @returns A line per problem of a document.
 */
export function problemsOf(path: string, text: string, read: (path: string) => string | undefined): string[] {
  const prose = text.replace(fences, blanked).replace(inlineCode, blanked);
  const problem = (index: number, what: string): string[] => [
    `${path}:${text.slice(0, index).split('\n').length}: ${what}`,
  ];
  const lost = [...prose.matchAll(links)].flatMap(({ index, 1: inline, 2: defined, 3: source }) => {
    const target = inline ?? defined ?? source ?? '';
    if (/^[a-z]+:/.test(target)) return [];
    const [file = '', anchor] = target.split('#');
    const place = file === '' ? path : posix.join(posix.dirname(path), file);
    const found = place === path ? text : read(place);
    if (found === undefined) return problem(index, `there is no ${place}`);
    return anchor === undefined || anchorsOf(found).has(anchor)
      ? []
      : problem(index, `${place} has no heading #${anchor}`);
  });
  const changed = [...text.matchAll(quotes)].flatMap(({ index, 1: file = '', 2: quoted }) =>
    quoted !== undefined && read(file)?.includes(quoted) ? [] : problem(index, `the code below is no part of ${file}`),
  );
  return [...lost, ...changed];
}

function readAtRoot(path: string): string | undefined {
  const place = join(root, path);
  if (!existsSync(place)) return undefined;
  return statSync(place).isDirectory() ? '' : readFileSync(place, 'utf8');
}

if (import.meta.main) {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root });
  const documents = `${listed}`.trim().split('\n');
  const problems = documents.flatMap((path) => problemsOf(path, readAtRoot(path) ?? '', readAtRoot));
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  if (problems.length === 0) process.stdout.write(`${documents.length} documents checked: sound\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
