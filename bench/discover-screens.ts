// What a person waits for on the screens of discover, with 45,000 VMs read from the fake vCenter, in Chromium: the
// seconds on the clock, and the time that the page's own thread was busy, which other work on the machine does not change.
//   npm run build:web && npm run bench discover-screens
//   npm run bench discover-screens -- 5000       fewer VMs
//   npm run bench discover-screens -- FOLDER     a workspace that is there already
import { statSync } from 'node:fs'
import type { CDPSession, Page } from 'playwright-core'
import { causeway, newFolder } from '../tests/causeway.ts'
import { fakeUser } from '../tests/fakes/vsphere/options.ts'
import { startFakeVcenter } from '../tests/fakes/vsphere/server.ts'
import { openBrowser, openWindow, visit } from '../tests/screens/browser.ts'
import { serveFolder } from '../tests/screens/workspace.ts'

interface Measured {
  readonly what: string
  readonly wallMs: number
  readonly threadMs: number
}

const [argument = '45000'] = process.argv.slice(2)
const goalMilliseconds = { first: 1000, later: 200 }

/** A workspace with so many VMs, or the one that was named. */
async function workspace(): Promise<string> {
  if (!/^\d+$/.test(argument)) {
    statSync(argument)
    return argument
  }
  const folder = newFolder('discover-screens')
  const fake = await startFakeVcenter({ machines: Number(argument), rest: 'none' })
  const command = ['discover', fake.url.href, '--user', fakeUser.name]
  const { code, stderr } = await causeway(command, folder, { CAUSEWAY_PASSWORD: fakeUser.password })
  await fake.close()
  if (code !== 0) throw new Error(stderr)
  return folder
}

/** Milliseconds that the page's thread has worked. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
}

async function timed(session: CDPSession, what: string, act: () => Promise<unknown>): Promise<Measured> {
  const [before, started] = [await busy(session), performance.now()]
  await act()
  const wallMs = performance.now() - started
  return { what, wallMs, threadMs: (await busy(session)) - before }
}

async function measure(page: Page, session: CDPSession): Promise<readonly Measured[]> {
  const found: Measured[] = []
  const note = async (what: string, act: () => Promise<unknown>) =>
    found.push(await timed(session, what, act))
  const row = page.locator('.cw-grid-row[aria-rowindex="2"]')
  const number = page.getByTestId('count')
  for (const round of ['first', 'second']) {
    await visit(page, '/sources')
    await note(`estate, ${round} time: tree and first rows`, async () => {
      await page.goto(new URL('/estate', page.url()).href)
      await page.locator('.cw-tree-line').first().waitFor()
      await row.waitFor()
    })
    await note('  then every row', () => page.locator('.cw-grid[aria-busy="false"]').waitFor())
  }
  const filter = page.getByRole('combobox', { name: 'Filter' })
  await filter.focus()
  for (const key of 'erp') {
    const shown = await number.innerText()
    await note(`filter, key ${key}`, async () => {
      await page.keyboard.type(key)
      await number.filter({ hasNotText: new RegExp(`^${shown}$`) }).waitFor()
    })
  }
  await filter.fill('')
  await page.keyboard.press('Escape')
  const byMemory = page.getByRole('columnheader', { name: /Memory/ })
  await note('sort by memory', async () => {
    await byMemory.getByRole('button').click()
    await page.locator('[aria-sort=ascending]', { hasText: 'Memory' }).waitFor()
  })
  await note('scroll by a page, each of 40', () =>
    page.evaluate(`(async () => {
      for (let turn = 0; turn < 40; turn++) {
        document.querySelector('.cw-grid').scrollTop += 600
        await new Promise(requestAnimationFrame)
      }
    })()`),
  )
  const tree = page.getByRole('tree')
  await tree.focus()
  const down = async () => {
    const before = await tree.getAttribute('aria-activedescendant')
    await page.keyboard.press('ArrowDown')
    await page.locator(`[role=tree]:not([aria-activedescendant="${before}"])`).waitFor()
  }
  // Data centres are open from the beginning; below stand their clusters.
  await down()
  for (const cluster of [1, 2, 3]) {
    await down()
    const at = await tree.getAttribute('aria-activedescendant')
    await note(`tree: open cluster ${cluster}`, async () => {
      await page.keyboard.press('ArrowRight')
      await page.locator(`[id="${at}"][aria-expanded=true] + [aria-level="4"]`).waitFor()
    })
    await page.keyboard.press('ArrowLeft')
  }
  return found
}

const served = await serveFolder(await workspace())
const browser = await openBrowser()
try {
  const { page, context } = await openWindow(browser, served.link)
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const rows = await measure(page, session)
  console.table(
    rows.map(({ what, wallMs, threadMs }) => {
      const each = what.endsWith('each of 40') ? 40 : 1
      // The counter begins anew with another document.
      const loads = what.startsWith('estate')
      const goal = loads ? goalMilliseconds.first : goalMilliseconds.later
      return {
        what,
        'wall ms': Math.round(wallMs / each),
        'thread ms': loads ? '' : Math.round(threadMs / each),
        'goal ms': what.startsWith(' ') ? '' : goal,
      }
    }),
  )
} finally {
  await browser.close()
  await served.close()
}
