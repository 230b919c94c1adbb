import { childOf, childText, type XmlElement } from '../../../formats/xml/index.ts'
import { Problem, problem } from '../../../model/problems/index.ts'
import type { About } from '../schema.ts'
import type { Reference } from '../schema/kinds.ts'
import { type Gatherer, SoapClient, type SoapCall } from '../soap/client.ts'
import { element } from '../soap/envelope.ts'
import { SoapFault } from '../soap/fault.ts'
import type { Transport } from '../transport/http.ts'
import { logoutMilliseconds, mayPass, persistently } from '../transport/retry.ts'

/** The managers of a vCenter that are used here. */
export interface ServiceContent {
  readonly about: About
  readonly rootFolder: Reference
  readonly propertyCollector: Reference
  readonly viewManager: Reference
  readonly sessionManager: Reference
  readonly customFieldsManager?: Reference
  readonly authorizationManager?: Reference
  readonly licenseManager?: Reference
  readonly alarmManager?: Reference
}

const serviceInstance: Reference = { type: 'ServiceInstance', value: 'ServiceInstance' }
/** A vCenter forgets a session after 30 idle minutes. */
const keepAliveMilliseconds = 10 * 60_000
/** A server that starts anew may take a session away more than once; one that does so for ever is not followed. */
const mostRenewals = 4
const loginAttempts = 4

/**
 * One log-in to one vCenter. A lost session is renewed once for all calls that noticed, and the log-out is always
 * tried, because sessions that are left behind bring a vCenter to its limit.
 */
export class Session {
  readonly content: ServiceContent
  readonly #client: SoapClient
  readonly #password: string
  readonly #keepAlive: NodeJS.Timeout
  #renewal: Promise<void> | undefined
  #key: string | undefined
  /** Counts log-ins, so that a call can tell whether its session was renewed meanwhile. */
  #generation = 1

  constructor(client: SoapClient, content: ServiceContent, password: string, key?: string) {
    this.#client = client
    this.#key = key
    this.content = content
    this.#password = password
    this.#keepAlive = setInterval(() => void this.#stayAlive(), keepAliveMilliseconds)
    this.#keepAlive.unref()
  }

  /** Connects and logs in. Throws a Problem when the certificate, the name or the password is refused. */
  static async open(transport: Transport): Promise<Session> {
    const client = new SoapClient(transport)
    await client.discoverVersion()
    const answer = await inWords(transport, () =>
      client.call({ method: 'RetrieveServiceContent', on: serviceInstance, reads: true }),
    )
    const content = contentOf(transport, answer[0])
    const password = await transport.target.password()
    const key = await inWords(transport, () => login(client, content, transport.target.user, password))
    return new Session(client, content, password, key)
  }

  /** What the server calls the session that is open now; undefined when the answer to its log-in was lost. */
  get key(): string | undefined {
    return this.#key
  }

  /** The cookie of the log-in, for services beside this one that know it by that. */
  get cookie(): string | undefined {
    return this.#client.sessionCookie
  }

  /** A call whose answer is small: its `returnval` elements. */
  call(call: SoapCall): Promise<readonly XmlElement[]> {
    return inWords(this.#client.transport, () => this.#renewing(() => this.#client.call(call)))
  }

  /**
   * A call whose answer is large. Throws SoapFault, so that the caller can go on without what was refused; it does not
   * renew the session either: what hangs together, such as the pages of one answer, is repeated together.
   */
  gather<T>(call: SoapCall, begin: () => Gatherer<T>): Promise<T> {
    return this.#client.gather(call, begin)
  }

  /** Does `work`, and once more from its beginning when the session was lost in it. */
  renewing<T>(work: () => Promise<T>): Promise<T> {
    return this.#renewing(work)
  }

  /** Turns faults that leave `work` into problems that say what to do. */
  inWords<T>(work: () => Promise<T>): Promise<T> {
    return inWords(this.#client.transport, work)
  }

  /** The problem of an answer that no vCenter gives. */
  stranger(seen: string, expected: string): Problem {
    return problem('vcenter-answer', { host: this.#client.transport.target.url.host, seen, expected })
  }

  /** Ends the session; also after an abort, and without complaint when there is nothing to end any more. */
  async close(): Promise<void> {
    clearInterval(this.#keepAlive)
    if (!this.#client.hasSession) return
    // To end a session twice does no harm, so this is asked again like a read: none may stay behind.
    const signal = AbortSignal.timeout(logoutMilliseconds)
    await persistently(signal, async () => {
      try {
        await this.#client.call({ method: 'Logout', on: this.content.sessionManager, reads: true, signal })
      } catch (error) {
        // The vCenter has forgotten the session: there is none left to end.
        if (!(error instanceof SoapFault)) throw error
      }
    })
    this.#client.forgetSession()
  }

  async #renewing<T>(work: () => Promise<T>): Promise<T> {
    for (let renewals = 0; ; renewals++) {
      const generation = this.#generation
      try {
        return await work()
      } catch (error) {
        const lost = error instanceof SoapFault && error.fault === 'NotAuthenticated'
        if (!lost || renewals >= mostRenewals) throw error
        await this.#renew(generation)
      }
    }
  }

  #renew(seen: number): Promise<void> {
    if (seen !== this.#generation) return Promise.resolve()
    const { user } = this.#client.transport.target
    this.#renewal ??= inWords(this.#client.transport, () =>
      login(this.#client, this.content, user, this.#password),
    )
      .then((key) => {
        this.#key = key
        this.#generation++
      })
      .finally(() => {
        this.#renewal = undefined
      })
    return this.#renewal
  }

  async #stayAlive(): Promise<void> {
    try {
      await this.#renewing(() =>
        this.#client.call({ method: 'CurrentTime', on: serviceInstance, reads: true }),
      )
    } catch {
      // The next call will meet the same trouble and tell about it.
    }
  }
}

async function login(
  client: SoapClient,
  content: ServiceContent,
  user: string,
  password: string,
): Promise<string | undefined> {
  const call: SoapCall = {
    method: 'Login',
    on: content.sessionManager,
    args: [element('userName', user), element('password', password)],
    reads: false,
  }
  for (let attempt = 1; ; attempt++) {
    client.forgetSession()
    try {
      const [opened] = await client.call(call)
      return opened && childText(opened, 'key')
    } catch (error) {
      // The cookie stands before the answer: a session that was opened is used, whatever became of the rest of it.
      if (client.hasSession) return undefined
      if (attempt >= loginAttempts || !(error instanceof Problem) || !mayPass(error.cause)) throw error
      await client.transport.pause(attempt)
    }
  }
}

async function inWords<T>(transport: Transport, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error
    const { user, url } = transport.target
    const { method, fault, text } = error
    if (fault === 'InvalidLogin') throw problem('vcenter-login', { host: url.host, user }, error)
    if (fault === 'NoPermission') {
      const privilege = error.detail['privilegeId'] || 'a privilege that it does not name'
      throw problem('vcenter-permission', { host: url.host, user, method, privilege }, error)
    }
    throw problem(
      'vcenter-fault',
      { host: url.host, method, fault, text: text === '' ? 'no text' : text },
      error,
    )
  }
}

const aboutNames = [
  'name',
  'fullName',
  'version',
  'build',
  'apiVersion',
  'apiType',
  'instanceUuid',
  'osType',
] as const

/** Managers that a single host may do without. */
const otherManagers = [
  'customFieldsManager',
  'authorizationManager',
  'licenseManager',
  'alarmManager',
] as const

function contentOf(transport: Transport, answer: XmlElement | undefined): ServiceContent {
  const find = (name: string): Reference | undefined => {
    const found = answer === undefined ? undefined : childOf(answer, name)
    const type = found?.attributes.find((attribute) => attribute.name === 'type')?.value
    return found === undefined || type === undefined ? undefined : { type, value: found.text }
  }
  const about = answer === undefined ? undefined : childOf(answer, 'about')
  const [rootFolder, propertyCollector, viewManager, sessionManager] = [
    find('rootFolder'),
    find('propertyCollector'),
    find('viewManager'),
    find('sessionManager'),
  ]
  if (!about || !rootFolder || !propertyCollector || !viewManager || !sessionManager) {
    const values = {
      host: transport.target.url.host,
      seen: 'a service content without its managers',
      expected: 'a whole one',
    }
    throw problem('vcenter-answer', values)
  }
  const managers = { rootFolder, propertyCollector, viewManager, sessionManager }
  const others: { [N in (typeof otherManagers)[number]]?: Reference } = {}
  for (const name of otherManagers) {
    const found = find(name)
    // A single host has no alarms of its own.
    if (found !== undefined) others[name] = found
  }
  return { about: aboutOf(about), ...managers, ...others }
}

/** What a server says of itself. */
export function aboutOf(element: XmlElement): About {
  const about: Record<string, string> = {}
  for (const name of aboutNames) {
    const value = childText(element, name)
    if (value !== undefined && value !== '') about[name] = value
  }
  return about
}
