import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { performanceResult } from '../../src/contract/performance.ts'
import { causeway, json, newFolder } from '../causeway.ts'
import { traitsOf } from '../fakes/vsphere/inventory/traits.ts'
import { fakeUser } from '../fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../fakes/vsphere/server.ts'
import { hasChromium, openBrowser, picture, violations, visit } from './browser.ts'
import { onPage, seePages } from './open-pages.ts'
import { buildWeb, type Served, serveFolder } from './workspace.ts'

/** The first machine of the fake, and one that is off. */
const [busy, off] = [traitsOf(1, 0, '').name, traitsOf(1, 5, '').name]

describe.skipIf(!hasChromium())('performance in the browser', () => {
  let fake: FakeVcenter
  let served: Served
  let browser: Browser
  let host: string

  beforeAll(async () => {
    buildWeb()
    fake = await startFakeVcenter({ machines: 12, statisticsLevel: 1, rest: 'none' })
    const folder = newFolder('screens-performance')
    const vcenter = [fake.url.href, '--user', fakeUser.name]
    const read = ['performance', 'read', ...vcenter]
    for (const command of [
      ['discover', ...vcenter],
      read,
      'later',
      read,
      [...read, '--days', '1'],
    ] as const) {
      if (command === 'later') {
        // A month is kept: who comes back after 45 days finds half of that gone for ever.
        fake.world.later(45 * 86_400_000)
        continue
      }
      const done = await causeway(command, folder, { CAUSEWAY_PASSWORD: fakeUser.password })
      if (done.code !== 0) throw new Error(done.stderr)
    }
    const shown = await json(['performance', 'host:esx-0001.corp.example'], folder)
    host = performanceResult.parse(shown).object.id
    served = await serveFolder(folder)
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await fake?.close()
  })

  seePages(
    'chart',
    [
      ['performance-vm', `/vms/${busy}?tab=performance`, 'P95'],
      ['performance-cluster', '/objects/Cluster-1?tab=performance', 'averages of 7200 seconds'],
      ['performance-off', `/vms/${off}?tab=performance`, 'There are no samples in this window.', false],
    ],
    () => ({ browser, served }),
  )

  test('a chart marks its percentiles, a gap is hatched, and what is not kept says why', () =>
    onPage({ browser, served }, async (page) => {
      await visit(page, `/vms/${busy}?tab=performance`)
      const card = page.getByRole('region', { name: 'CPU usage', exact: true })
      await card.waitFor()
      const label = (await card.getByRole('img').getAttribute('aria-label')) ?? ''
      expect(label).toMatch(
        /^CPU usage: P50 .* %, P95 .* %, P99 .* %, max .* %; averages of 7200 seconds, \d+ of 360/,
      )
      expect(await card.locator('.cw-chart-mark').count()).toBe(4)
      const missing = page.getByRole('region', { name: 'Metrics without samples' })
      expect(await missing.innerText()).toContain('Not kept at level 1')
      expect(await page.getByRole('region', { name: 'Active memory' }).count()).toBe(0)
    }))

  test('a host has charts of its own, reached from its page', () =>
    onPage({ browser, served }, async (page) => {
      await visit(page, `/objects/${host}`)
      await page.getByRole('tab', { name: 'Performance' }).click()
      await page.getByRole('region', { name: 'CPU ready, all vCPUs together' }).waitFor()
      await picture(page, 'performance-host-light-1280')
      expect(await violations(page)).toEqual([])
    }))

  test('what nobody read in time is hatched, and no line goes across', () =>
    onPage({ browser, served }, async (page) => {
      await visit(page, `/vms/${busy}?tab=performance&days=90`)
      const card = page.getByRole('region', { name: 'CPU usage', exact: true })
      await card.waitFor()
      expect(await card.getByRole('img').getAttribute('aria-label')).toMatch(/7\d\d of 90\d samples$/)
      const hatched = await card
        .locator('svg rect')
        .evaluateAll((fields) => fields.map((field) => Number(field.getAttribute('width'))))
      // 15 days of 75 in a drawing that is 378 wide.
      expect(Math.max(...hatched)).toBeGreaterThan(70)
      expect(await card.locator('.cw-chart-line').count()).toBeGreaterThanOrEqual(2)
      await picture(page, 'performance-gap-light-1280')
    }))

  test('arrow keys read a chart out, and another window is one click away', () =>
    onPage({ browser, served }, async (page) => {
      await visit(page, `/vms/${busy}?tab=performance`)
      const slider = page.getByRole('slider', { name: 'Point in time, CPU usage', exact: true })
      await slider.focus()
      const last = await slider.getAttribute('aria-valuetext')
      await slider.press('ArrowLeft')
      const before = await slider.getAttribute('aria-valuetext')
      expect(last).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC: /)
      expect(before).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC: /)
      expect(before).not.toBe(last)
      await page.getByRole('button', { name: '1 day' }).click()
      await page.getByText('Averages of 300 seconds (5 minutes)').waitFor()
      expect(new URL(page.url()).searchParams.get('days')).toBe('1')
      await picture(page, 'performance-vm-day-light-1280')
      expect(await violations(page)).toEqual([])
    }))
})
