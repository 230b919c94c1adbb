import { SearchInput } from '@patternfly/react-core'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { completeFilter, type Offer, type SeenValues, takeOffer } from '../../../src/algebra/filter/index.ts'
import type { Filtered } from './view.ts'
import { WrongFilter } from './wrong-filter.tsx'

/**
 * The filter: a text in the filter language with completion, and errors that say the column. A combobox as the ARIA
 * practices have it: the list never takes a key that typing needs; arrows choose, Enter or Tab takes what was chosen.
 */
export function FilterBox({
  where,
  filtered,
  seen,
  onChange,
}: {
  readonly where: string
  readonly filtered: Filtered
  /** Values that the estate has. */
  readonly seen: SeenValues
  readonly onChange: (where: string) => void
}) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [cursor, setCursor] = useState(where.length)
  const [chosen, setChosen] = useState(-1)
  const completion = useMemo(
    () => completeFilter(where, Math.min(cursor, where.length), seen),
    [where, cursor, seen],
  )
  const { offers } = completion
  const shown = open && offers.length > 0
  const close = () => {
    setOpen(false)
    setChosen(-1)
  }
  const take = (offer: Offer) => {
    const next = takeOffer(where, completion, offer)
    onChange(next.where)
    setCursor(next.at)
    setChosen(-1)
    setOpen(true)
    // The text is in the box after this rendering; only then can the cursor be put behind what was taken.
    requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.setSelectionRange(next.at, next.at)
    })
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const offer = offers[chosen]
    if (event.key === 'Escape' && shown) {
      event.preventDefault()
      close()
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && offers.length > 0) {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setChosen(
        shown ? (chosen + step + offers.length + (chosen < 0 && step < 0 ? 1 : 0)) % offers.length : 0,
      )
    } else if ((event.key === 'Enter' || event.key === 'Tab') && shown && offer) {
      event.preventDefault()
      take(offer)
    } else if (event.key === 'Enter') close()
  }
  const wrong = filtered.kind === 'wrong'
  return (
    <div
      className="cw-filter"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
    >
      <SearchInput
        ref={input}
        value={where}
        placeholder="cluster = QS-PROD and memory >= 64GiB and address in 10.20.0.0/16"
        aria-label="Filter"
        inputProps={{
          role: 'combobox',
          'aria-expanded': shown,
          'aria-controls': `${id}-offers`,
          'aria-autocomplete': 'list',
          'aria-activedescendant': shown && chosen >= 0 ? `${id}-${chosen}` : undefined,
          'aria-describedby': 'filter-help',
          'aria-invalid': wrong,
          autoComplete: 'off',
          spellCheck: false,
          onSelect: () => setCursor(input.current?.selectionStart ?? where.length),
          onKeyDown: onKey,
        }}
        onChange={(event, value) => {
          onChange(value)
          setCursor(event.currentTarget.selectionStart ?? value.length)
          setChosen(-1)
          setOpen(true)
        }}
        onClear={() => {
          onChange('')
          setCursor(0)
        }}
      />
      <ul id={`${id}-offers`} role="listbox" aria-label="Ways to go on" className="cw-offers" hidden={!shown}>
        {shown
          ? offers.map((offer, at) => (
              <li
                key={`${offer.kind} ${offer.text}`}
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === chosen}
                className={at === chosen ? 'cw-offer cw-active' : 'cw-offer'}
                // Before the box loses the focus, which would close the list.
                onMouseDown={(event) => {
                  event.preventDefault()
                  take(offer)
                }}
              >
                <span className="cw-mono">{offer.text}</span>
                <span className="cw-soft">{offer.help ?? ''}</span>
              </li>
            ))
          : undefined}
      </ul>
      <p id="filter-help" className={`cw-filter-help${wrong ? ' cw-block' : ' cw-soft'}`} aria-live="polite">
        {wrong && filtered.mark ? (
          <WrongFilter
            mark={filtered.mark}
            onSelect={(from, to) => {
              input.current?.focus()
              input.current?.setSelectionRange(from, to)
            }}
          />
        ) : undefined}
        {wrong
          ? filtered.sentence
          : 'Fields with = != ~ > < in, joined by and, or, not; a bare word looks everywhere.'}
      </p>
    </div>
  )
}
