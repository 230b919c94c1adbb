// A process that moves a package, or goes on with the run that a killed one left: what the soak kills.
//   move-child WORKSPACE start PACKAGE OUT FORMAT | move-child WORKSPACE resume | move-child WORKSPACE show
// Prints its phases and how far it is as JSON lines, and the run's answer at the end.
import { writeSync } from 'node:fs'
import { moveToFiles } from '../../src/app/move.ts'
import { resume } from '../../src/app/runs.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import { openContext } from '../../src/main/compose.ts'
import { listRuns, runEvents, viewRun } from '../../src/runs/index.ts'

const [workspace = '.', what, source = '', out = '', format] = process.argv.slice(2)
const say = (value: unknown) => writeSync(1, `${JSON.stringify(value)}\n`)
const progress = {
  ...silentProgress(),
  phase: (name: string) => void say({ phase: name }),
  advance: (done: number, total?: number) => void say({ done, total }),
}
const { context, close } = await openContext({ workspace, writes: true, what: 'command', progress })
try {
  if (what === 'start') {
    say(await moveToFiles(context, { source, out, format: format === 'qcow2' ? 'qcow2' : 'raw' }))
  } else if (what === 'resume') say((await resume(context, undefined, undefined)) ?? { nothing: true })
  else {
    const newest = (await listRuns(context.store))[0]
    if (newest === undefined) say({ nothing: true })
    else {
      const events = (await runEvents(context.store, newest.id, 0)).filter((event) => event.kind === 'step')
      say({ run: await viewRun(context.store, newest.id), events: events.map((event) => event.data) })
    }
  }
} finally {
  await close()
}
