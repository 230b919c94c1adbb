import { qcow2Layout } from '../adapters/qcow2/index.ts'
import { rawLayout } from '../adapters/raw-disk/index.ts'
import { openDisk } from '../adapters/vmdk/index.ts'
import { openFile } from '../formats/tar/index.ts'
import { sliceReader } from '../lib/byte-reader.ts'
import type { DiskOpener } from '../ports/disk.ts'

/** The disk formats there are, behind the port that the steps of a move use. */
export const diskOpener: DiskOpener = {
  async open(place) {
    const whole = await openFile(place.path)
    try {
      const reader = sliceReader(whole, place.name, place.offsetBytes, place.sizeBytes)
      const { virtualBytes, descriptor } = place
      const claimed =
        virtualBytes === undefined ? undefined : { virtualBytes, descriptor: descriptor ?? place.name }
      return await openDisk(reader, claimed)
    } catch (error) {
      await whole.close()
      throw error
    }
  },
  layout: (format, virtualBytes) => (format === 'raw' ? rawLayout(virtualBytes) : qcow2Layout(virtualBytes)),
}
