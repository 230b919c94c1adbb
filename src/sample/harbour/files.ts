import { coreFlowsCsv, dockFlowsCsv } from './evidence/flows.ts'
import { cmdbCsv, overlayCsv } from './evidence/owners.ts'
import { forwardZone, reverseZone } from './evidence/zones.ts'
import { harbourWorkbook } from './rvtools/workbook.ts'

/** A generated file of the sample estate; the path is below `tests/estates/harbour`. */
export interface HarbourFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Every generated file but the recorded vCenter answers, which an adapter writes. */
export function harbourFiles(): readonly HarbourFile[] {
  return [
    { path: 'rvtools.xlsx', bytes: harbourWorkbook() },
    text('overlay.csv', overlayCsv()),
    text('evidence/dns/harbour.example.zone', forwardZone()),
    text('evidence/dns/20.10.in-addr.arpa.zone', reverseZone()),
    text('evidence/cmdb/cmdb_ci.csv', cmdbCsv()),
    text('evidence/flows/core-30-days.csv', coreFlowsCsv()),
    text('evidence/flows/dock-30-days.csv', dockFlowsCsv()),
  ]
}

function text(path: string, content: string): HarbourFile {
  return { path, bytes: new TextEncoder().encode(content) }
}
