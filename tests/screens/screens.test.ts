import { execFileSync } from 'node:child_process'
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { causeway, newFolder } from '../causeway.ts'
import { hasChromium, openBrowser, openWindow, picture, violations, visit } from './browser.ts'
import { onPage, type PageToSee, seePages } from './open-pages.ts'
import { buildWeb, type Served, serveFolder, serveHarbour } from './workspace.ts'

const packages = join(process.cwd(), 'tests/estates/harbour/ova')

/** Every screen: its name, its path, what must be on it, and whether it is looked at in a wide window, too. */
const screens: readonly PageToSee[] = [
  ['overview', '/', 'The journey so far', true],
  ['estate', '/estate', '123 rows', true],
  ['vm-radius', '/vms/erp-db-01', 'What we do not know', true],
  ['vm-re-ip', '/vms/erp-db-01?mode=re-ip', 'Give it a new address', false],
  ['vm-facts', '/vms/erp-db-01?tab=facts', 'Network cards', false],
  ['vm-findings', '/vms/erp-db-01?tab=findings', 'Findings', false],
  ['vm-manifest', '/vms/erp-db-01?tab=manifest', 'kubevirt.io/v1', false],
  ['evidence', '/evidence', 'statements of', false],
  ['sources', '/sources', 'seen =', true],
  ['contradictions', '/sources?tab=conflicts', 'Shown in bold', false],
  ['history', '/history', 'first read', true],
  ['tree-storage', '/estate?view=storage', 'QS-PROD-01', false],
  ['cluster', '/objects/QS-PROD', '6 hosts', false],
  ['waves', '/waves', 'In no wave', false],
  ['wave-open', '/waves?wave=wave-01', 'VMs that go together', false],
  ['repository', '/repository', 'Choose a file', false],
  ['repository-file', '/repository?path=base%2Fkustomization.yaml', 'apiVersion', false],
  ['losses', '/repository?tab=losses', 'Line to edit', false],
  ['commits', '/repository?tab=history', 'translate:', false],
  ['runs', '/runs', 'Runs', false],
]

describe.skipIf(!hasChromium())('screens', () => {
  let served: Served
  let browser: Browser

  beforeAll(async () => {
    buildWeb()
    served = await serveHarbour()
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const withPage = (work: (page: Page) => Promise<void>) => onPage({ browser, served }, work)

  seePages('screen', screens, () => ({ browser, served }))

  test('the estate table is used by keyboard alone, and its view stands in the address bar', () =>
    withPage(async (page) => {
      await visit(page, '/estate')
      await page.getByRole('combobox', { name: 'Filter' }).fill('name ~ erp-db')
      await page.getByTestId('count').getByText('of 123 rows').waitFor()
      await expect.poll(() => new URL(page.url()).searchParams.get('where')).toBe('name ~ erp-db')
      const grid = page.getByRole('grid')
      await grid.focus()
      await page.keyboard.press('End')
      const last = await grid.getAttribute('aria-activedescendant')
      await page.keyboard.press('Home')
      const first = await grid.getAttribute('aria-activedescendant')
      expect(first).not.toBe(last)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: /erp-db/ }).waitFor()
      expect(await page.evaluate('document.activeElement?.id')).toBe('main')
      await page.goBack()
      await page.getByTestId('count').getByText('of 123 rows').waitFor()
    }))

  test('a wrong filter says the column and what was expected', () =>
    withPage(async (page) => {
      await visit(page, '/estate?where=colour%20%3D%20red')
      await page.getByText(/cannot be read at column 1: found .*colour/).waitFor()
    }))

  test('a count opens its rows', () =>
    withPage(async (page) => {
      await visit(page, '/')
      const platform = page.locator('.cw-counts div', { hasText: 'platform VMs' }).getByRole('link')
      const number = await platform.textContent()
      await platform.click()
      await page.getByTestId('count').getByText(`${number} of 123 rows`).waitFor()
    }))

  test('choosing the other mode counts what changes anew and keeps it in the link', () =>
    withPage(async (page) => {
      await visit(page, '/vms/erp-db-01')
      await page.getByRole('radio', { name: /Give it a new address/ }).check()
      await expect.poll(() => new URL(page.url()).searchParams.get('mode')).toBe('re-ip')
      await page
        .getByText(/[1-9]\d* to change/)
        .first()
        .waitFor()
    }))

  test('hostile names are text', () =>
    withPage(async (page) => {
      await visit(page, '/estate?where=name%20~%20script')
      await page.getByRole('link', { name: '<script>alert(1)</script>' }).click()
      await page.getByRole('heading', { level: 1, name: '<script>alert(1)</script>' }).waitFor()
      await visit(page, '/repository?tab=losses')
      expect(await page.locator('script:not([src])').count()).toBe(0)
    }))

  test('what a command does in a second terminal is on the page within two seconds', () =>
    withPage(async (page) => {
      const rules = join(newFolder('late'), 'late.rules')
      writeFileSync(rules, '*filter\n-A INPUT -s 10.20.30.42/32 -p tcp --dport 22 -j ACCEPT\nCOMMIT\n')
      await visit(page, '/evidence')
      const command = await causeway(['evidence', 'add', rules], served.folder)
      expect(command.code, command.stderr).toBe(0)
      await page.locator('summary', { hasText: 'late.rules' }).waitFor({ timeout: 2000 })
    }))

  test('a dropped file is read, shown and removed again with its effect in a sentence', () =>
    withPage(async (page) => {
      await visit(page, '/evidence')
      await page.locator('input[type=file]').setInputFiles({
        name: 'night.rules',
        mimeType: 'text/plain',
        buffer: Buffer.from(
          '*filter\n:INPUT DROP [0:0]\n-A INPUT -s 10.20.30.41/32 -p tcp --dport 22 -j ACCEPT\nCOMMIT\n',
        ),
      })
      await page
        .getByText(/iptables: \d+ of \d+ statements? understood/)
        .first()
        .waitFor()
      await page.locator('summary', { hasText: 'night.rules' }).click()
      await page.locator('details[open]').getByRole('button', { name: 'Remove' }).click()
      await page
        .getByRole('dialog')
        .getByText(/vanish from every trace/)
        .waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
      await page.locator('summary', { hasText: 'night.rules' }).waitFor({ state: 'detached' })
    }))

  test('an edit by hand is shown as a difference', () =>
    withPage(async (page) => {
      const file = join(served.folder, 'repository/base/kustomization.yaml')
      appendFileSync(file, '# kept by hand\n')
      const git = (...args: readonly string[]) =>
        execFileSync('git', [
          '-C',
          join(served.folder, 'repository'),
          '-c',
          'user.name=A',
          '-c',
          'user.email=a@example.org',
          ...args,
        ])
      git('commit', '-qam', 'by hand')
      await visit(page, '/repository?path=base%2Fkustomization.yaml')
      await page.getByText('# kept by hand').waitFor()
      await page.getByRole('button', { name: 'Whole file' }).waitFor()
      await picture(page, 'repository-diff-light-1280')
      expect(await violations(page)).toEqual([])
    }))

  test('a run is shown with its steps, what it made and its log', () =>
    withPage(async (page) => {
      const ova = readdirSync(packages).find((name) => name.endsWith('.ova'))
      const moved = await causeway(['move', join(packages, ova ?? ''), '--to', 'files'], served.folder)
      expect(moved.code, moved.stderr).toBe(0)
      await visit(page, '/runs')
      await page.locator('tbody').getByRole('link').first().click()
      await page.getByText('What it made').waitFor()
      await picture(page, 'run-light-1280')
      expect(await violations(page)).toEqual([])
    }))

  test('a browser without the token is told what to do', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    await page.goto(`${served.origin}/estate`)
    await page.getByRole('heading', { name: 'This browser is not logged in' }).waitFor()
    await picture(page, 'logged-out-light-1280')
    expect(await violations(page)).toEqual([])
    await context.close()
  })

  test('an address that leads nowhere says so', () =>
    withPage(async (page) => {
      await visit(page, '/nowhere')
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    }))
})

describe.skipIf(!hasChromium())('screens of an empty workspace', () => {
  test('every empty screen says what to do', async () => {
    const served = await serveFolder(newFolder('empty'))
    const browser = await openBrowser()
    const { page, errors } = await openWindow(browser, served.link)
    const told: Record<string, string | null> = {}
    for (const path of [
      '/',
      '/sources',
      '/estate',
      '/history',
      '/evidence',
      '/waves',
      '/repository',
      '/runs',
    ]) {
      await visit(page, path)
      const empty = page.locator('.pf-v6-c-empty-state')
      await empty.waitFor()
      told[path] = await empty.locator('code').last().textContent()
      await picture(page, `empty${path.replace('/', '-')}-light-1280`)
      expect(await violations(page)).toEqual([])
    }
    expect(told).toEqual({
      '/': 'causeway discover rvtools.xlsx',
      '/sources': 'causeway discover rvtools.xlsx',
      '/estate': 'causeway discover rvtools.xlsx',
      '/history': 'causeway discover rvtools.xlsx',
      '/evidence': 'causeway evidence add ./evidence',
      '/waves': 'causeway plan',
      '/repository': 'causeway translate --out repository --check',
      '/runs': 'causeway move machine.ova --to files',
    })
    expect(errors).toEqual([])
    await browser.close()
    await served.close()
  })
})
