import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { causeway, newFolder } from '../causeway.ts'
import { hasChromium, openBrowser, openWindow, picture, violations, visit } from './browser.ts'
import { buildWeb, type Served, serveFolder } from './workspace.ts'

describe.skipIf(!hasChromium())('a contradiction in the browser', () => {
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    buildWeb()
    const folder = newFolder('screens-conflicts')
    writeFileSync(join(folder, 'inventory.csv'), 'vm,owner\nerp-db-01,Nina\n')
    writeFileSync(join(folder, 'asked.csv'), 'vm,owner\nerp-db-01,Omar\n')
    const sheet = resolve('tests/estates/harbour/rvtools.xlsx')
    const { code, stderr } = await causeway(['discover', sheet, 'inventory.csv', 'asked.csv'], folder)
    if (code !== 0) throw new Error(stderr)
    served = await serveFolder(folder)
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  test('a click decides which source is believed, and the history of the VM tells it', async () => {
    const { page, context, errors } = await openWindow(browser, served.link)
    await visit(page, '/vms/erp-db-01?tab=facts')
    const conflict = page.locator('.cw-conflict')
    const shown = conflict.locator('strong')
    const first = await shown.innerText()
    const other = first === 'Nina' ? 'Omar' : 'Nina'
    await picture(page, 'conflict-open-light-1280')
    const row = conflict.getByRole('row', { name: other })
    await row.getByRole('button', { name: 'Believe this' }).click()
    expect(await violations(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Believe this' }).click()
    await conflict.getByText('it is decided').waitFor()
    await shown.getByText(other).waitFor()
    await picture(page, 'conflict-decided-light-1280')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('conflicts.yaml was changed').first().waitFor()
    expect(await page.getByRole('row', { name: 'owner' }).first().innerText()).toContain(other)
    expect(await violations(page)).toEqual([])
    await picture(page, 'vm-history-light-1280')
    expect(errors).toEqual([])
    await context.close()
  })
})
