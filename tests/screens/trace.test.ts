import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, openBrowser, openWindow, picture, themes, violations, visit } from './browser.ts'
import { buildWeb, type Served, serveFolder, tracedWorkspace } from './workspace.ts'

/** Pages of the trace: name, path, and what must be on it. */
const pages: readonly (readonly [name: string, path: string, text: string])[] = [
  ['evidence-file', '/evidence/file?file=firewall%2Ffw-core-01.set&line=57#L57', 'What was not understood'],
  ['vm-graph', '/vms/erp-db-01?view=graph&mode=re-ip', 'Filled: has to change'],
]

describe.skipIf(!hasChromium())('screens of the trace', () => {
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    buildWeb()
    served = await serveFolder(await tracedWorkspace())
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const withPage = async (work: (page: Page) => Promise<void>) => {
    const { page, context, errors } = await openWindow(browser, served.link)
    await work(page)
    expect(errors).toEqual([])
    await context.close()
  }

  for (const theme of themes) {
    for (const width of [1280, 1920]) {
      test(`every page is there, without a serious violation: ${theme}, ${width} pixels`, async () => {
        const { page, context, errors } = await openWindow(browser, served.link, { theme, width })
        const found: Record<string, readonly string[]> = {}
        for (const [name, path, text] of pages) {
          await visit(page, path)
          await page.getByText(text).first().waitFor()
          await picture(page, `${name}-${theme}-${width}`)
          found[name] = await violations(page)
        }
        expect(found).toEqual(Object.fromEntries(pages.map(([name]) => [name, []])))
        expect(errors).toEqual([])
        await context.close()
      })
    }
  }

  test('from a number to the line in the file in two clicks', () =>
    withPage(async (page) => {
      await visit(page, '/estate?where=name%20~%20erp-db-01')
      await page.getByRole('link', { name: 'erp-db-01', exact: true }).click()
      await page.locator('.cw-evidence-link').first().click()
      await page.waitForSelector('.cw-wanted')
      expect(await page.locator('.cw-wanted mark').first().textContent()).not.toBe('')
      expect(new URL(page.url()).hash).toBe(`#${await page.locator('.cw-wanted').getAttribute('id')}`)
    }))

  test('the graph of a blast radius is used by keyboard alone, and Enter opens the line', () =>
    withPage(async (page) => {
      await visit(page, '/vms/erp-db-01')
      await page.getByRole('button', { name: 'graph' }).click()
      await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('graph')
      const dots = page.locator('a.cw-dot')
      expect(await dots.count()).toBeGreaterThan(10)
      await dots.first().focus()
      await page.keyboard.press('ArrowRight')
      const label = await dots.nth(1).getAttribute('aria-label')
      expect(label).toMatch(/ on .*, (has to change|stays)/)
      await page.locator('.cw-pointed', { hasText: label ?? 'nothing' }).waitFor()
      await page.keyboard.press('Enter')
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
