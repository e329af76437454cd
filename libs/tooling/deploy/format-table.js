/**
 * @param {string[]} heading
 * @param {string[][]} rows
 * @returns {string} Columns below each other, each as wide as its widest cell.
 */
function formatTable(heading, rows) {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

module.exports = { formatTable };
