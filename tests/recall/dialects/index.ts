import { configTreeDialect } from './config-tree.ts'
import type { Dialect } from '../dialect.ts'
import { bindDialect } from './bind.ts'
import { ciscoAsaDialect } from './cisco-asa.ts'
import { ciscoIosDialect } from './cisco-ios.ts'
import { iptablesDialect } from './iptables.ts'
import { nftablesDialect } from './nftables.ts'
import { panosDialect } from './panos.ts'

/** Every dialect that is written with a known answer: one for each reader of evidence. */
export const dialects: readonly Dialect[] = [
  configTreeDialect,
  ciscoAsaDialect,
  ciscoIosDialect,
  panosDialect,
  iptablesDialect,
  nftablesDialect,
  bindDialect,
]
