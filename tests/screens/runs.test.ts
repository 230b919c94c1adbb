import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { causeway, newFolder } from '../causeway.ts'
import { hasChromium, openBrowser, openWindow, picture, violations, visit } from './browser.ts'
import { buildWeb, type Served, serveFolder } from './workspace.ts'

const kiosk = resolve('tests/estates/harbour/ova/gate-kiosk-01.ova')

describe.skipIf(!hasChromium())('a run in the browser', () => {
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    buildWeb()
    served = await serveFolder(newFolder('screens-runs'))
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  /** Starts a move that fails at its last step, since something stands where the image belongs. Returns that place. */
  async function failedMove(out: string): Promise<string> {
    const image = join(served.folder, out, 'gate-kiosk-01-disk1.raw')
    mkdirSync(image, { recursive: true })
    const { code, stderr } = await causeway(['move', kiosk, '--to', 'files', '--out', out], served.folder)
    expect(code, stderr).toBe(1)
    return image
  }

  test('a failed run says why, and goes on in the server when what was in the way is gone', async () => {
    const image = await failedMove('moved')
    const { page, context, errors } = await openWindow(browser, served.link)
    await visit(page, '/runs')
    await page.locator('tbody').getByRole('link').first().click()
    await page.getByText('is already there and is not overwritten').first().waitFor()
    await picture(page, 'run-failed-light-1280')
    expect(await violations(page)).toEqual([])
    rmdirSync(image)
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click()
    await page.getByText('What it made').waitFor()
    await page.locator('.cw-log').getByText('run: done').waitFor()
    expect(existsSync(image)).toBe(true)
    expect(errors).toEqual([])
    await context.close()
  })

  test('a failed run that is cancelled ends for good and leaves nothing unfinished', async () => {
    const image = await failedMove('given-up')
    const { page, context, errors } = await openWindow(browser, served.link)
    await visit(page, '/runs')
    await page.locator('tbody').getByRole('link').first().click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).first().click()
    await page.locator('h1 ~ *, p').getByText('cancelled').first().waitFor()
    expect(await page.getByRole('button', { name: 'Resume' }).count()).toBe(0)
    expect(readdirSync(dirname(image))).toEqual([basename(image)])
    expect(errors).toEqual([])
    await context.close()
  })
})
