/** Changes of files by what stands in them. Nothing reaches the disk before a generator has returned. */
const { GeneratorError } = require('./names');

/** @throws {GeneratorError} There is no such file. */
function readText(tree, path) {
  const text = tree.read(path, 'utf8');
  if (text === null) throw new GeneratorError(`${path} is not there; this generator writes into it.`);
  return text;
}

/**
 * Puts a text into a file.
 *
 * @param {{ path: string, before?: RegExp, after?: RegExp, text: string }} change - Exactly one of the places.
 * @throws {GeneratorError} The place is not there, or more than once: the file has changed since the generator was
 * written. The message has the text, to be put there by hand.
 */
function insert(tree, { path, before, after, text }) {
  const place = before ?? after;
  const content = readText(tree, path);
  const found = [...content.matchAll(new RegExp(place, `g${place.flags.replace('g', '')}`))];
  if (found.length !== 1) {
    throw new GeneratorError(
      `${path} has ${found.length} places like ${place}, and one is needed. Nothing was written. Mend the generator in ` +
        `libs/tooling/generators; what was to be put there is:\n${text}`,
    );
  }
  const [match] = found;
  const at = before === undefined ? match.index + match[0].length : match.index;
  tree.write(path, `${content.slice(0, at)}${text}${content.slice(at)}`);
}

/** Replaces every occurrence. @throws {GeneratorError} There is none. */
function replace(tree, { path, what, by }) {
  const content = readText(tree, path);
  const changed = content.replaceAll(what, by);
  if (changed === content) throw new GeneratorError(`${path} has nothing like ${what}. Nothing was written.`);
  tree.write(path, changed);
}

/** Formats what was written, as `npm run format` does. */
async function formatChanged(tree) {
  const changes = tree.listChanges();
  if (changes.length === 0) return;
  const prettier = require('prettier');
  for (const { path, content } of changes) {
    const { ignored, inferredParser } = await prettier.getFileInfo(path, { resolveConfig: false });
    if (ignored || inferredParser === null) continue;
    const options = await prettier.resolveConfig(`${tree.root}/${path}`);
    tree.write(path, await prettier.format(content.toString('utf8'), { ...options, parser: inferredParser }));
  }
}

module.exports = { formatChanged, insert, readText, replace };
