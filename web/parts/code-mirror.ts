import { unifiedMergeView } from '@codemirror/merge'
import { yamlLanguage } from '@codemirror/lang-yaml'
import { EditorState, type Extension, RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'
import { basicSetup } from 'codemirror'

/** What is shown: a text, and what it is compared with. */
export interface CodeShown {
  readonly text: string
  /** The other side of a diff; without it the text stands alone. */
  readonly original?: string | undefined
  readonly label: string
}

/** Puts a read-only editor into `parent`; call what it answers to take it away. Loaded only where code is shown. */
export function showCode(parent: HTMLElement, { text, original, label }: CodeShown): () => void {
  const extensions: Extension[] = [
    basicSetup,
    EditorState.readOnly.of(true),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true' }),
    colours,
    EditorView.decorations.of(marksOf(text)),
  ]
  if (original !== undefined) {
    extensions.push(
      unifiedMergeView({ original, mergeControls: false, collapseUnchanged: { margin: 4, minSize: 8 } }),
    )
  }
  const view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) })
  return () => view.destroy()
}

const classes: Readonly<Record<string, string>> = {
  Key: 'cw-yaml-key',
  Comment: 'cw-yaml-comment',
  QuotedLiteral: 'cw-yaml-text',
  BlockLiteralContent: 'cw-yaml-text',
  DocStart: 'cw-yaml-comment',
}

/** Our own marks from the parser's tree: colours come from the theme, so that contrast holds in light and dark. */
function marksOf(text: string): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>()
  yamlLanguage.parser.parse(text).iterate({
    enter: (node) => {
      const name = classes[node.name]
      if (name === undefined || node.from === node.to) return true
      marks.add(node.from, node.to, Decoration.mark({ class: name }))
      return false
    },
  })
  return marks.finish()
}

const token = (name: string) => `var(--pf-t--global--${name})`
const colours = EditorView.theme({
  '&': { color: token('text--color--regular'), backgroundColor: 'transparent', fontSize: '.82rem' },
  '&.cm-focused': { outline: `2px solid ${token('color--brand--default')}` },
  '.cm-content': { caretColor: token('text--color--regular') },
  '.cm-gutters': {
    color: token('text--color--subtle'),
    backgroundColor: 'transparent',
    borderInlineEnd: `1px solid ${token('border--color--default')}`,
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: `color-mix(in srgb, ${token('color--brand--default')} 8%, transparent)`,
  },
  '.cw-yaml-key': { color: token('text--color--brand--default') },
  '.cw-yaml-comment': { color: token('text--color--subtle'), fontStyle: 'italic' },
  '.cw-yaml-text': { color: token('text--color--status--success--default') },
  '.cm-changedLine': { backgroundColor: 'color-mix(in srgb, #3e8635 16%, transparent) !important' },
  '.cm-deletedChunk': { backgroundColor: 'color-mix(in srgb, #c9190b 14%, transparent)' },
  '.cm-changedText, .cm-deletedChunk .cm-deletedText': { background: 'none', fontWeight: '600' },
  '.cm-collapsedLines': {
    color: token('text--color--subtle'),
    background: token('background--color--secondary--default'),
  },
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"…"' },
  '.cm-panels': {
    color: token('text--color--regular'),
    backgroundColor: token('background--color--secondary--default'),
  },
})
