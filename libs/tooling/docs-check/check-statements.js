/**
 * Finds statements of documents that the code does not share: code blocks that claim to be a file, or a part of one, and
 * are not.
 *
 * @param documents - What `readMarkdown` returns.
 * @param {(path: string) => string | undefined} read - The content of a file of the repository, if there is one.
 * @returns {string[]} A line per problem.
 */
function checkQuotes(documents, read) {
  return documents.flatMap(({ path, quotes }) =>
    quotes.flatMap(({ line, file, isPart, content }) => {
      if (content === undefined) return [`${path}:${line}: no code block follows`];
      const text = read(file);
      if (isPart ? text?.includes(content) : content === text) return [];
      const what = isPart ? `a part of ${file}` : file;
      const advice = 'copy it from there, or remove it with the comment above it';
      return [`${path}:${line}: the code block is not ${what}: ${advice}`];
    }),
  );
}

/**
 * Finds projects that the overview of folders leaves out, and folders in it that are none.
 *
 * @param architecture - The document with the overview, as `readMarkdown` returns it.
 * @param {string[]} folders - Of all projects.
 * @returns {string[]} A line per problem.
 */
function checkFolders({ path, lines }, folders) {
  const code = lines.flatMap(({ kind, text }) => (kind === 'code' ? [text] : [])).join('\n');
  const places = new Set(code.match(/^(apps|benchmarks|infra|libs)\/\S+/gm));
  const problem = (what) => `${path}: "Where code lives" ${what}`;
  return [
    ...folders.filter((folder) => !places.has(folder)).map((folder) => problem(`does not name ${folder}`)),
    ...[...places].filter((place) => !folders.includes(place)).map((place) => problem(`names ${place}, no project`)),
  ];
}

/** `type:app` to `app`: the tags of layers among some tags, in the order of the alphabet. */
const layersIn = (tags) => tags.flatMap((tag) => (tag.startsWith('type:') ? [tag.slice('type:'.length)] : [])).sort();

/**
 * Finds rows of the table of layers that say something else than the lint boundaries.
 *
 * @param architecture - The document with the table, as `readMarkdown` returns it. Its rows begin with a layer's name in
 *   backticks and end with the names of the layers that it may use.
 * @param constraints - `depConstraints` of `@nx/enforce-module-boundaries`.
 * @returns {string[]} A line per problem.
 */
function checkLayers({ path, lines }, constraints) {
  const codesIn = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
  const cells = lines.flatMap(({ text, kind }) => (kind === 'table' ? [text.split('|')] : []));
  const rows = new Map(cells.map((row) => [codesIn(row[1])[0], codesIn(row.at(-2)).sort().join(', ')]));
  return constraints.flatMap(({ sourceTag, onlyDependOnLibsWithTags }) => {
    const [layer] = layersIn([sourceTag]);
    const uses = layersIn(onlyDependOnLibsWithTags).join(', ');
    if (layer === undefined || rows.get(layer) === uses) return [];
    return [`${path}: the row of layer ${layer} says "${rows.get(layer) ?? ''}", the lint rules "${uses}"`];
  });
}

module.exports = { checkFolders, checkLayers, checkQuotes };
