import { FormSelect, FormSelectOption, TextInput, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
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
      <FormSelect
        aria-label="Kind of object"
        value={asked.kind}
        onChange={(_, value) => onChange({ kind: value })}
      >
        <FormSelectOption value="" label="any object" />
        {kinds.map((kind) => (
          <FormSelectOption key={kind} value={kind} label={kind === 'vm' ? 'VM' : kind.replace('-', ' ')} />
        ))}
      </FormSelect>
      <TextInput
        aria-label="Name"
        placeholder="part of a name"
        value={find}
        onChange={(_, value) => setFind(value)}
      />
      <TextInput
        aria-label="Fact"
        placeholder="fact, such as host"
        value={field}
        onChange={(_, value) => setField(value)}
      />
      <label>
        since{' '}
        <TextInput
          type="date"
          aria-label="Since"
          value={asked.since}
          onChange={(_, value) => onChange({ since: value })}
        />
      </label>
      <label>
        until{' '}
        <TextInput
          type="date"
          aria-label="Until"
          value={asked.until}
          onChange={(_, value) => onChange({ until: value })}
        />
      </label>
    </div>
  )
}
