import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { vmdkOf } from '../disk/vmdk.ts'
import { fileOf, Lease } from '../soap/lease.ts'
import type { World } from '../world.ts'

/** Sends a disk of a lease that is ready; sending does not keep it alive, only its owner's word does. */
export async function answerNfc(world: World, path: string, answer: ServerResponse): Promise<void> {
  const [, , id = '', file = ''] = path.split('/')
  const lease = world.living.get(`HttpNfcLease:${decodeURIComponent(id)}`)
  const disk =
    lease instanceof Lease ? lease.machine.traits.disks.find((one) => fileOf(one) === file) : undefined
  if (!(lease instanceof Lease) || disk === undefined || lease.state !== 'ready') {
    answer.writeHead(404).end()
    return
  }
  answer.writeHead(200, { 'content-type': 'application/x-vnd.vmware-streamVmdk' })
  const digest = createHash('sha1')
  let size = 0
  const gone = once(answer, 'close').then(() => 'gone')
  for (const part of vmdkOf(lease.machine.traits, disk, lease.epoch)) {
    if (lease.state !== 'ready') {
      answer.destroy()
      return
    }
    digest.update(part)
    size += part.length
    if (!answer.write(part) && (await Promise.race([once(answer, 'drain'), gone])) === 'gone') return
  }
  lease.sent.set(file, { sha1: digest.digest('hex'), size })
  answer.end()
}
