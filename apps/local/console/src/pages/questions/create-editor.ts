import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { type Diagnostic, lintKeymap, linter } from '@codemirror/lint';
import { EditorState, type Extension, StateEffect } from '@codemirror/state';
import { Decoration, EditorView, MatchDecorator, ViewPlugin, keymap, lineNumbers } from '@codemirror/view';
import { effect } from '@preact/signals';
import type { QueryDiagnostic } from '@pulso/local/console-api';

import { call } from '../../state/call';
import { completeQuery } from './complete-query';
import { logGroups, query, runQuery, vocabulary } from './questions-state';

/** The page's colours, which reach into the shadow tree. */
const editorTheme = EditorView.theme({
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
  '.cm-tooltip, .cm-panels': { background: 'var(--raised)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--accent)',
    color: 'var(--ground)',
  },
  '.cm-tooltip.cm-completionInfo': { whiteSpace: 'pre-line', padding: '0.4rem 0.6rem', maxWidth: '22rem' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { background: 'var(--raised)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnosticAction': { background: 'var(--accent)', color: 'var(--ground)' },
});

const parts =
  /(?<comment>#.*)|(?<text>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)|(?<name>`[^`]*`?)|(?<command>(?<=^\s*|\|\s*)[a-z]\w*\b(?!\())|(?<word>\b(?:and|or|not|in|like|by|as|asc|desc)\b)|(?<call>[a-z]\w*(?=\())/gi;

const colours = new MatchDecorator({
  regexp: parts,
  decoration: ({ groups = {} }) => {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
    return Decoration.mark({ class: `query-${kind}` });
  },
});

const colouring = ViewPlugin.define(
  (view) => ({
    decorations: colours.createDeco(view),
    update(change) {
      this.decorations = colours.updateDeco(change, this.decorations);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

/**
 * Chromium keeps the look of a selection that is typed over by a style of its own, which the page's policy refuses and
 * reports: so it does not get to edit there.
 */
const typingOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { inputType, data } = event;
    if (inputType !== 'insertText' || data === null || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch({ ...view.state.replaceSelection(data), userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

/** Has the query checked again, of other logs. */
const otherLogs = StateEffect.define<null>();

/** Asks after a pause in typing what is wrong with the query, marks it, and lists it below as long as there is any. */
const checking = linter(
  async ({ state: { doc } }) => {
    const asked = { query: doc.toString(), logGroups: [...logGroups.value] };
    return (await call('questions.check', asked)).map(toDiagnostic);
  },
  {
    autoPanel: true,
    delay: 250,
    needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((each) => each.is(otherLogs))),
  },
);

const toDiagnostic = ({ place, message, expected, suggestion, ...where }: QueryDiagnostic): Diagnostic => ({
  ...where,
  message: `${place}: ${message}${expected === undefined ? '' : `. Expected: ${expected}`}`,
  actions: [suggestion ?? []].flat().map((insert) => ({
    name: `Write ${insert}`,
    apply: (editor, from, to) => editor.dispatch({ changes: { from, to, insert } }),
  })),
});

const extensions: Extension = [
  lineNumbers(),
  history(),
  checking,
  colouring,
  typingOver,
  editorTheme,
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ 'aria-label': 'Query', spellcheck: 'false' }),
  autocompletion({
    icons: false,
    override: [
      (context) => {
        const { words = [], logGroups: known = [] } = vocabulary.value ?? {};
        const read = known.filter(({ name }) => logGroups.value.includes(name));
        return completeQuery(context, words, [...new Set(read.flatMap(({ fields }) => fields))]);
      },
    ],
  }),
  // Tab is not among them: it moves the focus on.
  keymap.of([
    { key: 'Mod-Enter', run: () => (runQuery(), true) },
    ...completionKeymap,
    ...lintKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ]),
  EditorView.updateListener.of(({ state, docChanged }) => {
    if (docChanged) query.value = state.doc.toString();
  }),
];

/**
 * Puts the editor of the query into a place of the page. It lies in a shadow tree: there its styles are adopted sheets,
 * while elements with styles are what the page's policy forbids.
 *
 * @returns Takes it away.
 */
export function createEditor(host: HTMLElement): () => void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const view = new EditorView({ parent: root, root, state: EditorState.create({ doc: query.value, extensions }) });
  const stops = [
    effect(() => {
      const [text, { doc }] = [query.value, view.state];
      if (text !== doc.toString()) view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    }),
    effect(() => {
      void logGroups.value;
      view.dispatch({ effects: otherLogs.of(null) });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    view.destroy();
  };
}
