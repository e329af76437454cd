/** Reads something when it is first asked for, and once only: checks that run at the same time share it. */
export function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}
