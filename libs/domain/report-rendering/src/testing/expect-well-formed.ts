const token =
  /<!DOCTYPE html>|<!--\[if mso\]>|<!\[endif\]-->|<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[<>]|&(?!(?:lt|gt|amp|quot|nbsp|zwnj|#\d+|#x[\da-f]+);)/g;

/**
 * Checks markup that this library wrote: tags that close in order, attributes in quotes, no bare special character.
 *
 * @param voidTags - Tags without an end.
 * @returns The names of all tags and of all attributes, to check what may be there.
 */
export function expectWellFormed(markup: string, voidTags: readonly string[] = []): Set<string> {
  const open: string[] = [];
  const names = new Set<string>();
  for (const [text, slash, name, attributes = '', selfClosing] of markup.matchAll(token)) {
    if (name === undefined) {
      if (text.startsWith('<!')) continue;
      throw new Error(`A bare ${text} in ${markup}`);
    }
    names.add(name);
    for (const [, attribute = ''] of attributes.matchAll(/\s([\w:-]+)="/g)) names.add(attribute);
    if (selfClosing === '/' || voidTags.includes(name)) continue;
    if (slash === '') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
  return names;
}
