/** Line numbers start at 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly kind: 'code' | 'table' | 'prose';
}

/** A link; without a target it is a reference that nothing defines. */
export interface Link {
  readonly line: number;
  readonly target?: string | undefined;
  readonly reference?: string | undefined;
}

/** A code block that claims to be a file, or a part of one; without content no block follows. */
export interface Quote {
  readonly line: number;
  readonly file: string;
  readonly isPart: boolean;
  readonly content?: string | undefined;
}

export interface MarkdownFile {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly Line[];
  /** The anchors of its headings, as GitHub makes them. */
  readonly slugs: ReadonlySet<string>;
  readonly links: readonly Link[];
  readonly quotes: readonly Quote[];
}

/**
 * Reads what the checks of documents need: kinds of lines, headings, links, and code blocks that quote a file.
 *
 * Not a parser of all of Markdown: it knows what Prettier leaves in this repository's documents (fences of backticks,
 * tables whose rows begin with a bar, headings with number signs).
 *
 * @param path - From the root of the repository.
 */
export function readMarkdown(path: string, text: string): MarkdownFile {
  const lines = readLines(text);
  // Links and headings do not stand in code; line breaks stay, so that a position still tells its line.
  const prose = lines.map((line) => (line.kind === 'code' ? '' : line.text.replace(/`[^`]*`/g, ''))).join('\n');
  return { path, text, lines, slugs: slugsOf(lines), links: linksIn(prose), quotes: quotesIn(lines) };
}

function readLines(text: string): Line[] {
  let fence: string | undefined;
  return text.split('\n').map((line, index) => {
    const [, mark] = /^\s*(`{3,})/.exec(line) ?? [];
    const isCode = fence !== undefined || mark !== undefined;
    if (fence === undefined) fence = mark;
    else if (mark !== undefined && mark.length >= fence.length && line.trim() === mark) fence = undefined;
    return { number: index + 1, text: line, kind: isCode ? 'code' : line.startsWith('|') ? 'table' : 'prose' };
  });
}

/** @see https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
function slugsOf(lines: readonly Line[]): Set<string> {
  const counts = new Map<string, number>();
  return new Set(
    lines
      .filter(({ kind, text }) => kind === 'prose' && /^#{1,6} /.test(text))
      .map(({ text }) => {
        const title = text.replace(/^#+ /, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
        const slug = title
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, '')
          .trim()
          .replace(/\s/g, '-');
        const count = counts.get(slug) ?? 0;
        counts.set(slug, count + 1);
        return count === 0 ? slug : `${slug}-${count}`;
      }),
  );
}

/** Inline links and images, and definitions of references; a reference without a definition is a link to nothing. */
function linksIn(prose: string): Link[] {
  const definitions = [...prose.matchAll(/^\[([^\]]+)\]:\s+(\S+)/gm)];
  const defined = new Set(definitions.map(([, name]) => name?.toLowerCase()));
  const undefinedReferences = [...prose.matchAll(/\[[^\][]*\]\[([^\]]+)\]/g)].filter(
    ([, name]) => !defined.has(name?.toLowerCase()),
  );
  const lineOf = ({ index }: RegExpExecArray): number => prose.slice(0, index).split('\n').length;
  return [
    ...[...prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map((match) => ({
      line: lineOf(match),
      target: match[1],
    })),
    ...definitions.map((match) => ({ line: lineOf(match), target: match[2] })),
    ...undefinedReferences.map((match) => ({ line: lineOf(match), target: undefined, reference: match[1] })),
  ];
}

/** Code blocks that stand after a comment `<!-- file: PATH -->` or `<!-- part of file: PATH -->`, with the path. */
function quotesIn(lines: readonly Line[]): Quote[] {
  return lines.flatMap(({ text, kind }, index) => {
    const [, part, file] = (kind === 'prose' && /^<!-- (part of )?file: (\S+) -->$/.exec(text)) || [];
    if (file === undefined) return [];
    const start = lines.findIndex((line, at) => at > index && line.text.trim() !== '');
    const end = lines.findIndex((line, at) => at > start && line.text.startsWith('```'));
    const isBlock = lines[start]?.kind === 'code' && end > 0;
    const content = isBlock ? lines.slice(start + 1, end).map((line) => `${line.text}\n`) : undefined;
    return [{ line: index + 1, file, isPart: part !== undefined, content: content?.join('') }];
  });
}
