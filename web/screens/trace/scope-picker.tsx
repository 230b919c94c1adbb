import { FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core'
import { useState } from 'react'
import { useFilterText } from '../../parts/use-filter-text.ts'
import { useSearch } from '../../parts/use-search.ts'
import { type ScopeKind, scopeKinds, scopeOf } from './scope.ts'

const words: Readonly<Record<ScopeKind | 'estate', string>> = {
  estate: 'the whole estate',
  wave: 'a wave',
  application: 'an application',
  subnet: 'a subnet',
  vm: 'a VM',
}
const examples: Readonly<Record<ScopeKind, string>> = {
  wave: 'wave-01',
  application: 'name of the application',
  subnet: '10.20.30.0/24',
  vm: 'erp-db-01',
}

/** What the change requests are for; the choice stands in the address bar. */
export function ScopePicker() {
  const [search, change] = useSearch()
  const scope = scopeOf(search)
  const [kind, setKind] = useState<ScopeKind | 'estate'>(scope.kind)
  const put = (next: ScopeKind | 'estate', name: string) =>
    change({
      ...Object.fromEntries(scopeKinds.map((one) => [one, one === next ? name : undefined])),
      team: undefined,
    })
  const [name, setName] = useFilterText(scope.kind === 'estate' ? '' : scope.name, (text) => put(kind, text))
  return (
    <>
      <FormSelect
        className="cw-scope-kind"
        aria-label="What the change requests are for"
        value={kind}
        onChange={(_, value) => {
          const next = scopeKinds.find((one) => one === value) ?? 'estate'
          setKind(next)
          setName('')
          put(next, '')
        }}
      >
        {(['estate', ...scopeKinds] as const).map((one) => (
          <FormSelectOption key={one} value={one} label={`For ${words[one]}`} />
        ))}
      </FormSelect>
      {kind === 'estate' ? undefined : (
        <TextInput
          className="cw-scope-name"
          aria-label={`Name of ${words[kind]}`}
          placeholder={examples[kind]}
          value={name}
          onChange={(_, text) => setName(text)}
        />
      )}
    </>
  )
}
