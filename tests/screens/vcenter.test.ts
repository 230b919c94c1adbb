import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newFolder } from '../causeway.ts'
import { drift } from '../fakes/vsphere/drift.ts'
import { fakeUser } from '../fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../fakes/vsphere/server.ts'
import { hasChromium, openBrowser, openWindow, picture, violations, visit } from './browser.ts'
import { onPage } from './open-pages.ts'
import { buildWeb, type Served, serveFolder } from './workspace.ts'

describe.skipIf(!hasChromium())('a vCenter on the page of sources', () => {
  let fake: FakeVcenter
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    buildWeb()
    fake = await startFakeVcenter({ machines: 12, seed: 6, tls: true })
    served = await serveFolder(newFolder('screens-vcenter'))
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await fake?.close()
  })

  /** Everything that a browser keeps of a page. */
  async function kept(page: Page): Promise<string> {
    const own = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, document.cookie, location.href])',
    )
    const databases = await page.evaluate('indexedDB.databases()')
    return `${own} ${JSON.stringify(databases)} ${JSON.stringify(await page.context().storageState())}`
  }

  async function check(page: Page, password: string): Promise<void> {
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
  }

  test('its certificate is compared and trusted, its privileges are seen, it is read, and the password is nowhere', () =>
    onPage({ browser, served }, async (page) => {
      await visit(page, '/sources')
      await page.getByRole('button', { name: 'read a vCenter' }).click()
      await page.getByLabel('Address').fill(fake.url.host)
      await page.getByLabel('User').fill(fakeUser.name)
      await check(page, 'not-this-one')
      const certificate = page.getByRole('region', { name: `Certificate of ${fake.url.host}` })
      await certificate.waitFor()
      const pairs = (fake.fingerprint ?? '').match(/../g)?.join(':').toUpperCase() ?? 'none'
      expect([fake.requests(), await certificate.innerText()]).toEqual([0, expect.stringContaining(pairs)])
      expect(await violations(page)).toEqual([])
      await picture(page, 'sources-certificate-light-1280')
      const trust = certificate.getByRole('button', { name: /^Trust this certificate/ })
      expect(await trust.isDisabled()).toBe(true)
      await certificate.getByLabel('The vCenter itself shows the same fingerprint').check()
      await trust.click()
      await page.getByText('refused the user reader@vsphere.local').waitFor()

      await check(page, fakeUser.password)
      const checked = page.getByRole('region', { name: `Check of ${fake.url.host}` })
      await checked.getByText(/the user sees 12 VMs/).waitFor()
      expect(await checked.getByRole('row').count()).toBe(5)
      expect(await violations(page)).toEqual([])
      await picture(page, 'sources-checked-light-1280')
      await checked.getByRole('button', { name: 'Read once' }).click()
      await page.getByRole('button', { name: 'Read another' }).waitFor()
      expect(await page.getByRole('region', { name: `read ${fake.url.host}` }).innerText()).toMatch(
        /done[^]*seen = \d+ kept \+ 0 merged \+ 0 rejected/,
      )
      await page.getByRole('region', { name: fake.url.host, exact: true }).waitFor()
      expect(fake.openSessions()).toBe(0)
      await picture(page, 'sources-read-light-1280')
      await page.getByRole('button', { name: 'Read another' }).click()
      expect(await page.getByLabel('Password').inputValue()).toBe('')
      expect(await kept(page)).not.toContain(fakeUser.password)
      expect(await page.content()).not.toContain(fakeUser.password)
    }))

  test('it is watched: state, last change and next whole read are seen, and a click ends it', async () => {
    const { page, context, errors } = await openWindow(browser, served.link, { theme: 'dark', width: 1920 })
    await visit(page, '/sources')
    await page.getByRole('button', { name: 'read a vCenter' }).click()
    await page.getByLabel('Address').fill(fake.url.host)
    await page.getByLabel('User').fill(fakeUser.name)
    await page.getByLabel(/^SHA-256/).fill(fake.fingerprint ?? '')
    await check(page, fakeUser.password)
    await page.getByRole('button', { name: 'Read and watch' }).click()
    const row = page.getByRole('region', { name: 'Watched vCenters' }).getByRole('row').nth(1)
    await row.getByText('watching', { exact: true }).waitFor()
    await row.getByText('none yet').waitFor()
    expect(await row.innerText()).toMatch(
      /\d{4}-\d\d-\d\d \d\d:\d\d UTC.*\n?.*\d{4}-\d\d-\d\d \d\d:\d\d UTC/s,
    )
    drift(fake.world, 'rename', 3, 'lighthouse')
    await row.getByText('none yet').waitFor({ state: 'detached' })
    expect(await row.getByRole('cell').nth(2).innerText()).toBe('1')
    expect(await violations(page)).toEqual([])
    await picture(page, 'sources-watched-dark-1920')
    await row.getByRole('button', { name: 'Stop watching' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Stop watching' }).click()
    await page.getByRole('region', { name: 'Watched vCenters' }).waitFor({ state: 'detached' })
    expect([fake.openSessions(), errors]).toEqual([0, []])
    expect(await kept(page)).not.toContain(fakeUser.password)
    await context.close()
  })
})
