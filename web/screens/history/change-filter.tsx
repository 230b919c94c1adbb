import { FormSelect, FormSelectOption, TextInput, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { type ReactNode, useId } from 'react'
import { useFilterText } from '../../parts/use-filter-text.ts'
import type { Asked } from './asked.ts'

const changes = ['', 'appeared', 'vanished', 'changed'] as const
const kinds = ['vm', 'host', 'cluster', 'datastore', 'network', 'resource-pool', 'folder', 'vcenter'] as const

/** Narrows the changes: what happened, to which kind of object, to which fact, in which name, and when. */
export function ChangeFilter({
  asked,
  onChange,
}: {
  readonly asked: Asked
  readonly onChange: (parts: Readonly<Record<string, string | undefined>>) => void
}) {
  const [find, setFind] = useFilterText(asked.find, (text) => onChange({ find: text }))
  const [field, setField] = useFilterText(asked.field, (text) => onChange({ field: text.trim() }))
  return (
    <div className="cw-change-filter">
      <ToggleGroup aria-label="What happened" isCompact>
        {changes.map((one) => (
          <ToggleGroupItem
            key={one}
            text={one === '' ? 'any change' : one}
            isSelected={one === asked.change}
            onChange={() => onChange({ change: one })}
          />
        ))}
      </ToggleGroup>
      <Labelled label="Object">
        {(id) => (
          <FormSelect id={id} value={asked.kind} onChange={(_, value) => onChange({ kind: value })}>
            <FormSelectOption value="" label="any" />
            {kinds.map((kind) => (
              <FormSelectOption
                key={kind}
                value={kind}
                label={kind === 'vm' ? 'VM' : kind.replace('-', ' ')}
              />
            ))}
          </FormSelect>
        )}
      </Labelled>
      <Labelled label="Name">
        {(id) => (
          <TextInput
            id={id}
            placeholder="a part of it"
            value={find}
            onChange={(_, value) => setFind(value)}
          />
        )}
      </Labelled>
      <Labelled label="Fact">
        {(id) => (
          <TextInput id={id} placeholder="host" value={field} onChange={(_, value) => setField(value)} />
        )}
      </Labelled>
      <Labelled label="Since">
        {(id) => (
          <TextInput
            id={id}
            type="date"
            value={asked.since}
            onChange={(_, value) => onChange({ since: value })}
          />
        )}
      </Labelled>
      <Labelled label="Until">
        {(id) => (
          <TextInput
            id={id}
            type="date"
            value={asked.until}
            onChange={(_, value) => onChange({ until: value })}
          />
        )}
      </Labelled>
    </div>
  )
}

/** A field with its name in front, for the eye as for a screen reader. */
function Labelled({
  label,
  children,
}: {
  readonly label: string
  readonly children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <span className="cw-labelled">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </span>
  )
}
