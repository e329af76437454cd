/** @returns {string} Some texts in one line: the first two, and how many more there are. */
function summarize(texts) {
  const rest = texts.length - 2;
  return `${texts.slice(0, 2).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

module.exports = { summarize };
