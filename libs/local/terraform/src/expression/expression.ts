/** A value of Terraform's language. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** What stands between `${` and `}`, or a whole template. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  /** `aws_sqs_queue.jobs.arn` or `data.aws_region.here.region`: names and indexes, as text. */
  | { readonly kind: 'reference'; readonly path: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [Expression, Expression])[] };

export const isObjectValue = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
