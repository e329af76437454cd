/**
 * Replaces what stands between `<!-- begin: name -->` and `<!-- end: name -->` in a document.
 *
 * @param sections - The new contents by name.
 * @throws {RangeError} The document has no such pair of markers. Not retryable.
 */
export function replaceSections(document: string, sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).reduce((text, [name, content]) => replaceSection(text, name, content), document);
}

function replaceSection(document: string, name: string, content: string): string {
  const begin = `<!-- begin: ${name} -->`;
  const end = `<!-- end: ${name} -->`;
  const start = document.indexOf(begin);
  const stop = document.indexOf(end);
  if (start < 0 || stop < start) throw new RangeError(`The document has no ${begin} ... ${end}.`);
  // Prettier would pad every table to its longest cell, so that one changed cell changed all lines.
  const body = `\n\n<!-- prettier-ignore-start -->\n\n${content}\n\n<!-- prettier-ignore-end -->\n\n`;
  return document.slice(0, start + begin.length) + body + document.slice(stop);
}
