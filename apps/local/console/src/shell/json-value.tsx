import { previewJson } from './json-preview';

interface JsonValueProps {
  readonly text: string;
  /** Members that are shown beside it. */
  readonly beside?: readonly string[];
}

/** A body, an item or a line of a log: one line of it, in full when it is opened. */
export function JsonValue({ text, beside }: JsonValueProps) {
  const { line, full } = previewJson(text, beside);
  return (
    <details class="json">
      <summary>
        <code>{line === '' ? '(empty)' : line.slice(0, 300)}</code>
      </summary>
      <pre tabIndex={0}>{full}</pre>
    </details>
  );
}
