import { type Data, ref, type Ref } from '../wire/value.ts'
import { fakeUser } from '../options.ts'
import type { World } from '../world.ts'
import { type Handlers, referenceXml } from './call.ts'
import { VimFault } from './fault.ts'

const usualMilliseconds = 2000

/** What a task does at its end; it may refuse even then. */
export type Work = () => Ref | undefined

/** Starts a task that takes its time, and gives the reference to it as the answer of a method. */
export function startTask(world: World, name: string, entity: Ref, work: Work): string {
  const all = world.options.taskMilliseconds ?? usualMilliseconds
  const self = ref('Task', world.next('task'))
  const iso = (): string => new Date(world.now()).toISOString()
  let info: Data = {
    key: self.id,
    task: self,
    name,
    descriptionId: name.replace(/_Task$/, ''),
    entity,
    entityName: entity.id,
    state: 'queued',
    cancelled: false,
    cancelable: true,
    reason: { $: 'TaskReasonUser', userName: fakeUser.name },
    queueTime: iso(),
    eventChainId: 1,
  }
  const tell = (more: Data): void => {
    info = { ...info, ...more }
    world.journal.add(self, 'modify', ['info'])
  }
  world.add({
    self,
    property: (property) => (property === 'info' ? info : undefined),
    cancel() {
      if (info['state'] === 'success' || info['state'] === 'error') throw new VimFault('InvalidState')
      tell({
        state: 'error',
        cancelled: true,
        completeTime: iso(),
        error: inWords(new VimFault('RequestCanceled')),
      })
    },
  })
  const stands = (): boolean => world.living.has(`Task:${self.id}`) && info['cancelled'] === false
  const at = (part: number, step: () => void): void => {
    const timer = setTimeout(() => stands() && step(), all * part)
    timer.unref()
  }
  at(0.1, () => tell({ state: 'running', startTime: iso(), progress: 0 }))
  for (const part of [0.3, 0.5, 0.7, 0.9]) at(part, () => tell({ progress: Math.round(part * 100) }))
  at(1, () => {
    try {
      const result = work()
      tell({ state: 'success', completeTime: iso(), ...(result === undefined ? {} : { result }) })
    } catch (error) {
      if (!(error instanceof VimFault)) throw error
      tell({ state: 'error', completeTime: iso(), error: inWords(error) })
    }
  })
  return referenceXml('returnval', self)
}

function inWords(fault: VimFault): Data {
  return { fault: { ...fault.fields, $: fault.fault }, localizedMessage: fault.text }
}

/** What can be done to a task. */
export const taskHandlers: Handlers = {
  CancelTask({ world, self }) {
    const task = world.living.get(`Task:${self.id}`)
    if (task?.cancel === undefined) throw new VimFault('ManagedObjectNotFound', { obj: self })
    task.cancel()
    return ''
  },
}
