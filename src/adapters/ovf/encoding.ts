import { type NamedText, namedText } from '../../lib/named-text.ts'

/** The text of an XML document: by its mark, by how `<` stands in two bytes, by what its first line names, else UTF-8. */
export function xmlText(bytes: Uint8Array): NamedText {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
    return namedText(bytes, 'utf-16le')
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
    return namedText(bytes, 'utf-16be')
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const named = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]{1,40})["']/i.exec(
    head,
  )?.[1]
  // Single bytes are no UTF-16, whatever the line says.
  return namedText(bytes, named === undefined || /^utf-?16/i.test(named) ? undefined : named)
}
