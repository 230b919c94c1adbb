import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { causeway, newFolder } from '../causeway.ts'
import { hasChromium, openBrowser, picture, violations, visit } from './browser.ts'
import { onPage } from './open-pages.ts'
import { buildWeb, type Served, serveFolder } from './workspace.ts'

const sheet = resolve('tests/estates/harbour/rvtools.xlsx')

describe.skipIf(!hasChromium())('the inventory, its sources and its history in the browser', () => {
  let served: Served
  let browser: Browser
  const withPage = (work: (page: Page) => Promise<void>) => onPage({ browser, served }, work)

  beforeAll(async () => {
    buildWeb()
    const folder = newFolder('screens-estate')
    writeFileSync(join(folder, 'owners.csv'), 'vm,owner\nerp-db-01,Nina\n')
    for (const source of [sheet, 'owners.csv']) {
      const { code, stderr } = await causeway(['discover', source], folder)
      if (code !== 0) throw new Error(stderr)
    }
    served = await serveFolder(folder)
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  test('the tree is used by keyboard alone; a cluster narrows the table by a filter that the command line takes', () =>
    withPage(async (page) => {
      await visit(page, '/estate')
      const tree = page.getByRole('tree')
      await page.getByRole('treeitem', { name: /cluster QS-PROD/ }).waitFor()
      await tree.focus()
      await page.keyboard.type('QS-P')
      await page.keyboard.press('ArrowRight')
      await page.getByRole('treeitem', { name: /host esx01/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('causeway vms --where').waitFor()
      const line = (await page.locator('.cw-head-command').innerText()).trim()
      const where = /'(.*)'/.exec(line)?.[1] ?? ''
      const said = await causeway(['vms', '--where', where, '--json'], served.folder)
      const { total } = JSON.parse(said.stdout)
      expect(total).toBeGreaterThan(0)
      await page.getByTestId('count').getByText(`${total} of `).waitFor()
      expect(await violations(page)).toEqual([])
      // The address bar alone brings the same page back, with the way to the node unfolded.
      await page.reload()
      await page.getByTestId('count').getByText(`${total} of `).waitFor()
      await expect
        .poll(() => page.getByRole('treeitem', { name: /cluster QS-PROD/ }).getAttribute('aria-selected'))
        .toBe('true')
    }))

  test('the filter is completed by keyboard, and typing goes on whatever is offered', () =>
    withPage(async (page) => {
      await visit(page, '/estate')
      const filter = page.getByRole('combobox', { name: 'Filter' })
      await filter.pressSequentially('clu')
      await page.getByRole('option', { name: /^cluster/ }).waitFor()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await filter.pressSequentially('= QS-D')
      await page.getByRole('option', { name: 'QS-DEV' }).waitFor()
      await picture(page, 'estate-completion-light-1280')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Tab')
      // What a key does is seen when the page has been drawn anew.
      await expect.poll(() => filter.inputValue()).toBe('cluster = QS-DEV ')
      await filter.pressSequentially('and cpus > many')
      const wrong = page.getByRole('button', { name: 'Select what is wrong, at column 29' })
      await expect.poll(() => wrong.locator('mark').innerText()).toBe('many')
      await picture(page, 'estate-wrong-filter-light-1280')
      await wrong.click()
      const box = 'document.activeElement'
      await expect
        .poll(() => page.evaluate(`${box}.value.slice(${box}.selectionStart, ${box}.selectionEnd)`))
        .toBe('many')
      await page.getByRole('gridcell', { name: 'No VM fits here.' }).waitFor()
      await page.getByText('cannot be read at column 29: found `many`, expected a number').waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => page.getByRole('option').count()).toBe(0)
    }))

  test('what is chosen in one view leads to its page, and from there to its VMs', () =>
    withPage(async (page) => {
      await visit(page, '/estate?view=storage')
      await page.getByRole('treeitem', { name: /datastore QS-PROD-01/ }).click()
      await page.getByRole('link', { name: 'All facts' }).click()
      await page.getByRole('heading', { level: 1, name: 'QS-PROD-01' }).waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('link', { name: /VMs$/ }).click()
      await page.getByRole('treeitem', { name: /datastore QS-PROD-01/, selected: true }).waitFor()
    }))

  test('a file is checked, shows its rejected row, is added, and the history tells it', () =>
    withPage(async (page) => {
      await visit(page, '/sources')
      await page.locator('input[type=file]').setInputFiles({
        name: 'asked.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('vm,owner,password\nerp-db-01,Omar,hunter2-hunter2\n,Zoe,\n'),
      })
      await page.getByText(/2 seen = 1 kept \+ 0 merged \+ 1 rejected/).waitFor()
      const before = await causeway(['sources', '--json'], served.folder)
      expect(before.stdout).not.toContain('asked.csv')
      await page.getByRole('button', { name: 'Add to the estate' }).click()
      await page.getByText(/Added:/).waitFor()
      const source = page.getByRole('region', { name: 'asked.csv' })
      await source.getByText('owner: Zoe').waitFor()
      await picture(page, 'sources-rejected-light-1280')
      expect(await violations(page)).toEqual([])
      await page.getByRole('tab', { name: /Contradictions \(1\)/ }).click()
      await page.getByRole('link', { name: 'erp-db-01' }).waitFor()
      await page.getByRole('row', { name: /Omar/ }).getByRole('button', { name: 'Believe this' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Believe this' }).click()
      await page.getByText('The sources disagree on nothing here.').waitFor()
      expect(readFileSync(join(served.folder, 'conflicts.yaml'), 'utf8')).toContain('asked.csv')
      await visit(page, '/history?field=owner')
      await page.getByRole('cell', { name: /Nina .*Omar/ }).waitFor()
      expect(await violations(page)).toEqual([])
    }))

  test('two readings are compared: what was decided back is no change', () =>
    withPage(async (page) => {
      const back = ['conflicts', 'decide', 'erp-db-01', 'owner', '--source', 'owners.csv']
      expect((await causeway(back, served.folder)).code).toBe(0)
      await visit(page, '/history')
      const readings = page.getByRole('region', { name: 'Readings' }).getByRole('listitem')
      await expect.poll(() => readings.count()).toBe(4)
      await readings.nth(2).getByRole('button', { name: 'From' }).click()
      await page.getByText('No change fits this.').waitFor()
      await readings.nth(1).getByRole('button', { name: 'To', exact: true }).click()
      await page.getByRole('cell', { name: /Nina .*Omar/ }).waitFor()
      expect(await violations(page)).toEqual([])
      await picture(page, 'history-compared-light-1280')
    }))
})
