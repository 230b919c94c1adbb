import { fileURLToPath } from 'node:url'
import { linesOfRuns } from './lines.ts'
import type { PdfLimits, PdfMessage, PdfPage } from './schema.ts'

/** What the library gives of a page's text; some items only mark where marked content begins. */
type Item = { readonly str: string; readonly transform: readonly number[]; readonly width: number } | object

/** What it gives of a note or a form field. */
interface Annotation {
  readonly fieldName?: unknown
  readonly fieldValue?: unknown
  readonly password?: unknown
  readonly contentsObj?: { readonly str?: unknown }
}

/** The pages of a document, one after the other, and what of it cannot be read. Never throws for what a document holds. */
export async function* readPages(data: Uint8Array, limits: PdfLimits): AsyncGenerator<PdfMessage> {
  const { getDocument } = await loadLibrary()
  const task = getDocument({
    data,
    // Nothing of the document runs, nothing is drawn, nothing is fetched.
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    maxImageSize: 1,
    disableRange: true,
    disableStream: true,
    disableAutoFetch: true,
    verbosity: 0,
    cMapUrl: fileURLToPath(new URL('../../cmaps/', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs'))),
  })
  try {
    const document = await task.promise
    let characters = 0
    for (let page = 1; page <= document.numPages; page++) {
      if (page > limits.pages || characters > limits.characters) {
        const text = `read up to page ${page - 1} of ${document.numPages}`
        yield { construct: 'what follows in a document of many pages', text }
        return
      }
      try {
        const one = await document.getPage(page)
        const { items } = await one.getTextContent()
        const lines = [...linesOfRuns(runsOf(items)), ...notesOf(await one.getAnnotations())]
        one.cleanup()
        for (const line of lines) for (const { text } of line) characters += text.length
        if (lines.length > 0) yield { page, lines }
        else
          yield {
            construct: 'page without text: if it is a scan, run OCR over it first',
            text: `page ${page}`,
          }
      } catch (error) {
        yield { construct: 'page that cannot be read', text: `page ${page}: ${messageOf(error)}` }
      }
    }
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    yield isLocked
      ? {
          construct: 'encrypted document: save it without a password and add that copy',
          text: 'a password is asked for',
        }
      : { construct: 'document that cannot be read', text: messageOf(error) }
  } finally {
    await task.destroy().catch(() => {})
  }
}

/** The library wants classes of a browser to be there before it is loaded; only drawing would use them. */
async function loadLibrary() {
  const none = function None(): void {}
  Object.assign(globalThis, { DOMMatrix: none, ImageData: none, Path2D: none, fetch: undefined })
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}

function runsOf(items: readonly Item[]): Parameters<typeof linesOfRuns>[0] {
  return items.flatMap((item) => ('str' in item ? [{ ...item, text: item.str }] : []))
}

/** Notes and the values of form fields, each a line of its own behind the text of its page. */
function notesOf(annotations: readonly Annotation[]): PdfPage['lines'] {
  return annotations.flatMap(({ fieldName, fieldValue, password, contentsObj }) => {
    const said = typeof fieldValue === 'string' ? fieldValue : contentsObj?.str
    if (typeof said !== 'string' || said.trim() === '' || password === true) return []
    const label = typeof fieldName === 'string' && typeof fieldValue === 'string' ? [`${fieldName}:`] : []
    return said
      .split(/[\r\n]+/)
      .filter((text) => text.trim() !== '')
      .map((text) =>
        [...label, text].map((one) => ({ from: 0, to: 0, text: one.replaceAll(/[\t\0]/g, ' ') })),
      )
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
