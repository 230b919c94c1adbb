import { pdfReader } from '../../../src/adapters/document/pdf/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange } from '../estate.ts'
import { type Drawn, pdfFont, writePdf } from '../pdf-writer.ts'
import { Sheet, type Written } from '../sheet.ts'

const linesOfPage = 50

/** A run of text and where it begins, in characters from the left margin. */
type Run = readonly [column: number, text: string]

/**
 * Documents as printing writes them: runs at places, an address in two runs, tables by mere places, each page drawn
 * from its last line to its first; one plain, one deflated.
 */
export const pdfDialect: Dialect = {
  reader: pdfReader,
  write(estate, size) {
    const write = (name: string, deflate: boolean): Written => {
      const sheet = new Sheet()
      const lines: (readonly Run[])[] = []
      const line = (covers: readonly string[], ...runs: readonly Run[]): void => {
        lines.push(runs)
        sheet.line(runs.map(([, text]) => text).join(''))
        for (const one of covers) sheet.fact('document-literal', 'literal', one)
      }
      for (let at = 0; at < size; at++) {
        const host = someHost(estate)
        const range = someRange(estate)
        const network = someNetwork(estate)
        line([], [0, `4.${at % 9}.2.3 Scope of segment`])
        const cut = 3 + (at % (host.address.length - 3))
        line(
          [host.address],
          [0, 'Gateway '],
          [8, host.address.slice(0, cut)],
          [8 + cut, host.address.slice(cut)],
        )
        line(
          [range.text, network.cidr],
          [0, `The tills are ${range.low} to`],
          [18 + range.low.length, `${range.high} in ${network.cidr}.`],
        )
        line([host.name, host.address6, host.mac], [0, host.name], [30, host.address6], [70, host.mac])
        line([], [0, 'Password:'], [30, `CANARY${at}`], [50, 'Version 10.64.0.10'])
      }
      const pages = Array.from({ length: Math.ceil(lines.length / linesOfPage) }, (_, page) =>
        lines
          .slice(page * linesOfPage, (page + 1) * linesOfPage)
          .flatMap((runs, at) => runs.map((run) => drawn(run, 800 - at * 14)))
          .reverse(),
      )
      return { ...sheet.written(name), bytes: writePdf(pages, { deflate }) }
    }
    return [write('scope.pdf', false), write('scope-deflated.pdf', true)]
  },
}

function drawn([column, text]: Run, y: number): Drawn {
  return { x: 50 + column * pdfFont.width, y, text }
}
