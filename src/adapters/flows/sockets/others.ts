import { splitRow } from '../shared/head.ts'
import { type End, endOf, endOfParts, portLike, type Socket, stateNames, wordsOf } from './ends.ts'

/** `lsof -i`: the command, and behind `TCP` both ends with an arrow between; a listening socket has one. */
export function lsofSocketOf(words: readonly string[]): Socket | undefined {
  let at = 6
  while (at < words.length && words[at] !== 'TCP' && words[at] !== 'UDP') at++
  if (at >= words.length || !isFamilyBefore(words, at)) return undefined
  const [local = '', peer] = (words[at + 1] ?? '').split('->', 2)
  const from = endOf(local, false)
  const to = peer === undefined ? everyone : endOf(peer, false)
  if (!from || !to) return undefined
  const state = stateNames.get((words[at + 2] ?? '').replace(/[()]/g, ''))
  return {
    protocol: words[at] === 'UDP' ? 'udp' : 'tcp',
    state: state ?? (peer === undefined ? 'listening' : 'connected'),
    local: from,
    peer: to,
    process: peer === undefined ? (words[0] ?? '').slice(0, 64) : undefined,
  }
}

function isFamilyBefore(words: readonly string[], at: number): boolean {
  for (let word = 4; word < at; word++) if (words[word] === 'IPv4' || words[word] === 'IPv6') return true
  return false
}

const everyone: End = { address: '', port: undefined, written: '*', isLocal: true }

/** `netstat -an` of Solaris: both ends, four numbers of windows and queues, the state. */
export function solarisSocketOf(words: readonly string[]): Socket | undefined {
  const state = stateNames.get(words[6] ?? '')
  if (state === undefined || !words.slice(2, 6).every(portLike)) return undefined
  const [local, peer] = [endOf(words[0] ?? '', true), endOf(words[1] ?? '', true)]
  return local && peer ? { protocol: 'tcp', state, local, peer, process: undefined } : undefined
}

type Field = 'local' | 'localPort' | 'peer' | 'peerPort' | 'state'

/** Which column of a table of PowerShell says what. */
export interface TableHead {
  readonly delimiter: string
  readonly columns: Readonly<Record<Field, number>>
}

const fields: Readonly<Record<Field, string>> = {
  local: 'LocalAddress',
  localPort: 'LocalPort',
  peer: 'RemoteAddress',
  peerPort: 'RemotePort',
  state: 'State',
}

/** The head of what `Get-NetTCPConnection` prints as a table or exports as CSV. */
export function tableHeadOf(text: string): TableHead | undefined {
  if (!text.includes('LocalAddress') || !text.includes('RemoteAddress')) return undefined
  const delimiter = [',', ';', '\t'].find((sign) => text.includes(sign)) ?? ' '
  const names = cellsOf(text, delimiter)
  const at = (field: Field): number => names.indexOf(fields[field])
  const columns = {
    local: at('local'),
    localPort: at('localPort'),
    peer: at('peer'),
    peerPort: at('peerPort'),
    state: at('state'),
  }
  return Object.values(columns).includes(-1) ? undefined : { delimiter, columns }
}

/** A row below such a head. */
export function tableSocketOf(text: string, { delimiter, columns }: TableHead): Socket | undefined {
  const cells = cellsOf(text, delimiter)
  const state = stateNames.get((cells[columns.state] ?? '').toUpperCase())
  if (state === undefined) return undefined
  const local = endOfParts(cells[columns.local] ?? '', cells[columns.localPort] ?? '')
  const peer = endOfParts(cells[columns.peer] ?? '', cells[columns.peerPort] ?? '')
  return local && peer ? { protocol: 'tcp', state, local, peer, process: undefined } : undefined
}

function cellsOf(text: string, delimiter: string): readonly string[] {
  return delimiter === ' ' ? wordsOf(text) : splitRow(text, delimiter).map((cell) => cell.trim())
}
