/** What `terraform show -json` says of a plan, as far as it is read here. */
interface PlanJson {
  readonly resource_changes?: readonly {
    readonly type: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: { readonly name?: string; readonly type?: string } | null;
    };
  }[];
}

/** @returns The names of the secret parameters that a plan deletes: their values are in no state and no commit. */
export function deletedSecrets(planJson: string): string[] {
  const { resource_changes: changes = [] }: PlanJson = JSON.parse(planJson);
  return changes.flatMap(({ type, change: { actions, before } }) =>
    type === 'aws_ssm_parameter' && before?.type === 'SecureString' && actions.includes('delete')
      ? (before.name ?? [])
      : [],
  );
}
