import type { Mark } from '../../../src/model/problems/mark.ts'

/** Signs of the filter around the mistake. */
const around = 24

/** The piece of the filter that is wrong, marked within its neighbours; a click selects it in the box. */
export function WrongFilter({
  mark: { text, column, length },
  onSelect,
}: {
  readonly mark: Mark
  readonly onSelect: (from: number, to: number) => void
}) {
  const at = column - 1
  const end = at + length
  const from = Math.max(0, at - around)
  return (
    <button
      type="button"
      className="cw-wrong cw-mono"
      aria-label={`Select what is wrong, at column ${column}`}
      onClick={() => onSelect(at, end)}
    >
      {from > 0 ? '…' : ''}
      {text.slice(from, at)}
      <mark>{text.slice(at, end) || '\u00a0'}</mark>
      {text.slice(end, end + around)}
      {text.length > end + around ? '…' : ''}
    </button>
  )
}
