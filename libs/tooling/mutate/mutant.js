/**
 * @typedef {object} Mutant - One change of one production file.
 * @property {string} file - From the root of the repository.
 * @property {number} line - Where it begins, from 1.
 * @property {string} kind - Its class: `units`, `levels`, ...
 * @property {string} was - The lines that it changes, on one line.
 * @property {string} became
 * @property {number} start - What it replaces in the file's text: `[start, end)`.
 * @property {number} end
 * @property {string} replacement
 */

const onOneLine = (text) => text.trim().replace(/\s+/g, ' ');

/**
 * @param {string} file
 * @param {string} text - The file's.
 * @param {{ kind: string, start: number, end: number, replacement: string }} change
 * @returns {Mutant}
 */
function describeMutant(file, text, { kind, start, end, replacement }) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', end);
  const lineEnd = nextBreak < 0 ? text.length : nextBreak;
  return {
    file,
    line: text.slice(0, start).split('\n').length,
    kind,
    was: onOneLine(text.slice(lineStart, lineEnd)),
    became: onOneLine(text.slice(lineStart, start) + replacement + text.slice(end, lineEnd)) || '(nothing)',
    start,
    end,
    replacement,
  };
}

/** @returns {string} The file's text with the change in it. */
const applyMutant = (text, { start, end, replacement }) => text.slice(0, start) + replacement + text.slice(end);

module.exports = { applyMutant, describeMutant };
