import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'
const shots = '.build/screenshots'

/** Whether there is a Chromium here. Without one the tier is skipped, counted and named; CAUSEWAY_PEERS=required makes that a failure. */
export function hasChromium(): boolean {
  const there = existsSync(executablePath)
  if (!there && process.env['CAUSEWAY_PEERS'] === 'required')
    throw new Error(`CAUSEWAY_PEERS=required, and there is no ${executablePath}`)
  return there
}

/** A Chromium that talks to nobody but the page. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** The two themes. */
export const themes = ['light', 'dark'] as const

/** A logged-in window of a width; `link` is what the server printed. Errors of the page fail the test that closes it. */
export async function openWindow(
  browser: Browser,
  link: string,
  options: { readonly width?: number; readonly theme?: 'light' | 'dark' } = {},
): Promise<{ readonly page: Page; readonly context: BrowserContext; readonly errors: readonly string[] }> {
  const width = options.width ?? 1280
  const context = await browser.newContext({
    viewport: { width, height: width > 1500 ? 1080 : 800 },
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Warning:/.test(message.text()))
      errors.push(message.text())
  })
  await page.goto(link)
  await page.waitForSelector('h1')
  return { page, context, errors }
}

/** Opens a path of the server and waits for its heading and for quiet. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, page.url()).href)
  await page.waitForSelector('h1')
  await page.locator('.cw-waiting').first().waitFor({ state: 'detached' })
}

/** Saves a picture for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: `${shots}/${name}.png` })
}

interface AxeNode {
  readonly target: readonly string[]
  readonly failureSummary?: string
}
interface AxeViolation {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly AxeNode[]
}

/** Serious and critical violations of the open page. axe runs through the debugger, which the page's CSP does not bind. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
  const found: unknown = await page.evaluate('axe.run().then((result) => result.violations)')
  return (found as readonly AxeViolation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) =>
          `${id}: ${target.join(' ')}: ${failureSummary.split('\n').at(-1)}`,
      ),
    )
}
