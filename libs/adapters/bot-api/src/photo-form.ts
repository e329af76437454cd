/** A file of a request, beside its other parameters. */
interface Attached {
  readonly field: string;
  readonly fileName: string;
  readonly png: Uint8Array;
}

/**
 * Writes parameters with a file, which JSON can't carry.
 *
 * @param parameters - Those that are `undefined` are left out; objects travel as JSON.
 * @see https://core.telegram.org/bots/api#sending-files
 */
export function photoForm(parameters: Readonly<Record<string, unknown>>, { field, fileName, png }: Attached): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  // A copy: the bytes may belong to a shared buffer, which a Blob does not take.
  form.set(field, new Blob([new Uint8Array(png)], { type: 'image/png' }), fileName);
  return form;
}
