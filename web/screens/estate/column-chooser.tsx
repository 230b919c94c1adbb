import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { useState } from 'react'
import { columns } from './columns.ts'

/** Which columns are shown; the name always is. */
export function ColumnChooser({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}) {
  const [open, setOpen] = useState(false)
  const flip = (key: string) => {
    const next = columns
      .map((column) => column.key)
      .filter((candidate) => (candidate === key ? !chosen.includes(key) : chosen.includes(candidate)))
    onChange(next.includes('name') ? next : ['name', ...next])
  }
  return (
    <Select
      role="menu"
      isOpen={open}
      isScrollable
      onOpenChange={setOpen}
      onSelect={(_, key) => flip(String(key))}
      toggle={(ref) => (
        <MenuToggle ref={ref} isExpanded={open} onClick={() => setOpen(!open)}>
          Columns
        </MenuToggle>
      )}
    >
      <SelectList>
        {columns.map((column) => (
          <SelectOption
            key={column.key}
            value={column.key}
            hasCheckbox
            isSelected={chosen.includes(column.key)}
            isDisabled={column.key === 'name'}
          >
            {column.title}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}
