// C0 and C1 controls, bidirectional marks and line separators: what can move a cursor or turn text around.
const active = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** Text from outside made harmless for a terminal: every active character is shown as its escape. */
export function inert(text: string): string {
  return text.replace(active, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x100
      ? `\\x${code.toString(16).padStart(2, '0')}`
      : `\\u${code.toString(16).padStart(4, '0')}`
  })
}

/** Text from outside made harmless in HTML, in element content and in quoted attributes. */
export function htmlText(text: string): string {
  return inert(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
}
