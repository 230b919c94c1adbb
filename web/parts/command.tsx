import { ClipboardCopy, ClipboardCopyVariant } from '@patternfly/react-core'

/** A command line to copy. */
export function CommandLine({ text }: { readonly text: string }) {
  return (
    <ClipboardCopy
      isReadOnly
      isCode
      hoverTip="Copy"
      clickTip="Copied"
      variant={ClipboardCopyVariant.inlineCompact}
    >
      {text}
    </ClipboardCopy>
  )
}
