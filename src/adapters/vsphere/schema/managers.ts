import { escapeXml, type XmlElement } from '../../../formats/xml/index.ts'
import { boolean, integer, type Kind, list, object, reference, string, wireType } from './kinds.ts'

/** Properties of the list of custom attributes. */
export const fieldProperties = {
  field: list(object('CustomFieldDef', { key: integer, name: string })),
} as const

/** A value of any type as text: its own, or that of the `value` inside it. */
const anyText: Kind<string> = {
  ...string,
  decode: (element, keep) =>
    keep(element.children.find((child) => child.local === 'value')?.text ?? element.text),
}

/** Properties of the list of licences. The key of a licence is a secret of the customer: it is not even decoded. */
export const licenceProperties = {
  licenses: list(
    object('LicenseManagerLicenseInfo', {
      name: string,
      costUnit: string,
      total: integer,
      used: integer,
      properties: list(object('KeyAnyValue', { key: string, value: anyText })),
    }),
  ),
} as const

/** What an alarm does when it rings. What a script is called with is not read: it may hold a password. */
export interface AlarmAct {
  /** `SendEmailAction`, `SendSNMPAction`, `RunScriptAction`, `MethodAction`, `CreateTaskAction`. */
  readonly type: string
  /** Addresses of a mail, as they were written. */
  readonly toList?: string
}

const acts = /^(?:SendEmail|SendSNMP|RunScript|Method|CreateTask)Action$/

/** The actions of an alarm, however deep they are grouped. */
const alarmActions: Kind<readonly AlarmAct[]> = {
  type: 'GroupAlarmAction',
  decode: (element, keep) => actsIn(element, keep),
  content: (found) =>
    found
      .map(({ type, toList }) => {
        const to = toList === undefined ? '' : `<toList>${escapeXml(toList)}</toList>`
        return `<action xsi:type="AlarmTriggeringAction"><action xsi:type="${escapeXml(type)}">${to}</action></action>`
      })
      .join(''),
}

function actsIn(element: XmlElement, keep: (text: string) => string): AlarmAct[] {
  const type = wireType(element) ?? ''
  if (acts.test(type)) {
    const toList = element.children.find((child) => child.local === 'toList')?.text
    return [toList === undefined ? { type: keep(type) } : { type: keep(type), toList: keep(toList) }]
  }
  return element.children.filter(({ local }) => local === 'action').flatMap((child) => actsIn(child, keep))
}

/** Properties of one alarm definition: what it is about and whom it tells. */
export const alarmProperties = {
  'info.name': string,
  'info.description': string,
  'info.enabled': boolean,
  'info.entity': reference,
  'info.action': alarmActions,
} as const
