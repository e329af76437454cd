/** Which secrets a plan deletes: their values are in no state and no commit, so no later deploy brings them back. */

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

/** @returns The names of the parameters. */
export function deletedSecrets(planJson: string): string[] {
  const { resource_changes: changes = [] }: PlanJson = JSON.parse(planJson);
  return changes.flatMap(({ type, change: { actions, before } }) =>
    type === 'aws_ssm_parameter' && before?.type === 'SecureString' && actions.includes('delete')
      ? (before.name ?? [])
      : [],
  );
}

/** @returns What to say of secrets that a plan deletes, and the command that sets them again. */
export function warnOfLostSecrets(stage: string, parameters: readonly string[]): string {
  const names = parameters.map((parameter) => parameter.replace(`/pulso/${stage}/`, ''));
  const options = names.map((name) => `--only ${name}`).join(' ');
  return `\nWarning: this plan deletes ${names.join(', ')} with the value that was set, which no later deploy brings back. When a later commit declares it again, set it:\n  npm run secrets -- --stage ${stage} ${options}`;
}
