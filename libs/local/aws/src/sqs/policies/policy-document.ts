import { type EngineQueue } from '../fauxqs-engine';

/** A queue's policy as AddPermission and RemovePermission change it; what else it holds stays as it is. */
export interface PolicyDocument {
  readonly Statement: readonly PolicyStatement[];
}

interface PolicyStatement {
  readonly Sid?: string;
}

/** @returns The queue's policy, and where it has none, one without statements under SQS's own name. */
export function policyOf({ arn, attributes }: EngineQueue): PolicyDocument {
  const { Policy: policy } = attributes;
  if (!policy) {
    const empty = { Version: '2008-10-17', Id: `${arn}/SQSDefaultPolicy`, Statement: [] };
    return empty;
  }
  const document = JSON.parse(policy) as { readonly Statement: PolicyStatement | readonly PolicyStatement[] };
  return { ...document, Statement: [document.Statement].flat() };
}
