/** The arguments of one resource, as synthesized. */
export type Body = Readonly<Record<string, unknown>>;

/** One rule of a scanner, as that scanner decides it. */
export interface Rule {
  /** `CKV_...` and `CKV2_...` are Checkov's, `AWS-...` are Trivy's. */
  readonly id: string;
  /** What it asks, as the table of docs/security.md says it. */
  readonly asks: string;
  /** The resource type that it looks at; `provider` for the provider's own arguments. */
  readonly type: string;
  readonly isBroken: (body: Body) => boolean;
  /** What makes any resource of the type break the rule: the rule must see it. */
  readonly broken: Body;
  /** What makes any resource of the type keep the rule: the rule must see that, too. */
  readonly kept: Body;
}

/** A nested block, which synthesized JSON has as an object or as a list of one. */
export function blockOf(body: Body, name: string): Body {
  const value = body[name];
  const block: unknown = Array.isArray(value) ? value[0] : value;
  return (typeof block === 'object' && block !== null ? block : {}) as Body;
}

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
