/** A value of Terraform's JSON. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

export const isObjectValue = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
