/**
 * Which stacks a change could alter. It errs on one side: a stack that it names may turn out to be identical, which the
 * digest of a deployment shows; one that it leaves out is identical.
 */
const { changedPackages } = require('./changed-packages');
const { isDeployableFile } = require('./is-deployable-file');

/** Without it the text of a JSON file is compared. */
const parsed = (text) => (text === undefined ? {} : JSON.parse(text));

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What of package.json only installs and starts: the lockfile says what is installed. */
const unbundledFields = [
  'scripts',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'engines',
  'description',
  'jest',
  'prettier',
];

function withoutFields(object, fields) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !fields.includes(name)));
}

/** Aliases that lead elsewhere or nowhere: a new one says nothing until a file imports it, and that file has changed. */
function movedAliases(
  { compilerOptions: { paths: before = {} } = {} },
  { compilerOptions: { paths: after = {} } = {} },
) {
  return Object.keys(before).filter((alias) => !isSame(before[alias], after[alias]));
}

function withoutAliases({ compilerOptions: { paths: _, ...options } = {}, ...rest }) {
  return { options, rest };
}

/** The files at the root that concern more than a project: what of their content has to do with what is deployed. */
const rootFiles = {
  'nx.json': (before, after) => {
    const building = ({ plugins, targetDefaults: { build, synth } = {} }) => ({ plugins, build, synth });
    return isSame(building(before), building(after)) ? {} : { everything: 'nx.json builds or synthesizes otherwise' };
  },
  'package.json': (before, after) =>
    isSame(withoutFields(before, unbundledFields), withoutFields(after, unbundledFields))
      ? {}
      : { everything: 'package.json says something else to bundlers' },
  'tsconfig.base.json': (before, after) => {
    if (!isSame(withoutAliases(before), withoutAliases(after))) return { everything: 'tsconfig.base.json' };
    const moved = movedAliases(before, after);
    const targets = moved.flatMap((alias) => [before, after].flatMap((c) => c.compilerOptions.paths[alias] ?? []));
    return { paths: targets.map((target) => target.replace(/^\.\//, '')) };
  },
  'tsconfig.json': () => ({ everything: 'tsconfig.json' }),
};

/**
 * @param graph - What `readProjectGraph` returns.
 * @param {{ files: string[], before: (path: string) => string | undefined, after: (path: string) => string | undefined }} change -
 *   The files that were added, changed or removed, and their contents.
 * @param {{ stage: string, stages: string[] }} deployment - As `isDeployableFile` takes it.
 * @returns {Map<string, string[]>} What may alter each stack, by the names of their projects; none for the others.
 */
function affectedStacks(graph, { files, before, after }, deployment) {
  const stacks = Object.keys(graph).filter((name) => graph[name].isStack);
  const causes = new Map();
  const blame = (project, cause) => causes.set(project, (causes.get(project) ?? new Set()).add(cause));
  const blameFile = (path, cause) => {
    const project = isDeployableFile(path, deployment) ? projectOf(graph, path) : undefined;
    if (project !== undefined) blame(project, cause);
  };
  const blameAll = (cause) => stacks.forEach((stack) => blame(stack, cause));

  for (const file of files) {
    if (file === 'package-lock.json') {
      const { tools, isChanged } = changedPackages(before(file) ?? '{}', after(file) ?? '{}');
      tools.forEach((tool) => blameAll(`package ${tool}`));
      for (const { project, name } of importedPackages(graph, deployment))
        if (isChanged(name)) blame(project, `package ${name}`);
    } else if (Object.hasOwn(rootFiles, file)) {
      const { everything, paths = [] } = rootFiles[file](parsed(before(file)), parsed(after(file)));
      if (everything !== undefined) blameAll(everything);
      for (const path of paths) blameFile(path, `${file}: the alias of ${path}`);
    } else blameFile(file, file);
  }
  const used = new Map(stacks.map((stack) => [stack, reachableFrom(graph, stack, deployment)]));
  return new Map(
    stacks
      .map((stack) => [stack, [...used.get(stack)].flatMap((project) => [...(causes.get(project) ?? [])])])
      .filter(([, found]) => found.length > 0),
  );
}

/** The project in whose folder a file lies, also one that is there no more. */
function projectOf(graph, path) {
  const owners = Object.keys(graph).filter((name) => path.startsWith(`${graph[name].root}/`));
  return owners.sort((a, b) => graph[b].root.length - graph[a].root.length)[0];
}

/** What a project's deployable files import. */
const importsOf = ({ files }, deployment) =>
  Object.entries(files).flatMap(([path, imports]) => (isDeployableFile(path, deployment) ? imports : []));

function importedPackages(graph, deployment) {
  return Object.entries(graph).flatMap(([project, node]) =>
    [...new Set(importsOf(node, deployment))]
      .filter((target) => target.startsWith('npm:'))
      .map((target) => ({ project, name: target.slice('npm:'.length) })),
  );
}

/** A stack and all projects that are part of it: its own libraries, its app, and what that consists of. */
function reachableFrom(graph, stack, deployment) {
  const reached = new Set([stack]);
  for (const project of reached) {
    const node = graph[project];
    for (const target of [...node.uses, ...importsOf(node, deployment)])
      if (Object.hasOwn(graph, target)) reached.add(target);
  }
  return reached;
}

module.exports = { affectedStacks };
