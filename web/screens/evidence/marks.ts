/** A piece of a line: marked when it is what an artefact names. */
export interface Piece {
  readonly text: string
  readonly marked: boolean
}

/** Cuts a line at what it names: where the column says it stands, else wherever the whole word stands. */
export function piecesOf(
  text: string,
  names: readonly { readonly matched: string; readonly column?: number | undefined }[],
): readonly Piece[] {
  const spans: (readonly [from: number, to: number])[] = []
  for (const { matched, column } of names) {
    if (matched === '') continue
    const at = (column ?? 0) - 1
    if (at >= 0 && text.startsWith(matched, at)) spans.push([at, at + matched.length])
    else spans.push(...wholeWords(text, matched))
  }
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  const pieces: Piece[] = []
  let done = 0
  for (const [from, to] of spans) {
    if (to <= done) continue
    const start = Math.max(from, done)
    if (start > done) pieces.push({ text: text.slice(done, start), marked: false })
    const last = pieces.at(-1)
    if (last?.marked && start === done)
      pieces[pieces.length - 1] = { text: last.text + text.slice(start, to), marked: true }
    else pieces.push({ text: text.slice(start, to), marked: true })
    done = to
  }
  if (done < text.length) pieces.push({ text: text.slice(done), marked: false })
  return pieces
}

const mostMarks = 50

function wholeWords(text: string, word: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  for (
    let at = text.indexOf(word);
    at >= 0 && found.length < mostMarks;
    at = text.indexOf(word, at + word.length)
  ) {
    const end = at + word.length
    if (!isInside(text, at - 1) && !isInside(text, end)) found.push([at, end])
  }
  return found
}

/** Whether the sign at a place would make the word a part of a longer one: `10.0.0.1` is not in `10.0.0.15`. */
function isInside(text: string, at: number): boolean {
  const sign = text.charAt(at)
  if (/[0-9a-z]/i.test(sign)) return true
  return sign === '.' && /[0-9a-z]/i.test(text.charAt(at + 1)) && /[0-9a-z]/i.test(text.charAt(at - 1))
}
