import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openWindow, picture, themes, violations, visit } from './browser.ts'
import type { Served } from './workspace.ts'

/** A page to look at: its name, its path, what must be on it, and whether it is looked at in a wide window, too. */
export type PageToSee = readonly [name: string, path: string, text: string, wide?: boolean]

/** What a file of screen tests opened in its `beforeAll`. */
export interface Opened {
  readonly browser: Browser
  readonly served: Served
}

/** Does something on a page of its own, and nothing may go wrong in the page. */
export async function onPage(
  { browser, served }: Opened,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, context, errors } = await openWindow(browser, served.link)
  await work(page)
  expect(errors).toEqual([])
  await context.close()
}

/** One test for each theme and width: every page is there, is pictured, and has no serious violation. */
export function seePages(what: string, pages: readonly PageToSee[], opened: () => Opened): void {
  for (const theme of themes) {
    for (const width of [1280, 1920]) {
      test(`every ${what} is there, without a serious violation: ${theme}, ${width} pixels`, async () => {
        const { browser, served } = opened()
        const { page, context, errors } = await openWindow(browser, served.link, { theme, width })
        const found: Record<string, readonly string[]> = {}
        const shown = pages.filter(([, , , wide = true]) => width === 1280 || wide)
        for (const [name, path, text] of shown) {
          await visit(page, path)
          await page.getByText(text).first().waitFor()
          await picture(page, `${name}-${theme}-${width}`)
          found[name] = await violations(page)
        }
        expect(found).toEqual(Object.fromEntries(shown.map(([name]) => [name, []])))
        expect(errors).toEqual([])
        await context.close()
      })
    }
  }
}
