/**
 * Checks synthesized Terraform JSON without a terraform binary, an account or a network.
 *
 * Usage: node tfcheck.js dist/tf/<project>. Prints every problem and exits 1 if there was one, or no stack at all.
 *
 * It proves that every `${...}` parses, that what it refers to exists and has that attribute, that nothing depends on
 * itself, and that no secret stands in the text. Argument names and types are tsc's business, through the bindings. What
 * only the provider knows (allowed values, conflicts) is left to `terraform validate` and `plan`.
 */
const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const { getReferencesInExpression } = require('@cdktn/hcl2json');

/** Blocks whose strings are expressions. */
const blocks = ['resource', 'data', 'output', 'provider', 'locals'];

/** Roots of references that name no resource. */
const otherRoots = ['var', 'local', 'each', 'count', 'path', 'self', 'terraform', 'module'];

const secrets = [
  ['a Telegram bot token', /\b\d{8,12}:[A-Za-z0-9_-]{35}\b/],
  ['an AWS access key', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
];

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every string below a value, with its path. Keys named `//` hold cdktn's own notes. */
function* stringsOf(value, path) {
  if (typeof value === 'string') yield [path, value];
  else if (value && typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) if (key !== '//') yield* stringsOf(child, `${path}.${key}`);
  }
}

/** Addresses of everything declared, with the owning type: `aws_x.y` and `data.aws_x.y`. */
function declarationsOf(stack) {
  const declared = new Map();
  for (const block of ['resource', 'data']) {
    for (const [type, instances] of Object.entries(stack[block] ?? {})) {
      for (const name of Object.keys(instances)) {
        declared.set(`${block === 'data' ? 'data.' : ''}${type}.${name}`, { type, isData: block === 'data' });
      }
    }
  }
  return declared;
}

const toCamelCase = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** The generated binding of a type: it knows the type's attributes. */
function bindingOf({ type, isData }) {
  const folder = `${isData ? 'data-aws-' : ''}${type.replace(/^aws_/, '').replaceAll('_', '-')}`;
  try {
    const exported = require(`@cdktn/provider-aws/lib/${folder}`);
    return Object.values(exported).find((candidate) => candidate?.tfResourceType === type);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined;
    throw error;
  }
}

/** Attributes are getters; those that end in `Input` are the bindings' own. */
function hasAttribute(binding, attribute) {
  const name = toCamelCase(attribute);
  return !name.endsWith('Input') && Boolean(Object.getOwnPropertyDescriptor(binding.prototype, name)?.get);
}

/** @returns The address that the reference points to, or a problem. */
function checkReference(reference, declared) {
  const parts = reference.split('.');
  if (otherRoots.includes(parts[0])) return {};
  const length = parts[0] === 'data' ? 3 : 2;
  const address = parts.slice(0, length).join('.');
  const owner = declared.get(address);
  if (!owner) return { problem: `refers to ${address}, which is not declared` };
  // An index, as in aws_x.y[0].arn, comes before the attribute.
  const attribute = parts.slice(length).find((part) => !/^(\d+|\*)$/.test(part));
  if (attribute === undefined) return { address };
  const binding = bindingOf(owner);
  if (!binding) return { address, problem: `refers to ${address}, whose type the AWS provider does not have` };
  if (!hasAttribute(binding, attribute)) {
    return { address, problem: `refers to ${address}.${attribute}, an attribute that ${owner.type} does not have` };
  }
  return { address };
}

/** In a quoted text with a line break hcl2json reads a heredoc, which is how Terraform reads JSON strings. */
const referencesIn = async (text) =>
  (await getReferencesInExpression('cdk.tf.json', `"${text}\n"`)).map(({ value }) => value);

async function checkExpressions(stack, declared, edges) {
  const problems = [];
  for (const block of blocks) {
    for (const [path, text] of stringsOf(stack[block], block)) {
      if (!/[$%]\{/.test(text)) continue;
      try {
        const owner = ownerOf(path);
        for (const reference of await referencesIn(text)) {
          const { address, problem } = checkReference(reference, declared);
          if (problem) problems.push(`${path}: ${problem}`);
          else if (address && owner) edges.push([owner, address]);
        }
      } catch (error) {
        problems.push(`${path}: is no valid expression: ${String(error.message).split('\n')[0]}`);
      }
    }
  }
  return problems;
}

/** `resource.aws_x.y.policy` belongs to `aws_x.y`. */
function ownerOf(path) {
  const [block, type, name] = path.split('.');
  if (block === 'resource') return `${type}.${name}`;
  return block === 'data' ? `data.${type}.${name}` : undefined;
}

function checkDependsOn(stack, declared, edges) {
  const problems = [];
  for (const address of declared.keys()) {
    const parts = address.split('.');
    const body = parts[0] === 'data' ? stack.data[parts[1]][parts[2]] : stack.resource[parts[0]][parts[1]];
    for (const target of body.depends_on ?? []) {
      if (declared.has(target)) edges.push([address, target]);
      else problems.push(`${address}: depends on ${target}, which is not declared`);
    }
  }
  return problems;
}

function findCycles(edges) {
  const next = new Map();
  for (const [from, to] of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set();
  const problems = [];
  const visit = (address, chain) => {
    const start = chain.indexOf(address);
    if (start >= 0) problems.push(`depends on itself: ${[...chain.slice(start), address].join(' -> ')}`);
    if (start >= 0 || done.has(address)) return;
    for (const target of next.get(address) ?? []) visit(target, [...chain, address]);
    done.add(address);
  };
  for (const address of next.keys()) visit(address, []);
  return problems;
}

function checkSecrets(stack) {
  const problems = [];
  for (const [path, text] of stringsOf(stack, 'stack')) {
    for (const [what, pattern] of secrets) if (pattern.test(text)) problems.push(`${path}: holds ${what}`);
  }
  for (const [name, body] of Object.entries(stack.resource?.aws_ssm_parameter ?? {})) {
    for (const argument of ['value', 'insecure_value']) {
      if (body.type === 'SecureString' && argument in body) {
        problems.push(`aws_ssm_parameter.${name}: "${argument}" would put the secret into the state, use value_wo`);
      }
    }
  }
  return problems;
}

/**
 * @param text - The content of one cdk.tf.json.
 * @returns {Promise<string[]>} Every problem, with its path; empty when the stack is sound.
 */
async function checkStack(text) {
  let stack;
  try {
    stack = JSON.parse(text);
  } catch (error) {
    return [`is no JSON: ${error.message}`];
  }
  if (!isObject(stack) || !isObject(stack.resource)) return ['declares no resource'];
  const declared = declarationsOf(stack);
  const edges = [];
  return [
    ...(await checkExpressions(stack, declared, edges)),
    ...checkDependsOn(stack, declared, edges),
    ...findCycles(edges),
    ...checkSecrets(stack),
  ];
}

/** The files of all stacks that a project has synthesized. */
function stackFilesIn(folder) {
  const stacks = join(folder, 'stacks');
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks)
    .map((name) => join(stacks, name, 'cdk.tf.json'))
    .filter((file) => existsSync(file));
}

async function main(folder) {
  if (!folder) return ['Usage: node tfcheck.js <folder of synthesized stacks>'];
  const files = stackFilesIn(folder);
  if (files.length === 0) return [`${folder} holds no synthesized stack`];
  const problems = [];
  for (const file of files) {
    const found = await checkStack(readFileSync(file, 'utf8'));
    problems.push(...found.map((problem) => `${file}: ${problem}`));
  }
  if (problems.length === 0) console.log(`${files.length} ${files.length === 1 ? 'stack' : 'stacks'} checked: sound`);
  return problems;
}

main(process.argv[2]).then((problems) => {
  for (const problem of problems) console.error(problem);
  process.exit(problems.length > 0 ? 1 : 0);
});
