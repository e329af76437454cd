import { previewJson } from './json-preview';

/** A body, an item or a line of a log: one line of it, in full when it is opened. */
export function JsonValue({ text, isOpen = false }: { readonly text: string; readonly isOpen?: boolean }) {
  const { line, full } = previewJson(text);
  return (
    <details class="cloud-json" open={isOpen}>
      <summary>
        <code>{line === '' ? '(empty)' : line.slice(0, 300)}</code>
      </summary>
      <pre tabIndex={0}>{full}</pre>
    </details>
  );
}
