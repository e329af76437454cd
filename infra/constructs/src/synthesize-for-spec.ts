import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type PulsoApp, PulsoStack, type StackSettings, createApp } from './pulso-stack';

type Body = Readonly<Record<string, unknown>>;

export interface SynthesizedStack {
  /** The bodies of all resources of a type, in the alphabetical order of the file. */
  resources(type: string): readonly Body[];
  /** All statements of all inline policies. */
  readonly statements: readonly SynthesizedStatement[];
  /** The whole file, as text. */
  readonly text: string;
}

export interface SynthesizedStatement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

interface StackFile {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Body>>>>;
}

/**
 * Synthesizes one stack as the program does, in a temporary folder and with an empty bundle. For specs only.
 *
 * @param build - Declares one stack inside the app.
 * @param furtherFiles - Files in the bundle's folder besides the handler.
 */
export function synthesizeForSpec(
  build: (app: PulsoApp, packageFolder: string) => { service: string },
  furtherFiles: readonly string[] = [],
): SynthesizedStack {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-stack-'));
  try {
    const packageFolder = join(folder, 'app');
    mkdirSync(packageFolder);
    writeFileSync(join(packageFolder, 'handler.js'), 'exports.handler = async () => {};\n');
    for (const file of furtherFiles) writeFileSync(join(packageFolder, file), '');
    const app = createApp({ outdir: join(folder, 'out') });
    const { service } = build(app, packageFolder);
    app.synth();
    const text = readFileSync(join(folder, 'out', 'stacks', service, 'cdk.tf.json'), 'utf8');
    const file = JSON.parse(text) as StackFile;
    const resources = (type: string) => Object.values(file.resource?.[type] ?? {});
    return { text, resources, statements: resources('aws_iam_role_policy').flatMap(statementsOf) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const statementsOf = ({ policy }: Body): readonly SynthesizedStatement[] =>
  (JSON.parse(String(policy)) as { Statement: readonly SynthesizedStatement[] }).Statement;

/** An app's parser of its environment. It throws at a missing or wrong variable. */
export type ParseConfig = (environment: Readonly<Record<string, string | undefined>>) => unknown;

/**
 * Lets an app read the environment that its stack sets. For specs only.
 *
 * @param parseConfig - The app's parser. Attributes from AWS are the text `made-by-aws`.
 * @returns Variables that it does not read, except those of Node.
 * @throws The app's error about the environment.
 */
export function unreadVariables(stack: SynthesizedStack, parseConfig: ParseConfig): string[] {
  const [{ environment } = {}] = stack.resources('aws_lambda_function');
  const { variables } = environment as { readonly variables: Readonly<Record<string, string>> };
  const read = new Set(['NODE_OPTIONS']);
  const get = (_: object, name: string) => {
    read.add(name);
    return variables[name]?.replace(/\$\{[^}]*\}/g, 'made-by-aws');
  };
  parseConfig(new Proxy({}, { get }));
  return Object.keys(variables).filter((name) => !read.has(name));
}

const settingsForSpec: StackSettings = {
  stage: 'test',
  region: 'eu-west-1',
  logRetentionDays: 30,
  protectsData: true,
  tracing: 'PassThrough',
};

/**
 * Synthesizes constructs in a stack `thing` of a stage `test` that protects its data. For specs only.
 *
 * @param build - Declares the constructs inside the stack.
 * @param overrides - Settings in which the stage differs.
 */
export const synthesizeConstructs = (
  build: (stack: PulsoStack, packageFolder: string) => void,
  overrides: Partial<StackSettings> = {},
): SynthesizedStack =>
  synthesizeForSpec((app, packageFolder) => {
    const stack = new PulsoStack(app, 'thing', { settings: { ...settingsForSpec, ...overrides } });
    build(stack, packageFolder);
    return stack;
  });
