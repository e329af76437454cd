const { join } = require('node:path');

/**
 * Reads which stages there are from where they are declared. esbuild needs milliseconds for it.
 *
 * @param {string} root - The repository's.
 * @returns {string[]} Their names.
 */
function knownStages(root) {
  const { buildSync } = require('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'infra/stages/base/src/known-stages.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    logLevel: 'silent',
  });
  const declared = { exports: {} };
  new Function('module', 'exports', outputFiles[0].text)(declared, declared.exports);
  return Object.keys(declared.exports.knownStages);
}

module.exports = { knownStages };
