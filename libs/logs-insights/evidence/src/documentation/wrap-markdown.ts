const maxColumns = 120;

/**
 * Breaks a paragraph or an item of a list into lines of at most 120 columns. Code and the text of links stay in one piece,
 * since a line that begins with a sign of theirs could mean something else in Markdown.
 *
 * @param text - One line.
 * @param indent - What further lines begin with, as wide as the mark of the item.
 * @example
 * wrapMarkdown('- a statement that is too long for one line ...', '  ');
 */
export function wrapMarkdown(text: string, indent = ''): string {
  const lines = [''];
  for (const word of text.match(/(?:`[^`]*`|\[[^\]]*\]|\S)+/g) ?? []) {
    const line = lines.at(-1) ?? '';
    if (line.trim() === '' || line.length + 1 + word.length <= maxColumns) {
      lines[lines.length - 1] = line.trim() === '' ? line + word : `${line} ${word}`;
    } else {
      lines.push(indent + word);
    }
  }
  return lines.join('\n');
}
