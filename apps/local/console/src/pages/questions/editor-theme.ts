import { EditorView } from '@codemirror/view';

/** The page's colours, which reach into the shadow tree. */
export const editorTheme = EditorView.theme({
  '&': { background: 'var(--ground)', color: 'var(--text)', border: '1px solid var(--line)', borderRadius: '6px' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', maxHeight: '45vh', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--text)', minHeight: '7em' },
  '.cm-gutters': { background: 'var(--raised)', color: 'var(--faint)', borderColor: 'var(--line)' },
  '.query-comment': { color: 'var(--faint)', fontStyle: 'italic' },
  '.query-text': { color: 'var(--good)' },
  '.query-command': { color: 'var(--accent)', fontWeight: 'bold' },
  '.query-word': { color: 'var(--accent)' },
  '.query-call': { color: 'var(--warn)' },
  '.cm-tooltip': { background: 'var(--raised)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--accent)',
    color: 'var(--ground)',
  },
  '.cm-tooltip.cm-completionInfo': { whiteSpace: 'pre-line', padding: '0.4rem 0.6rem', maxWidth: '22rem' },
  '.cm-diagnosticAction': { background: 'var(--accent)', color: 'var(--ground)' },
});
