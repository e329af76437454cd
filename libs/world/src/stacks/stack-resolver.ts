import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';

import { Arguments } from './arguments';
import { type CloudContext, computedAttributes } from './computed-attributes';
import { dataSources } from './data-sources';
import { drill } from './drill';
import { CyclicReferenceError, UnknownReferenceError, UnsupportedDeclarationError } from './errors';
import { type Value, isObjectValue } from './value';
import { resolveText } from './resolve-text';
import { type Declaration, type StackFile } from './stack-file';

type Body = Readonly<Record<string, Value>>;

/** One resource with every expression replaced by its value. */
export interface ResolvedResource {
  readonly type: string;
  /** Stack and address, for errors. */
  readonly where: string;
  /** Absolute folder of its stack. */
  readonly folder: string;
  /** What the stack says, without what is for Terraform only. */
  readonly body: Body;
  /** The body and what AWS would compute. */
  readonly attributes: Body;
}

/** Order and lifecycle matter to an apply, not to what is running afterwards. */
const ignoredArguments = ['//', 'depends_on', 'lifecycle', 'tags', 'timeouts'];
const refusedArguments = ['count', 'for_each', 'provider', 'provisioner', 'connection'];

/** Resolves the declarations of one stack, each when it is first needed and once only. */
export class StackResolver {
  private readonly stack: StackFile;
  private readonly context: CloudContext;
  private readonly resources = new Map<string, ResolvedResource>();
  private readonly values = new Map<string, Value>();
  private readonly busy: string[] = [];

  constructor(stack: StackFile, context: CloudContext) {
    this.stack = stack;
    this.context = context;
  }

  resource(address: string): ResolvedResource {
    const known = this.resources.get(address);
    if (known) return known;
    const where = `${this.stack.name}: ${address}`;
    const declaration = this.stack.resources.get(address);
    if (!declaration) throw new UnknownReferenceError(this.stack.name, address, 'it is not declared');
    const { type } = declaration;
    const compute = Object.hasOwn(computedAttributes, type) ? computedAttributes[type] : undefined;
    if (!compute) throw new UnsupportedDeclarationError(where, `resources of type ${type}`);
    const body = this.guard(address, () => this.bodyOf(declaration, where));
    const attributes = { ...body, ...compute(body, this.context, where) };
    const resolved = { type, where, folder: this.stack.folder, body, attributes };
    this.resources.set(address, resolved);
    return resolved;
  }

  private dataSource(address: string): Value {
    return this.remember(address, () => {
      const where = `${this.stack.name}: ${address}`;
      const declaration = this.stack.dataSources.get(address);
      if (!declaration) throw new UnknownReferenceError(this.stack.name, address, 'it is not declared');
      const answer = Object.hasOwn(dataSources, declaration.type) ? dataSources[declaration.type] : undefined;
      if (!answer) throw new UnsupportedDeclarationError(where, `data sources of type ${declaration.type}`);
      return answer(new Arguments(where, this.bodyOf(declaration, where)), this.context);
    });
  }

  private remember(key: string, find: () => Value): Value {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = this.guard(key, find);
    this.values.set(key, value);
    return value;
  }

  /** Notices when resolving something needs itself. */
  private guard<T>(key: string, act: () => T): T {
    const start = this.busy.indexOf(key);
    if (start >= 0) throw new CyclicReferenceError(this.stack.name, [...this.busy.slice(start), key]);
    this.busy.push(key);
    try {
      return act();
    } finally {
      this.busy.pop();
    }
  }

  private bodyOf({ body }: Declaration, where: string): Body {
    const refused = refusedArguments.find((name) => Object.hasOwn(body, name));
    if (refused !== undefined) throw new UnsupportedDeclarationError(where, `"${refused}"`);
    const kept = Object.entries(body).filter(([name]) => !ignoredArguments.includes(name));
    return Object.fromEntries(kept.map(([name, value]) => [name, this.resolve(value, `${where}.${name}`)]));
  }

  private resolve(value: Value, where: string): Value {
    if (typeof value === 'string') {
      return resolveText(value, {
        where,
        lookUp: (path) => this.lookUp(path, where),
        hashOf: (path) => this.hashOf(path),
      });
    }
    if (Array.isArray(value)) {
      return (value as readonly Value[]).map((item, index) => this.resolve(item, `${where}[${index}]`));
    }
    if (!isObjectValue(value)) return value;
    const kept = Object.entries(value).filter(([key]) => key !== '//');
    return Object.fromEntries(kept.map(([key, member]) => [key, this.resolve(member, `${where}.${key}`)]));
  }

  private lookUp(path: readonly string[], where: string): Value {
    const [root = '', second = '', third = ''] = path;
    const reference = path.join('.');
    switch (root) {
      case 'data':
        return drill(this.dataSource(`data.${second}.${third}`), path.slice(3), where, reference);
      case 'path':
        if (reference === 'path.module' || reference === 'path.root') return this.stack.folder;
        break;
      case 'local':
      case 'var':
      case 'each':
      case 'count':
      case 'self':
      case 'module':
      case 'terraform':
        break;
      default: {
        const address = `${root}.${second}`;
        if (!this.stack.resources.has(address)) throw new UnknownReferenceError(where, reference, 'it is not declared');
        if (path.length < 3) throw new UnknownReferenceError(where, reference, 'it names no attribute');
        return drill(this.resource(address).attributes, path.slice(2), where, reference);
      }
    }
    throw new UnknownReferenceError(where, reference, `"${root}" is not supported`);
  }

  private hashOf(path: string): string {
    try {
      return createHash('sha256')
        .update(readFileSync(resolvePath(this.stack.folder, path)))
        .digest('base64');
    } catch {
      throw new RangeError(`${path} does not exist; synthesize the stack again`);
    }
  }
}
