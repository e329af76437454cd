/** Folders whose content runs in tests alone. */
const testFolders = ['testing', 'fixtures', 'golden'];

/** Files that no bundle and no synthesized stack can hold. */
const neverDeployed = [/\.spec\.ts$/, /\.md$/, /(^|\/)jest\.config\.js$/, /(^|\/)LICENSE[^/]*$/];

/** `infra/stages/src/<stage>.ts` */
const settingsFile = /^infra\/stages\/src\/([^/]+)\.ts$/;

/**
 * Tells whether a change of a file can change what is deployed to a stage.
 *
 * @param {string} path - From the root of the repository.
 * @param {{ stage: string, stages: string[] }} deployment - To which stage, and which there are: the settings of one don't
 *   reach another.
 */
function isDeployableFile(path, { stage, stages }) {
  if (path.split('/').some((folder) => testFolders.includes(folder))) return false;
  if (neverDeployed.some((pattern) => pattern.test(path))) return false;
  const owner = settingsFile.exec(path)?.[1];
  return owner === undefined || owner === stage || !stages.includes(owner);
}

module.exports = { isDeployableFile };
