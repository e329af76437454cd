/** What a synthesized stack declares. */

/** The arguments of a resource, and what of them is read here. */
export interface Body {
  readonly depends_on?: readonly string[];
  readonly [argument: string]: unknown;
}

/** By type and name. */
type Instances = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** A `cdk.tf.json`. */
export interface Stack {
  readonly resource?: Instances;
  readonly data?: Instances;
  readonly [block: string]: unknown;
}

export interface Declaration {
  readonly type: string;
  readonly isData: boolean;
  readonly body: Body;
}

/** By address: `aws_x.y` and `data.aws_x.y`. */
export type Declared = ReadonlyMap<string, Declaration>;

/** Addresses, the first of which needs the second. */
export type Edge = readonly [from: string, to: string];

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every string below a value, with its path. Keys named `//` hold cdktn's own notes. */
export function* stringsOf(value: unknown, path: string): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (value && typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) if (key !== '//') yield* stringsOf(child, `${path}.${key}`);
  }
}

export function declarationsOf(stack: Stack): Declared {
  const declared = new Map<string, Declaration>();
  for (const block of ['resource', 'data'] as const) {
    const isData = block === 'data';
    for (const [type, instances] of Object.entries(stack[block] ?? {})) {
      for (const [name, body] of Object.entries(instances)) {
        declared.set(`${isData ? 'data.' : ''}${type}.${name}`, { type, isData, body });
      }
    }
  }
  return declared;
}
