import { content } from '../wire/encode.ts'
import type { Shapes } from '../wire/shapes.ts'
import type { Data } from '../wire/value.ts'

/** A refusal in vSphere's words: the class of the fault and its fields. */
export class VimFault extends Error {
  override readonly name = 'VimFault'
  readonly fault: string
  readonly text: string
  readonly fields: Data

  constructor(fault: string, fields: Data = {}, text = 'Ein Fehler ist aufgetreten') {
    super(fault)
    this.fault = fault
    this.fields = fields
    this.text = text
  }
}

/** The fields of a fault as XML; a class without a shape of its own has none. */
export function faultContent(shapes: Shapes, fault: VimFault): string {
  return shapes.of(fault.fault) === undefined ? '' : content(shapes, fault.fields, fault.fault)
}
