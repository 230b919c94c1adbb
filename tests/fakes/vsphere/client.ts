import { fakeUser } from './options.ts'
import type { FakeVcenter } from './server.ts'

/** Asks a fake in plain XML, so that its tests do not depend on the product's own client. */
export class PlainClient {
  readonly #fake: FakeVcenter
  #cookie = ''

  constructor(fake: FakeVcenter) {
    this.#fake = fake
  }

  /** A client that has logged in. */
  static async open(fake: FakeVcenter): Promise<PlainClient> {
    const client = new PlainClient(fake)
    await client.ask('Login', 'SessionManager SessionManager', credentials)
    return client
  }

  /** The body of the answer; `on` is type and id. A fault comes as its body too. */
  async ask(method: string, on: string, args = ''): Promise<string> {
    const [type = '', id = ''] = on.split(' ')
    const body = `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><${method} xmlns="urn:vim25"><_this type="${type}">${id}</_this>${args}</${method}></Body></Envelope>`
    const answer = await fetch(this.#fake.url, { method: 'POST', body, headers: { cookie: this.#cookie } })
    this.#cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie
    const text = await answer.text()
    return answer.status === 200 || answer.status === 500 ? text : String(answer.status)
  }

  /** Properties of one object. */
  properties(on: string, paths: readonly string[]): Promise<string> {
    const [type = '', id = ''] = on.split(' ')
    const set = `<propSet><type>${type}</type>${paths.map((path) => `<pathSet>${path}</pathSet>`).join('')}</propSet>`
    const objects = `<objectSet><obj type="${type}">${id}</obj></objectSet>`
    return this.ask(
      'RetrievePropertiesEx',
      collector,
      `<specSet>${set}${objects}</specSet><options></options>`,
    )
  }
}

/** The collector that every session has. */
export const collector = 'PropertyCollector propertyCollector'

const credentials = `<userName>${fakeUser.name}</userName><password>${fakeUser.password.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</password>`

/** Everything inside elements of this name. */
export function inside(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, 'gs'))].map(
    ([, text]) => text ?? '',
  )
}
