const { join } = require('node:path');

/**
 * Reads the settings that all stacks of a stage share from where they are declared. esbuild needs milliseconds for it.
 *
 * @param {string} root - The repository's.
 * @returns {{ [stage: string]: { region: string } }} By the names of the stages.
 */
function stageSettings(root) {
  const { buildSync } = require('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'infra/stages/src/known-stages.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    logLevel: 'silent',
  });
  const declared = { exports: {} };
  new Function('module', 'exports', outputFiles[0].text)(declared, declared.exports);
  return declared.exports.knownStages;
}

/** @returns {string[]} The names of all stages. */
const knownStages = (root) => Object.keys(stageSettings(root));

/** How to get a stage that there is not: a file alone is not enough. */
const furtherStageAdvice =
  'a further stage is a file in infra/stages/src, and its name in known-stages.ts there.';

module.exports = { furtherStageAdvice, knownStages, stageSettings };
