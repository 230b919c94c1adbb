import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newFolder } from '../causeway.ts'
import { hasChromium, openBrowser, openWindow, violations, visit } from './browser.ts'
import { onPage, type PageToSee, seePages } from './open-pages.ts'
import { buildWeb, type Served, serveFolder, serveTraced } from './workspace.ts'

/** Pages of the trace: name, path, and what must be on it. */
const pages: readonly PageToSee[] = [
  ['evidence-file', '/evidence/file?file=firewall%2Ffw-core-01.set&line=57#L57', 'What was not understood'],
  ['heat-map', '/trace', 'VM addresses'],
  ['heat-map-rows', '/trace?subnet=10.20.30.0%2F24', 'Back to the heat map'],
  ['flows', '/trace?tab=flows', 'tcp/1521'],
  ['flows-one-by-one', '/trace?tab=flows&by=flow&find=to:erp-db-01', 'Caller'],
  ['unowned', '/trace?tab=unowned', 'without an owner'],
  ['orphans', '/trace?tab=orphans', 'belong to no VM'],
  ['changes', '/trace?tab=changes&vm=erp-db-01&mode=re-ip', 'hours of work'],
  ['questions', '/trace?tab=questions', 'Is this also a modernisation?'],
  ['vm-services', '/vms/erp-db-01', 'Shared infrastructure'],
  ['vm-graph', '/vms/erp-db-01?view=graph&mode=re-ip', 'Filled: has to change'],
]

describe.skipIf(!hasChromium())('screens of the trace', () => {
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    buildWeb()
    served = await serveTraced()
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const withPage = (work: (page: Page) => Promise<void>) => onPage({ browser, served }, work)

  seePages('page', pages, () => ({ browser, served }))

  test('from a number to the line in the file in two clicks', () =>
    withPage(async (page) => {
      await visit(page, '/estate?where=name%20~%20erp-db-01')
      await page.getByRole('link', { name: 'erp-db-01', exact: true }).click()
      await page.locator('.cw-evidence-link').first().click()
      await page.waitForSelector('.cw-wanted')
      expect(await page.locator('.cw-wanted mark').first().textContent()).not.toBe('')
      const wanted = await page.locator('.cw-wanted').getAttribute('id')
      await expect.poll(() => new URL(page.url()).hash).toBe(`#${wanted}`)
    }))

  test('from the number of change requests of a mode to their documents, and from a question to the line', () =>
    withPage(async (page) => {
      await visit(page, '/vms/erp-db-01')
      await page.getByRole('link', { name: '9 change requests' }).click()
      await page.getByText('9 change requests, 17.2 hours of work').waitFor()
      await visit(page, '/trace?tab=questions')
      const answer = page.getByRole('region', {
        name: 'Which VMs have addresses in rules or compliance documents?',
      })
      await answer.getByText(/behind this answer/).click()
      await answer.locator('tr', { hasText: 'erp-db-01' }).locator('.cw-evidence-link').first().click()
      await page.waitForSelector('.cw-wanted mark')
    }))

  test('what asks for a change in a mode is marked in the list: a pool member under both', () =>
    withPage(async (page) => {
      const services = page.locator('.cw-team summary', { hasText: 'Network Services' })
      await visit(page, '/vms/erp-db-01?mode=keep-ip')
      expect(await services.textContent()).toContain('4 artefacts, 1 to change')
      await visit(page, '/vms/erp-db-01?mode=re-ip')
      expect(await services.textContent()).toContain('4 artefacts, 3 to change')
    }))

  test('the graph of a blast radius is used by keyboard alone, and Enter opens the line', () =>
    withPage(async (page) => {
      await visit(page, '/vms/erp-db-01')
      await page.getByRole('button', { name: 'graph' }).click()
      await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('graph')
      const dots = page.locator('a.cw-dot')
      // The address in the bar changes before the picture is drawn.
      await dots.nth(10).waitFor()
      await dots.first().focus()
      await page.keyboard.press('ArrowRight')
      const label = await dots.nth(1).getAttribute('aria-label')
      expect(label).toMatch(/ on .*, (has to change|stays)/)
      await page.locator('.cw-pointed', { hasText: label ?? 'nothing' }).waitFor()
      await page.keyboard.press('Enter')
      await page.waitForSelector('.cw-wanted mark')
    }))

  test('a cell of the heat map opens exactly what it counts, and a row its line', () =>
    withPage(async (page) => {
      await visit(page, '/trace')
      await page
        .getByRole('searchbox', { name: 'Find subnets' })
        .or(page.getByLabel('Find subnets'))
        .first()
        .fill('10.20.30.41')
      await expect.poll(() => new URL(page.url()).searchParams.get('find')).toBe('10.20.30.41')
      await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' })
      const cell = page.getByRole('link', { name: /10\.20\.30\.0\/24, Network Security: \d+ artefacts/ })
      const counted = /: (\d+) /.exec((await cell.getAttribute('aria-label')) ?? '')?.[1]
      await cell.click()
      await page.getByRole('heading', { name: `${counted} artefacts name` }).waitFor()
      expect(await page.locator('.cw-artefacts > li').count()).toBe(Number(counted))
      await page.locator('.cw-evidence-link').first().click()
      await page.waitForSelector('.cw-wanted mark')
    }))

  test('flows are summed, opened one by one and found by words that stand in the address bar', () =>
    withPage(async (page) => {
      await visit(page, '/trace?tab=flows')
      const row = page.getByRole('row', { name: /^tcp\/1521/ })
      const flows = await row.getByRole('gridcell').nth(1).textContent()
      await row.getByRole('link', { name: 'its flows' }).click()
      await page.getByTestId('flow-sum').getByText(`${flows} of`).waitFor()
      await page.getByLabel('Find flows').first().fill('tcp/1521 to:erp-db-01')
      await expect.poll(() => new URL(page.url()).searchParams.get('find')).toBe('tcp/1521 to:erp-db-01')
      await page
        .getByTestId('flow-sum')
        .getByText(/^1\d of/)
        .waitFor()
      await page.getByLabel('Find flows').first().fill('to:nobody-01')
      await page
        .getByText(/nobody-01/)
        .last()
        .waitFor()
    }))

  test('a pack of change requests is chosen by scope, mode and team, all in the address bar', () =>
    withPage(async (page) => {
      await visit(page, '/trace?tab=changes')
      await page.getByLabel('What the change requests are for').selectOption('vm')
      await page.getByLabel('Name of a VM').fill('erp-db-01')
      await page.getByRole('button', { name: 'New addresses' }).click()
      await page.getByTestId('pack').getByText('for the VM erp-db-01; mode re-ip').waitFor()
      await page.getByRole('link', { name: 'Cargo Tracking' }).click()
      await page
        .getByTestId('pack')
        .getByText(/^1 change request,/)
        .waitFor()
      expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
        tab: 'changes',
        vm: 'erp-db-01',
        mode: 're-ip',
        team: 'Cargo Tracking',
      })
      await page.locator('.cw-change .cw-evidence-link').first().click()
      await page.waitForSelector('.cw-wanted mark')
    }))

  test('a file of evidence opens to its lines, and a line that names nothing says so', () =>
    withPage(async (page) => {
      await visit(page, '/evidence')
      await page.getByRole('link', { name: 'Lines of dns/harbour.example.zone' }).click()
      await page.getByRole('heading', { level: 1, name: 'dns/harbour.example.zone' }).waitFor()
      await visit(page, '/evidence/file?file=dns%2Fharbour.example.zone&line=1#L1')
      await page.getByText('Line 1 names nothing').waitFor()
      await visit(page, '/evidence/file?file=never.conf')
      await page.getByText('There is no evidence with the id or file name').waitFor()
    }))
})

describe.skipIf(!hasChromium())('trace of an empty workspace', () => {
  test('every tab says what to do', async () => {
    const served = await serveFolder(newFolder('empty-trace'))
    const browser = await openBrowser()
    const { page, errors } = await openWindow(browser, served.link)
    const told: Record<string, string | null> = {}
    for (const tab of ['heat-map', 'flows', 'unowned', 'orphans', 'changes']) {
      await visit(page, `/trace?tab=${tab}`)
      const empty = page.locator('.pf-v6-c-empty-state')
      await empty.waitFor()
      told[tab] = await empty.locator('code').last().textContent()
      expect(await violations(page)).toEqual([])
    }
    expect(told).toEqual({
      'heat-map': 'causeway discover rvtools.xlsx',
      flows: 'causeway evidence add flows.csv',
      unowned: 'causeway evidence add ./evidence',
      orphans: 'causeway evidence add ./evidence',
      changes: 'causeway evidence add ./evidence',
    })
    expect(errors).toEqual([])
    await browser.close()
    await served.close()
  })
})
