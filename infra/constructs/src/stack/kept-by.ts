import { type TerraformResourceLifecycle } from 'cdktn';

import { type StackSettings } from './pulso-stack';

/**
 * What a resource adds to its arguments whose content can't be made again: tables, queues, usage records, the pseudonym
 * key.
 *
 * Where the stage protects data, Terraform refuses every plan that would destroy or replace the resource, before AWS is
 * asked. Deletion protection, where the resource has it, refuses all others.
 *
 * @see https://developer.hashicorp.com/terraform/language/meta-arguments/prevent_destroy
 */
export const keptBy = ({ protectsData }: StackSettings): { readonly lifecycle?: TerraformResourceLifecycle } =>
  protectsData ? { lifecycle: { preventDestroy: true } } : {};
