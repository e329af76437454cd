/**
 * What Nx knows about projects and their imports, file by file: `nx affected` counts what a spec imports like what a
 * handler imports, and can't be told otherwise.
 */
const { spawnSync } = require('node:child_process');

/**
 * Reads the project graph in a process of its own: Nx takes its workspace from the folder in which it is loaded.
 *
 * @param {string} root - The repository's.
 * @returns {{ [project: string]: { root: string, isStack: boolean, uses: string[], files: { [path: string]: string[] } } }}
 *   `uses`: the projects that it depends on without importing them; `files`: what each file imports, projects by their
 *   names and packages as `npm:<name>`.
 * @throws {Error} Nx could not read the repository; its output is the message.
 */
function readProjectGraph(root) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [__filename], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' },
  });
  if (status !== 0) throw new Error(`Nx can't read the projects:\n${stdout}${stderr}`);
  return JSON.parse(stdout.slice(stdout.indexOf('{')));
}

/** `npm:debug@4.3.4`, as Nx calls a second version of a package, to `npm:debug`. */
const withoutVersion = (target) => target.replace(/^(npm:.[^@]*)@.*$/, '$1');

const targetOf = (dependency) => withoutVersion(Array.isArray(dependency) ? dependency.at(-2) : dependency);

async function printProjectGraph() {
  const { createProjectGraphAsync } = require('@nx/devkit');
  const { getFileMap } = require('nx/src/project-graph/build-project-graph');
  const { nodes } = await createProjectGraphAsync({ exitOnError: true });
  const { projectFileMap } = getFileMap().fileMap;
  const projects = Object.entries(nodes).map(([name, { data }]) => {
    const files = (projectFileMap[name] ?? []).map(({ file, deps = [] }) => [file, deps.map(targetOf)]);
    // A name with "!" says which import is no dependency.
    const uses = (data.implicitDependencies ?? []).filter((other) => !other.startsWith('!'));
    const isStack = (data.tags ?? []).includes('type:infra');
    return [name, { root: data.root, isStack, uses, files: Object.fromEntries(files) }];
  });
  process.stdout.write(JSON.stringify(Object.fromEntries(projects)), () => process.exit());
}

if (require.main === module) printProjectGraph();

module.exports = { readProjectGraph };
