/**
 * Finds statements of documents that the code does not share: code blocks that claim to be a file and are not equal to it.
 *
 * @param documents - What `readMarkdown` returns.
 * @param {(path: string) => string | undefined} read - The content of a file of the repository, if there is one.
 * @returns {string[]} A line per problem.
 */
function checkQuotes(documents, read) {
  return documents.flatMap(({ path, quotes }) =>
    quotes.flatMap(({ line, file, content }) => {
      if (content === undefined) return [`${path}:${line}: no code block follows`];
      return content === read(file) ? [] : [`${path}:${line}: the code block is not ${file}`];
    }),
  );
}

/**
 * Finds projects that the overview of folders leaves out.
 *
 * @param architecture - The document with the overview, as `readMarkdown` returns it.
 * @param {string[]} folders - Of all projects.
 * @returns {string[]} A line per problem.
 */
function checkFolders({ path, lines }, folders) {
  const named = new Set(lines.filter(({ kind }) => kind === 'code').map(({ text }) => text.split(' ')[0]));
  return folders
    .filter((folder) => !named.has(folder))
    .map((folder) => `${path}: "Where code lives" does not name ${folder}`);
}

/**
 * Finds rows of the table of layers that say something else than the lint boundaries.
 *
 * @param architecture - The document with the table, as `readMarkdown` returns it. Its rows begin with a layer's name in
 *   backticks and end with the names of the layers that it may use, or a dash.
 * @param constraints - `depConstraints` of `@nx/enforce-module-boundaries`.
 * @returns {string[]} A line per problem.
 */
function checkLayers({ path, lines }, constraints) {
  const rows = new Map(
    lines.flatMap(({ text, kind }) => {
      const cells = text.split('|').map((cell) => cell.trim());
      return kind === 'table' ? [[cells[1], cells.at(-2)]] : [];
    }),
  );
  return constraints.flatMap(({ sourceTag, onlyDependOnLibsWithTags }) => {
    const [dimension, layer] = sourceTag.split(':');
    if (dimension !== 'type') return [];
    const uses = onlyDependOnLibsWithTags.map((tag) => `\`${tag.split(':')[1]}\``).join(', ');
    const written = rows.get(`\`${layer}\``);
    return written === uses ? [] : [`${path}: the row of layer \`${layer}\` says ${written}, the lint rules ${uses}`];
  });
}

module.exports = { checkFolders, checkLayers, checkQuotes };
