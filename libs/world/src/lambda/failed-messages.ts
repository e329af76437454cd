/**
 * Tells which messages of a batch come back, by the answer of a function that reports batch item failures.
 *
 * An answer that names something that is not in the batch fails the whole batch, and so does a malformed list. An
 * answer that is no object at all counts as malformed (unverified).
 *
 * @param answer - What its JSON says.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedMessages(messageIds: readonly string[], answer: unknown): ReadonlySet<string> {
  const all = new Set(messageIds);
  if (answer === null) return new Set();
  if (typeof answer !== 'object' || Array.isArray(answer)) return all;
  const failures = (answer as { readonly batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return all;
  const failed = new Set<string>();
  for (const failure of failures as readonly unknown[]) {
    const identifier = identifierOf(failure);
    if (typeof identifier !== 'string' || !all.has(identifier)) return all;
    failed.add(identifier);
  }
  return failed;
}

const identifierOf = (failure: unknown): unknown =>
  typeof failure === 'object' && failure !== null
    ? (failure as { readonly itemIdentifier?: unknown }).itemIdentifier
    : undefined;
