import type { Tally } from '../../algebra/evidence/collect.ts'
import type { Line } from '../../lib/lines.ts'
import type { CmdbRelation } from './relation-columns.ts'
import type { CmdbRow } from './schema.ts'

/** Which end of a relation stands on the other. The first half of a type says what the parent does. */
const standsOn: ReadonlyMap<string, 'parent' | 'child'> = new Map([
  ['runs on', 'parent'],
  ['hosted on', 'parent'],
  ['depends on', 'parent'],
  ['runs', 'child'],
  ['hosts', 'child'],
  ['used by', 'child'],
])

const machineKind =
  /^(?:(?:win|windows|linux|unix|esx|aix|solaris|hpux|osx|netware|hyper_v)_)?(?:server|computer|hardware|vm|vm_instance|vmware_instance|vmware_virtual_machine_instance|virtual_machine|virtual_machine_instance|vm_object)$/
const applicationKind = /appl|app_|service|database|db_|web_server|process|product|instance|cluster/

/**
 * What relations tell of owners, as rows of configuration items: an application that runs on, is hosted on or depends on
 * a server gives the server its name as application, and its owner when the server has none in this file. Every other
 * relation is noted by its type.
 */
export function itemsOfRelations(
  relations: readonly CmdbRelation[],
  lines: readonly Line[],
  tally: Tally,
): readonly CmdbRow[] {
  const items = new Map<string, CmdbRow>()
  for (const { parent, child } of relations) for (const end of [parent, child]) meet(items, end)
  for (const { line, type, parent, child } of relations) {
    const said = lines[line - 1] ?? { number: line, text: '' }
    const user = standsOn.get(type.split('::', 1)[0]?.trim().toLowerCase() ?? '')
    const application = items.get(keyOf(user === 'child' ? child : parent))
    const machine = items.get(keyOf(user === 'child' ? parent : child))
    if (user === undefined || !application || !machine) {
      tally.note(/^[\w :()&/,-]{1,80}$/.test(type) ? `relation ${type}` : 'relation of another type', said)
      continue
    }
    if (!isApplication(application.kind) || !isMachine(machine.kind))
      tally.note('relation that is not from an application to a server', said)
    else if (machine.application !== '' && machine.application !== application.name)
      tally.note('further application of a server', said)
    else items.set(keyOf(machine), withApplication(machine, application, line))
  }
  return [...items.values()]
}

function withApplication(machine: CmdbRow, { name, team, person }: CmdbRow, line: number): CmdbRow {
  const owned = machine.team !== '' || machine.person !== ''
  return owned ? { ...machine, application: name } : { ...machine, application: name, team, person, line }
}

/** One item for each name; what one relation leaves out another may say. */
function meet(items: Map<string, CmdbRow>, row: CmdbRow): void {
  const key = keyOf(row)
  const known = items.get(key)
  if (!known) {
    items.set(key, row)
    return
  }
  const owned = known.team !== '' || known.person !== ''
  const owner = owned ? known : row
  items.set(key, {
    ...known,
    line: owned ? known.line : row.team !== '' || row.person !== '' ? row.line : known.line,
    addresses: known.addresses.length > 0 ? known.addresses : row.addresses,
    remarks: known.remarks,
    fqdn: known.fqdn || row.fqdn,
    kind: known.kind || row.kind,
    application: known.application || row.application,
    team: owner.team,
    person: owner.person,
  })
}

function keyOf({ name }: CmdbRow): string {
  return name.toLowerCase()
}

/** `cmdb_ci_linux_server` and `Linux Server` are the same class. */
function className(kind: string): string {
  return kind
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^(?:u_)?cmdb_ci_/, '')
}

/** An export without classes leaves the relation's type to say it. */
function isMachine(kind: string): boolean {
  return kind === '' || machineKind.test(className(kind))
}

function isApplication(kind: string): boolean {
  return kind === '' || (!machineKind.test(className(kind)) && applicationKind.test(`${className(kind)}_`))
}
